/**
 * A campaign: a newer base for every descendant of an older one. Its steps start other operations, its children, each
 * of which is planned from fresh facts when its turn comes.
 */
import type { FleetId, ImageId, OperationId } from "./ids.ts";
import type { Duration } from "./plan.ts";

/** An image that is there, or the one that an earlier child of the same campaign bakes. */
export type ImageFrom =
  | { readonly kind: "image"; readonly imageId: ImageId }
  | { readonly kind: "baked"; readonly by: string };

export type ChildIntent =
  | {
      readonly kind: "bake";
      readonly recipeFile: string;
      readonly instanceType: string;
      readonly base: ImageFrom;
    }
  | {
      readonly kind: "replace";
      readonly fleetId: FleetId;
      readonly image: ImageFrom;
      readonly onFailure: "hold" | "roll-back";
    }
  /** Takes the fleet of this replacement back to the generation before it. */
  | {
      readonly kind: "rollback";
      readonly fleetId: FleetId;
      readonly of: OperationId;
    };

export interface ChildWork {
  /** Once in a plan; later children name an earlier one by it. */
  readonly key: string;
  /** What it is about: the recipe, or the fleet. */
  readonly name: string;
  readonly intent: ChildIntent;
  readonly expected: Duration;
}

/** Whose child an operation is. */
export interface PartOf {
  readonly operationId: OperationId;
  readonly title: string;
  readonly key: string;
  /** From 1: how often it was begun, this time included. */
  readonly attempt: number;
}

export interface NamedImage {
  readonly id: ImageId;
  readonly name: string;
}

/** What a campaign is about, for the screens: its steps name the same children by their keys. */
export interface CampaignOutline {
  readonly from: NamedImage;
  readonly to: NamedImage;
  readonly bakes: readonly {
    readonly key: string;
    readonly recipe: string;
    readonly recipeFile: string;
    /** The newest image of the recipe that stands on the old base. */
    readonly instead: NamedImage;
    /** The bake whose image it stands on; null: the new base itself. */
    readonly on: string | null;
  }[];
  /** Images on the new base that are there already, verified, and are used as they are. */
  readonly ready: readonly {
    readonly key: string;
    readonly recipe: string;
    readonly image: NamedImage;
    readonly instead: NamedImage;
    readonly on: string | null;
  }[];
  readonly fleets: readonly {
    readonly key: string;
    readonly fleetId: FleetId;
    readonly name: string;
    readonly environment: string;
    readonly servers: number;
    /** What it runs now. */
    readonly label: string;
    readonly image: NamedImage;
    /** The bake, or the image that is ready, that it gets. */
    readonly on: string;
    /** Of the stages, from 0. */
    readonly stage: number;
  }[];
  readonly stages: readonly { readonly name: string; readonly asks: boolean }[];
  /** Known from the start; what is skipped on the way stands with its step. */
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly what: "image" | "fleet";
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly cure: string;
  /** In service when it was planned, on the old base; left out: none, or not known. */
  readonly servers?: number;
  /** An image that no server needs: it is baked if the user takes it in. */
  readonly isUnused?: boolean;
}

/** What a person said about children of a running step, as the journal keeps it with the step; by key. */
export interface ChildWords {
  /** Children that are to be begun once more: how often they were given up so far. */
  readonly again: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, string>>;
  /** Why a child wasn't begun, when it was last tried. */
  readonly refused: Readonly<Record<string, ChildRefusal>>;
  /** What was there already when it was to be begun: an image of the same inputs, a fleet that is back. */
  readonly found: Readonly<
    Record<string, { readonly imageId: ImageId | null; readonly note: string }>
  >;
}

export interface ChildRefusal {
  readonly reason: string;
  readonly cure: string;
  readonly atMs: number;
}
