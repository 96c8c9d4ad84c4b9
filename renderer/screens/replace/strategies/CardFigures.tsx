import type { StrategyChoice } from "../../../../shared/plan/strategy/propose-strategy.ts";
import { sumWords } from "../../../../shared/plan/outlook/money.ts";
import { aboutWords } from "../../../../shared/words/durations.ts";

interface CardFiguresProps {
  readonly choice: StrategyChoice | null;
  readonly wayBack: string;
}

/** What a strategy takes, with its defaults: time, servers, money, the way back. */
export function CardFigures({ choice, wayBack }: CardFiguresProps) {
  const figures: readonly (readonly [string, string])[] = [
    ["Time", timeWords(choice)],
    ["Servers at once", choice?.mostServers?.toString() ?? "—"],
    ["Extra cost", costWords(choice)],
    ["Way back", wayBack],
  ];
  return (
    <span className="strategy-figures">
      {figures.map(([name, value]) => (
        <span key={name}>
          <span className="muted">{name}</span>
          <span>{value}</span>
        </span>
      ))}
    </span>
  );
}

function timeWords(choice: StrategyChoice | null): string {
  const expected = choice?.expected ?? null;
  if (expected === null) return "—";
  return `${aboutWords(expected.medianMs)}, at worst ${aboutWords(expected.worstMs).replace("about ", "")}`;
}

function costWords(choice: StrategyChoice | null): string {
  if (choice === null || !choice.possible) return "—";
  return choice.usd === null ? "not known" : sumWords(choice.usd);
}
