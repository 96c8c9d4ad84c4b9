/**
 * All that a run of the simulation is about, as data: what isn't in here doesn't happen. Drawn from a seed as a
 * whole, before the run; so any part of it can be left out, and the rest stays as it is. Times count from the
 * run's beginning.
 */
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";
import type {
  GrowShrinkIntent,
  ParallelIntent,
  RefreshIntent,
  RootVolumeIntent,
} from "../../../shared/model/intent.ts";
import type { FaultRule } from "../../../electron/practice/faults/fault-rule.ts";

export interface Scenario {
  /** Of the region's own chance, and of the faults'. */
  readonly seed: number;
  readonly fleet: FleetShape;
  /** One after the other. */
  readonly deeds: readonly Deed[];
  readonly rules: readonly FaultRule[];
  readonly colleague: readonly ColleagueDeed[];
  readonly ambushes: readonly Ambush[];
}

/** What somebody else does to the group that serves, to the one that a replacement makes, or to what they rest on. */
export interface ColleagueDeed {
  readonly atMs: number;
  readonly group: "live" | "next";
  readonly what:
    | "resize"
    | "suspend"
    | "resume"
    | "delete"
    | "take-claim-off"
    | "detach"
    | "new-template-version"
    | "deregister-image"
    | "disable-image";
  /** Of a resize. */
  readonly by: number;
  /** Of suspend and resume. */
  readonly process: string;
}

/** What real fleets have beside servers and a load balancer; most of it can't be cloned, and is refused. */
export const TRAITS = ["hook", "policy", "schedule", "warm-pool", "mixed", "notification"] as const;
export type Trait = (typeof TRAITS)[number];

export interface FleetShape {
  /** In the shop's catalogue. */
  readonly entry: string;
  readonly servers: number;
  readonly zones: 1 | 3;
  readonly targetGroups: number;
  readonly snowflake: boolean;
  /** So far below its size is the group's minimum, and so far above it the maximum. */
  readonly below: number;
  readonly above: number;
  /** From scale-in. */
  readonly isProtected: boolean;
  /** Processes that somebody holds. */
  readonly held: readonly string[];
  readonly traits: readonly Trait[];
  /** Of the groups, as AWS keeps them; what isn't named is as the shop has it. */
  readonly settings: GroupSettings;
}

/** What a clone must carry, and can. */
export type GroupSettings = Partial<
  Pick<
    GroupState,
    | "healthCheckGraceSeconds"
    | "defaultCooldownSeconds"
    | "defaultInstanceWarmupSeconds"
    | "terminationPolicies"
    | "capacityRebalance"
    | "enabledMetrics"
    | "maintenancePolicy"
    | "deletionProtection"
    | "zoneDistribution"
  >
>;

export type Kind = "replace" | "rollback" | "retire" | "bake";
export const KINDS: readonly Kind[] = ["replace", "rollback", "retire", "bake"];

/** By which strategy, and how carefully; the canary and its soaks are the deed's own. */
export type How = (
  | Pick<ParallelIntent, "strategy" | "waves" | "waveSoakMs" | "traffic" | "retireAfterWarm">
  | Pick<GrowShrinkIntent, "strategy" | "batch" | "batchSoakMs">
  | Pick<RefreshIntent, "strategy" | "preferences">
  | Pick<RootVolumeIntent, "strategy" | "batch" | "batchSoakMs" | "keepReplaced">
) &
  Pick<ParallelIntent, "gates">;

/** An operation, its user and its console's ends. */
export interface Deed {
  readonly kind: Kind;
  /** Of a replacement; left out: a plain parallel generation. */
  readonly how?: How;
  readonly canary: number;
  readonly canarySoakMs: number;
  readonly soakMs: number;
  /** Where a roll back goes, if both are there. */
  readonly to: "warm" | "cold";
  readonly user: readonly UserWord[];
  readonly ends: readonly ConsoleEnd[];
  /** Of the roll back that the user's `back` begins. */
  readonly back: Pick<Deed, "user" | "ends"> | null;
  /** Left out: the user touches nothing but what its words are about. */
  readonly hand?: Hand;
}

/** What the user does as soon as there is something to do it to. */
export interface Hand {
  readonly skipsSoaks: boolean;
  /** What holds a step, where the console offers to clear it; null: never. */
  readonly clearsAfterMs: number | null;
  /** To a gate that asks for somebody's word; null: none. */
  readonly answer: "go on" | "no" | null;
  readonly answersAfterMs: number;
}

/** So long after the word before. */
export interface UserWord {
  readonly word: "pause" | "resume" | "stop" | "back";
  readonly afterMs: number;
}

/** The console is killed at so many crash points, or at the first that is named so; and is back after a while. */
export interface ConsoleEnd {
  readonly at: number | string;
  readonly awayMs: number;
}

/**
 * Aimed at the moments between a look and a call: once a call of that name was carried out, somebody does this to a
 * group of the operation, and the answer to the call comes so late.
 */
export interface Ambush {
  readonly deed: number;
  /** Null: from the operation's beginning. Otherwise once that crash point was passed. */
  readonly armedBy: string | null;
  readonly call: string;
  /** So many of these calls pass first. */
  readonly passing?: number;
  readonly act: "shrink" | "fail-servers" | "delete" | "suspend-launch";
  readonly group: "from" | "to";
  /** Of the servers. */
  readonly share: number;
  readonly lateMs: number;
}
