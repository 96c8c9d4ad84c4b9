/** How the outcome of a hole is said and coloured; the gravest first. */
import type { HoleOutcome, HoleState } from "../../../../shared/compare/holes/hole-report.ts";
import type { Severity } from "../../../../shared/compare/holes/advisory.ts";

interface Look {
  readonly word: string;
  readonly tone: "bad" | "warn" | "good" | "info" | "neutral";
}

export const outcomeLooks: Readonly<Record<HoleOutcome, Look>> = {
  opened: { word: "opened", tone: "bad" },
  stays: { word: "stay open", tone: "warn" },
  maybe: { word: "can't be told", tone: "neutral" },
  between: { word: "only in between", tone: "info" },
  closed: { word: "closed", tone: "good" },
};
export const outcomeOrder = ["opened", "stays", "maybe", "between", "closed"] as const;
export const outcomeGroups = outcomeOrder.map((each) => outcomeLooks[each].word);

export const stateWords: Readonly<Record<HoleState, string>> = {
  open: "open",
  closed: "not open",
  absent: "not there",
  maybe: "maybe",
  unlisted: "not listed",
  unknown: "unknown",
};

export const severityTones: Readonly<Record<Severity, Look["tone"]>> = {
  critical: "bad",
  high: "bad",
  medium: "warn",
  low: "info",
  unknown: "neutral",
};
