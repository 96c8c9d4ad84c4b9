/** The answer to `plan:strategies`: what each strategy would do, and the alarms on the fleet that a gate can watch. */
import type { Refusal } from "../model/plan.ts";
import type { AlarmFact } from "../model/facts/watch-facts.ts";
import type { StrategyProposal } from "../plan/strategy/propose-strategy.ts";

export type StrategyAnswer =
  | {
      readonly refused: false;
      readonly proposal: StrategyProposal;
      /** Null: CloudWatch could not be read. */
      readonly alarms: readonly AlarmFact[] | null;
    }
  | Refusal;
