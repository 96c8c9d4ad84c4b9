/** A run about images in lines that a person can read. */
import type { LifeCourse, LifeDeed, LifeScenario } from "./scenario.ts";

export function lifeWords(scenario: LifeScenario): string[] {
  const { life, fleets, oldImages, broken, inventoryLagMs, deeds, rules, colleague } = scenario;
  return [
    `${life}: ${fleets.map(({ entry, servers, targetGroups }) => `${String(servers)} of ${entry}${targetGroups === 0 ? " without a target group" : ""}`).join(", ")}`,
    ...(oldImages > 0 ? [`${String(oldImages)} old images of each recipe`] : []),
    `what is known is up to ${seconds(inventoryLagMs)} old`,
    ...(broken
      ? [
          `images of ${broken.recipe} fail their tests${broken.mendedAtMs === null ? "" : `, until ${seconds(broken.mendedAtMs)}`}`,
        ]
      : []),
    ...deeds.flatMap(deedWords),
    ...rules.map((rule) => `fault: ${JSON.stringify(rule)}`),
    ...colleague.map(
      ({ atMs, what, which, isWhilePlanned }) =>
        `colleague ${isWhilePlanned ? "before it is begun" : `after ${seconds(atMs)}`}: ${what} (${String(which)})`,
    ),
  ];
}

function deedWords({ work, afterMs, ...course }: LifeDeed): string[] {
  const back = work.kind === "campaign" ? work.back : null;
  const after = afterMs === 0 ? "" : ` after ${seconds(afterMs)}`;
  return [
    `${JSON.stringify(work.kind === "campaign" ? { ...work, back: undefined } : work)}${after}`,
    ...courseWords(course),
    ...(back ? courseWords(back).map((line) => `  during the return:${line}`) : []),
  ];
}

const courseWords = ({ user, hand, ends }: LifeCourse) => [
  ...(hand ? [`  the user's hand: ${JSON.stringify(hand)}`] : []),
  ...user.map(({ word, afterMs }) => `  user says ${word} after ${seconds(afterMs)}`),
  ...ends.map(({ at, awayMs }) => `  killed at ${String(at)}, away for ${seconds(awayMs)}`),
];

const seconds = (ms: number) => `${String(Math.round(ms / 1000))} s`;
