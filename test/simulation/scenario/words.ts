/** A scenario in lines that a person can read. */
import type { Scenario } from "./scenario.ts";

export function scenarioWords({ fleet, deeds, rules, colleague, ambushes }: Scenario): string[] {
  const { entry, servers, zones, targetGroups, traits, held } = fleet;
  const shape = [
    `${String(servers)} servers of ${entry} in ${String(zones)} zones`,
    `${String(targetGroups)} target groups`,
    `min ${String(Math.max(0, servers - fleet.below))}, max ${String(servers + fleet.above)}`,
    ...(fleet.isProtected ? ["protected from scale-in"] : []),
    ...(fleet.snowflake ? ["with a snowflake"] : []),
    ...held.map((process) => `${process} held`),
    ...traits,
    ...Object.entries(fleet.settings).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
  ];
  return [
    shape.join(", "),
    ...deeds.flatMap(deedWords),
    ...rules.map((rule) => `fault: ${JSON.stringify(rule)}`),
    ...colleague.map(
      ({ atMs, what, group, by, process }) =>
        `colleague after ${seconds(atMs)}: ${what}, ${group} group (by ${String(by)}, ${process})`,
    ),
    ...ambushes.map((ambush) => `ambush: ${JSON.stringify(ambush)}`),
  ];
}

function deedWords({
  kind,
  how,
  canary,
  soakMs,
  user,
  ends,
  back,
  hand,
}: Scenario["deeds"][number]) {
  const plan = kind === "replace" ? `, canary ${String(canary)}, soak ${seconds(soakMs)}` : "";
  const by = how ? `, ${JSON.stringify(how)}` : "";
  const does = hand ? [`  the user's hand: ${JSON.stringify(hand)}`] : [];
  const course = (part: Pick<Scenario["deeds"][number], "user" | "ends">) => [
    ...part.user.map(({ word, afterMs }) => `  user says ${word} after ${seconds(afterMs)}`),
    ...part.ends.map(({ at, awayMs }) => `  killed at ${String(at)}, away for ${seconds(awayMs)}`),
  ];
  const later = back ? course(back).map((line) => `  during the roll back:${line}`) : [];
  return [`${kind}${plan}${by}`, ...does, ...course({ user, ends }), ...later];
}

const seconds = (ms: number) => `${String(Math.round(ms / 1000))} s`;
