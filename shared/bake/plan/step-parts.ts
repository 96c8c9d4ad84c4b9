/** What the steps of a bake are made of. */
import type { ImageFact, Tags } from "../../model/facts.ts";
import type { BakeIntent } from "../../model/intent.ts";
import type { Duration, PlannedCall, Step } from "../../model/plan.ts";
import type { StepWork } from "../../model/step-work.ts";
import type { Recipe } from "../../recipe/recipe.ts";
import type { SubnetChoice } from "../bake-refusals.ts";
import type { Deliveries } from "./programs.ts";

export interface BakeParts {
  readonly recipe: Recipe;
  readonly base: ImageFact;
  readonly intent: BakeIntent;
  readonly subnet: SubnetChoice;
  /** To turn to where its zone has no room. */
  readonly otherSubnetIds: readonly string[];
  readonly programs: Deliveries;
  readonly imageName: string;
  readonly timeoutMs: number;
  readonly atOnce: number;
  readonly imageTags: Tags;
  readonly serverTags: Tags;
}
export type Role = "builder" | "fresh-boot";

interface Outline {
  readonly title: string;
  readonly detail: string;
  readonly phase: string;
  readonly work: StepWork;
  readonly calls: readonly PlannedCall[];
  readonly guards?: readonly string[];
  readonly gate?: string;
  readonly undo: string;
  readonly expected: Duration;
}
export type Unnumbered = Omit<Step, "id">;

export function step(outline: Outline): Unnumbered {
  return { guards: [], gate: null, skippable: false, ...outline };
}

export const seconds = (median: number, worst: number): Duration => ({
  medianMs: median * 1000,
  worstMs: worst * 1000,
});
