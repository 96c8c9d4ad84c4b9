/** A replacement by the strategy that was chosen: one planner each. */
import type { ImageFact } from "../../model/facts.ts";
import type { Planned } from "../../model/plan.ts";
import type { ReplaceIntent } from "../../model/intent.ts";
import { planGrowShrink } from "../in-place/plan-grow-shrink.ts";
import { planRootVolume } from "../in-place/plan-root-volume.ts";
import type { PlanInput } from "../plan-input.ts";
import { planReplace } from "../parallel/plan-replace.ts";
import { planRefresh } from "../refresh/plan-refresh.ts";
import { saidAsRenewal } from "./renewal.ts";

export interface StrategyInput extends PlanInput {
  /** Null: AWS knows no image of the intent's id. */
  readonly image: ImageFact | null;
  readonly intent: ReplaceIntent;
}

export function planByStrategy(input: StrategyInput): Planned {
  return saidAsRenewal(byPlanner(input), input);
}

function byPlanner(input: StrategyInput): Planned {
  const { intent } = input;
  switch (intent.strategy) {
    case "parallel":
      return planReplace({ ...input, intent });
    case "refresh":
      return planRefresh({ ...input, intent });
    case "grow-shrink":
      return planGrowShrink({ ...input, intent });
    case "root-volume":
      return planRootVolume({ ...input, intent });
  }
}
