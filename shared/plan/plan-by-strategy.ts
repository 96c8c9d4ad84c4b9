/** A replacement by the strategy that was chosen: one planner each. */
import type { ImageFact } from "../model/facts.ts";
import type { Planned, ReplaceIntent, Strategy } from "../model/plan.ts";
import { planGrowShrink } from "./in-place/plan-grow-shrink.ts";
import { refuse, type PlanInput } from "./plan-input.ts";
import { planReplace } from "./plan-replace.ts";
import { planRefresh } from "./refresh/plan-refresh.ts";
import { renewalObstacle, saidAsRenewal } from "./renewal.ts";

export interface StrategyInput extends PlanInput {
  /** Null: AWS knows no image of the intent's id. */
  readonly image: ImageFact | null;
  readonly intent: ReplaceIntent;
}

export function planByStrategy(input: StrategyInput): Planned {
  return renewalObstacle(input) ?? saidAsRenewal(byPlanner(input), input);
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
      return notYet(intent.strategy);
  }
}

const notYet = (strategy: Strategy) =>
  refuse(`This Bennu has no planner for ${strategy}.`, "Choose a parallel generation.");
