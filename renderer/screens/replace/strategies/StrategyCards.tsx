import { useId } from "react";
import type { Strategy } from "../../../../shared/model/intent.ts";
import type { StrategyChoice } from "../../../../shared/plan/strategy/propose-strategy.ts";
import { strategyWords } from "../../../../shared/plan/strategy/strategy-words.ts";
import { strategies } from "../../../../shared/plan/strategy/strategy-defaults.ts";
import { Pill } from "../../../ui/Pill.tsx";
import { CardFigures } from "./CardFigures.tsx";
import "./strategies.css";

interface StrategyCardsProps {
  /** Null: not known yet, or it could not be asked. */
  readonly choices: readonly StrategyChoice[] | null;
  readonly proposed: Strategy | null;
  readonly chosen: Strategy;
  readonly onChoose: (strategy: Strategy) => void;
}

/** The ways to replace a fleet, side by side: one of them is chosen, one may be proposed. */
export function StrategyCards({ choices, proposed, chosen, onChoose }: StrategyCardsProps) {
  const name = useId();
  return (
    <div className="strategies" role="radiogroup" aria-label="Strategy">
      {strategies.map((strategy) => (
        <StrategyCard
          key={strategy}
          group={name}
          strategy={strategy}
          choice={choices?.find((one) => one.strategy === strategy) ?? null}
          isProposed={strategy === proposed}
          isChosen={strategy === chosen}
          onChoose={() => onChoose(strategy)}
        />
      ))}
    </div>
  );
}

interface StrategyCardProps {
  readonly group: string;
  readonly strategy: Strategy;
  readonly choice: StrategyChoice | null;
  readonly isProposed: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function StrategyCard(props: StrategyCardProps) {
  const { strategy, choice, isProposed, isChosen } = props;
  const { name, how, suits, wayBack } = strategyWords[strategy];
  const about = useId();
  return (
    <label className={`strategy ${isChosen ? "strategy-chosen" : ""}`}>
      <span className="strategy-head">
        <input
          type="radio"
          name={props.group}
          value={strategy}
          checked={isChosen}
          aria-label={name}
          aria-describedby={about}
          onChange={props.onChoose}
          // Also of the one that is chosen so far: a proposal that comes later must not take its place.
          onClick={props.onChoose}
        />
        <strong>{name}</strong>
        {isProposed ? <Pill tone="good">proposed</Pill> : null}
        {choice?.possible === false ? <Pill tone="warn">not now</Pill> : null}
      </span>
      <span id={about} className="strategy-about">
        <span>{capital(how)}</span>
        {choice?.possible === false ? (
          <Refused reason={choice.reason} cure={choice.cure ?? ""} />
        ) : (
          <span className="muted">{suits}</span>
        )}
      </span>
      <CardFigures choice={choice} wayBack={wayBack} />
    </label>
  );
}

function Refused({ reason, cure }: { readonly reason: string; readonly cure: string }) {
  return (
    <span className="tone-warn">
      {reason} {cure}
    </span>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
