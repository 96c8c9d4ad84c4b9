/** An outlook in a few lines: what speaks against the plan first. Pure. */
import type { PlanOutlook } from "../../../../shared/model/outlook.ts";
import { sumWords } from "../../../../shared/plan/outlook/money.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { aboutWords } from "../../../../shared/words/durations.ts";

export interface OutlookNote {
  readonly text: string;
  readonly isAgainst: boolean;
}

export function notesOf({
  capacity,
  quota,
  meanwhile,
  money,
  history,
}: PlanOutlook): OutlookNote[] {
  const against = [
    ...(quota.ok === false
      ? [
          `The quota leaves ${String(quota.freeVcpus)} vCPUs, ${String(quota.neededVcpus)} are needed.`,
        ]
      : []),
    ...capacity.filter(({ ok }) => !ok).map(({ zone, note }) => `${zone}: ${note}.`),
  ];
  const more = [
    ...meanwhile.map(({ what, effect }) => `${what}: ${effect}.`),
    ...(money.extraServerHours === 0 ? [] : [costWords(money)]),
    ...(history === null
      ? []
      : [
          `${countWords(history.runs, "earlier run")} took ${aboutWords(history.expected.medianMs)}.`,
        ]),
  ];
  return [
    ...against.map((text) => ({ text, isAgainst: true })),
    ...more.map((text) => ({ text, isAgainst: false })),
  ];
}

const costWords = ({ usd, extraServerHours }: PlanOutlook["money"]) =>
  `${extraServerHours.toFixed(1)} server hours beyond what runs now: ${
    usd === null ? "their price is not known" : `about ${sumWords(usd)}`
  }.`;
