import type { StrategyChoice } from "../../../../shared/plan/strategy/propose-strategy.ts";
import { strategyWords } from "../../../../shared/plan/strategy/strategy-words.ts";
import { TwoLists } from "../../../components/plans/outlook/TwoLists.tsx";

/** Of the strategy that is chosen, with its defaults. */
export function KeepsAndLoses({ choice }: { readonly choice: StrategyChoice | null }) {
  if (choice === null || choice.keeps.length + choice.loses.length === 0) return null;
  const { name } = strategyWords[choice.strategy];
  return (
    <div className="strategy-kept" aria-live="polite">
      <h3 className="only-for-readers">What {name} keeps and loses</h3>
      <TwoLists keeps={choice.keeps} loses={choice.loses} />
    </div>
  );
}
