/**
 * What an outlook is made from, beside the plan and the fleet: gathered at planning time by electron/planning. Null
 * anywhere: it could not be read, and is shown as unknown.
 */
import type { ActivityFact } from "../facts.ts";
import type { AlarmFact } from "./watch-facts.ts";
import type { StepKind } from "../step-work.ts";
import type { PlanKind } from "../plan.ts";
import type { Strategy } from "../intent.ts";

export interface SubnetFact {
  readonly id: string;
  readonly zone: string;
  /** Free addresses. */
  readonly available: number;
}

export interface InstanceTypeFact {
  readonly name: string;
  readonly vcpus: number;
  /** Whether it has disks of its host, whose contents end with the server. */
  readonly instanceStore: boolean;
}

/** An instance type and a zone that has it. */
export interface OfferingFact {
  readonly instanceType: string;
  readonly zone: string;
}

/** One earlier operation of this fleet that succeeded, as this console's journal has it. */
export interface PastRun {
  readonly kind: PlanKind;
  /** Null: of a plan that had none, or was made before there were several. */
  readonly strategy: Strategy | null;
  readonly durationMs: number;
  readonly steps: readonly { readonly kind: StepKind; readonly durationMs: number }[];
}

export interface ProspectQuestion {
  /** Types whose vCPUs and disks are asked for. */
  readonly types: readonly string[];
  /** The type whose zones are asked for; null: not asked. */
  readonly offered: string | null;
  /** What the alarms' dimensions name: groups, target groups. */
  readonly watched: readonly string[];
}

/** What the cloud says of room and of alarms. */
export interface Prospects {
  readonly types: readonly InstanceTypeFact[] | null;
  readonly offerings: readonly OfferingFact[] | null;
  /** vCPUs of on-demand servers of the standard families that the account may run here. */
  readonly vcpuLimit: number | null;
  /** CloudWatch's alarms on the fleet's groups and target groups. */
  readonly alarms: readonly AlarmFact[] | null;
}

export interface OutlookFacts extends Prospects {
  readonly subnets: readonly SubnetFact[] | null;
  /** Of the fleet's groups, back for an hour. */
  readonly activities: readonly ActivityFact[] | null;
  readonly past: readonly PastRun[];
}

export const nothingKnown: OutlookFacts = {
  subnets: null,
  types: null,
  offerings: null,
  activities: null,
  vcpuLimit: null,
  alarms: null,
  past: [],
};
