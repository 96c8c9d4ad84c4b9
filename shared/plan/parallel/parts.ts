/** What the parts of a parallel plan are made from. */
import type { ImageFact } from "../../model/facts.ts";
import type { TargetGroupArn } from "../../model/ids.ts";
import type { ParallelIntent } from "../../model/intent.ts";
import type { SharedRule } from "../../model/steps/generation.ts";
import type { NewGroup } from "./new-group.ts";
import type { Live, PlanInput } from "../plan-input.ts";
import type { TemplateSource } from "../steps/lay.ts";
import type { StepContext } from "../steps/step-context.ts";

export interface ReplaceInput extends PlanInput {
  /** Null: AWS knows no image of the intent's id. */
  readonly image: ImageFact | null;
  readonly intent: ParallelIntent;
}

export interface Parts {
  readonly input: ReplaceInput;
  readonly live: Live;
  readonly image: ImageFact;
  readonly source: TemplateSource;
  readonly group: NewGroup;
  /** The fleet's target groups: those of the generation before. */
  readonly arns: readonly TargetGroupArn[];
  readonly shared: SharedTraffic | null;
}

/** Where weights share the traffic: the rules, and the target groups of the new generation. */
export interface SharedTraffic {
  readonly rules: readonly SharedRule[];
  readonly toArns: readonly TargetGroupArn[];
  readonly isSticky: boolean;
}

/** What steps need to know of the old generation's traffic, and of the new one's while it rises. */
export interface Contexts {
  readonly old: StepContext;
  readonly rising: StepContext;
}
