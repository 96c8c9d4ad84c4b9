/** What a cause is looked for in, and what is found: shared by all that can hold a group back. */
import type { Call } from "../../model/call.ts";
import type { ActivityFact, GroupFact, TargetGroupFact } from "../../model/facts.ts";
import type { Stuck } from "../../model/operation.ts";
import type { HookFact, RefreshFact, StatusCheckFact } from "../../model/facts/signs.ts";
import type { FleetReading } from "../../guard/serving.ts";

export interface Stall {
  /** `launch`: servers don't come; it may clear by itself. `health`: they come and aren't well. */
  readonly kind: "launch" | "health";
  readonly cause: string;
  readonly cure: string;
  readonly clear?: NonNullable<Stuck["clear"]>;
}

/** Read only where something points at them; left out: not read. */
export interface Signs {
  readonly hooks?: readonly HookFact[];
  readonly targets?: readonly TargetGroupFact[];
  readonly checks?: readonly StatusCheckFact[];
  /** The one that is active, or the newest; null: there is none. */
  readonly refresh?: RefreshFact | null;
}

export interface StallSeen extends Signs {
  readonly fleet: FleetReading;
  readonly activities: readonly ActivityFact[];
}

export interface Circumstances {
  /** Health counts as a cause only when it is late: every server begins unhealthy. */
  readonly late: boolean;
  readonly nowMs: number;
  /** Servers that the step waits for; left out: the group's own size. */
  readonly wanted?: number;
  /** That the plan gave the group; left out: it gave none. */
  readonly templateVersion?: number;
  /** The group is meant to have the requests of its fleet: a change in place, not a new group that is dark yet. */
  readonly inTraffic?: boolean;
  /** Servers expected beyond the group's size, as a refresh starts them. */
  readonly surge?: number;
}

export interface StallCase extends Circumstances {
  readonly seen: StallSeen;
  readonly group: GroupFact;
}

export const clearing = (label: string, ...calls: readonly Call[]) => ({ clear: { label, calls } });
