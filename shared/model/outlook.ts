/** What a plan means beyond its steps: time, money, room, and what else goes on. */
import type { Strategy } from "./intent.ts";
import type { Duration } from "./plan.ts";

/** What a plan means beyond its steps. Null: not known, and shown as unknown. */
export interface PlanOutlook {
  readonly strategy: Strategy | null;
  readonly keeps: readonly string[];
  readonly loses: readonly string[];
  /** This fleet's own earlier runs of the same kind; null: there is none. */
  readonly history: { readonly runs: number; readonly expected: Duration } | null;
  readonly money: {
    /** Servers beyond the fleet's own size, times hours. */
    readonly extraServerHours: number;
    readonly usd: number | null;
    readonly basis: string;
  };
  readonly capacity: readonly {
    readonly zone: string;
    readonly needed: number;
    /** Free addresses of the zone's subnets. */
    readonly freeAddresses: number | null;
    readonly ok: boolean;
    readonly note: string;
  }[];
  readonly quota: {
    readonly neededVcpus: number | null;
    readonly freeVcpus: number | null;
    readonly ok: boolean | null;
    readonly note: string;
  };
  /** What scaling policies and schedules would do while it runs. */
  readonly meanwhile: readonly {
    readonly what: string;
    readonly atMs: number | null;
    readonly effect: string;
  }[];
  readonly owner: string | null;
}
