/**
 * A run about the life of images, as data: a small lineage with fleets on it, and operations that no single fleet holds.
 * As with a run about a fleet, what isn't in here doesn't happen. Times count from the run's beginning.
 */
import type { FaultRule } from "../../../../electron/practice/faults/fault-rule.ts";
import type { ConsoleEnd, UserWord } from "../../scenario/scenario.ts";

export const LIVES = ["campaign", "copy", "sweep", "retention", "inspect", "revoke"] as const;
export type Life = (typeof LIVES)[number];

export interface LifeScenario {
  /** Of the region's own chance, and of the faults'. */
  readonly seed: number;
  readonly life: Life;
  readonly fleets: readonly LifeFleet[];
  /** Further old images of each fleet's recipe, that nothing needs. */
  readonly oldImages: number;
  /** A recipe whose image fails its tests, and when somebody puts it right; null: all are right. */
  readonly broken: { readonly recipe: string; readonly mendedAtMs: number | null } | null;
  /** So old may be what the console knows of the region when it plans by itself. */
  readonly inventoryLagMs: number;
  /** One after the other. */
  readonly deeds: readonly LifeDeed[];
  readonly rules: readonly FaultRule[];
  readonly colleague: readonly LifeColleague[];
}

export interface LifeFleet {
  /** In the catalogue of the practice region "lineage". */
  readonly entry: string;
  readonly servers: number;
  readonly targetGroups: 0 | 1;
  readonly below: number;
  readonly above: number;
}

export type LifeWork =
  | {
      readonly kind: "campaign";
      readonly bakesAtOnce: number;
      readonly onFailure: "hold" | "roll-back";
      /** Of the fleets, by place; left out of the plan. */
      readonly leftOut: number | null;
      /** Of the return that the user's `back` begins. */
      readonly back: LifeCourse | null;
    }
  /** From another region to the one that is watched. */
  | { readonly kind: "copy"; readonly shares: boolean; readonly ownKey: boolean }
  /** Another console's, which never comes back. */
  | { readonly kind: "lost-bake"; readonly at: ConsoleEnd["at"] }
  | { readonly kind: "sweep" }
  | {
      readonly kind: "retention";
      readonly way: "carry-out" | "give-back";
      readonly first: "disable" | "deprecate" | "nothing";
      readonly most: number;
    }
  | { readonly kind: "inspect"; readonly which: number }
  | {
      readonly kind: "revoke";
      readonly isRevoked: boolean;
      readonly which: number;
      readonly atAws: boolean;
    };

/** An operation, its user and its console's ends. */
export type LifeDeed = LifeCourse & {
  readonly work: LifeWork;
  /** After the one before has ended. */
  readonly afterMs: number;
};

export interface LifeCourse {
  readonly user: readonly UserWord[];
  readonly hand: LifeHand | null;
  readonly ends: readonly ConsoleEnd[];
}

/** What the user does as soon as there is something to do it to; null: nothing. */
export interface LifeHand {
  readonly answer: "go on" | "no";
  /** So long a gate, a failure or a cause has stood by then. */
  readonly actsAfterMs: number;
  /** So often a part that failed is tried again before it is skipped. */
  readonly tries: number;
}

/** What somebody else does; `which`: of the images or fleets that it could be done to, by place. */
export interface LifeColleague {
  readonly atMs: number;
  /** While somebody looks at the newest plan, before it is begun, in the place of that time. */
  readonly isWhilePlanned?: boolean;
  readonly which: number;
  readonly what:
    | "resize"
    | "delete-group"
    | "take-claim-off"
    | "revoke"
    | "deregister"
    | "disable"
    | "enable"
    | "protect"
    | "share"
    | "start-server"
    | "name-in-template"
    | "end-builder";
}
