/** None of the alarms is in ALARM. Too little data is said, and is no failure by itself; an unknown alarm is. */
import type { AlarmFact } from "../../model/facts/watch-facts.ts";
import { countWords, listWords } from "../../words/counts.ts";
import type { GateLook } from "./gate-look.ts";

const ALARM_FOR_AT_MOST_MS = 5 * 60_000;

/** The names that no alarm has: whether they are gone, or were never right. */
export const unknownAlarms = (names: readonly string[], alarms: readonly AlarmFact[]) =>
  names.filter((name) => !alarms.some((alarm) => alarm.name === name));

export const whyUnknown = (names: readonly string[]) =>
  `CloudWatch knows no ${names.length === 1 ? "alarm" : "alarms"} named ${listWords(names, 9)}, so nobody can say ` +
  "that it is quiet. What serves still does. Make the plan again with alarms that exist.";

export function lookAtAlarms(names: readonly string[], alarms: readonly AlarmFact[]): GateLook {
  const asked = alarms.filter(({ name }) => names.includes(name));
  const seen = seenWords(asked);
  const [first, ...others] = asked.filter(({ state }) => state === "ALARM");
  if (first === undefined) return { kind: "open", seen };
  const more =
    others.length === 0
      ? ""
      : ` So ${others.length === 1 ? "is" : "are"} ${listWords(others.map(({ name }) => name))}.`;
  return {
    kind: "shut",
    seen,
    cause: `The alarm ${first.name} is in ALARM${first.reason === "" ? "." : `: ${first.reason}`}${more}`,
    cure: "It goes on when the alarm is quiet again. If the new servers are the cause, roll back.",
    forAtMostMs: ALARM_FOR_AT_MOST_MS,
  };
}

function seenWords(alarms: readonly AlarmFact[]): string {
  const inState = (state: string) => alarms.filter((alarm) => alarm.state === state);
  const quiet = inState("OK").length;
  const unsure = inState("INSUFFICIENT_DATA").map(({ name }) => name);
  const loud = inState("ALARM").length;
  const parts = [`${String(quiet)} of ${countWords(alarms.length, "alarm")} OK`];
  if (loud > 0) parts.push(`${String(loud)} in ALARM`);
  if (unsure.length > 0) parts.push(`without enough data: ${listWords(unsure, 3)}`);
  return parts.join(", ");
}
