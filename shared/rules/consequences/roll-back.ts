/** What rolling back from here would do, or why there is nothing to roll back. */
import type { FleetView, GenerationView } from "../../model/fleet.ts";
import { isTerminal, type OperationDetail } from "../../model/operation.ts";
import type { Allowed } from "../../model/plan.ts";
import type { StepKind } from "../../model/step-work.ts";
import { aboutWords } from "../../words/durations.ts";
import { itsServers, standingOf, type Standing } from "./standing.ts";
import { surplus } from "./stop.ts";

type Words = { readonly words: () => readonly (string | null)[] };
type Refused = { readonly refused: Extract<Allowed, { ok: false }> };

const no = (reason: string, cure: string): Refused => ({ refused: { ok: false, reason, cure } });

export function rollBackWords(
  operation: OperationDetail,
  fleet: FleetView | null,
): Words | Refused {
  const standing = standingOf(operation);
  if (standing === null || fleet === null)
    return no("It moves no traffic, so there is nothing to roll back.", "Stop it instead.");
  if (operation.kind === "retire")
    return no(
      `${standing.groups.fromLabel} doesn't serve: there is nothing to roll back.`,
      "Stop it instead.",
    );
  if (!standing.hasNext)
    return no(
      `Nothing of ${standing.groups.toLabel} is there yet: there is nothing to take back.`,
      "Stop it instead.",
    );
  const target = fleet.generations.find((one) => isTarget(one, standing));
  return { words: () => [...waysOf(operation, standing), ...timeOf(target)] };
}

/** In one group the generations are told apart by their label alone. */
const isTarget = (one: GenerationView, { groups, isInPlace }: Standing) =>
  isInPlace ? one.label === groups.fromLabel : one.groupName === groups.from;

function waysOf(operation: OperationDetail, standing: Standing): readonly string[] {
  const { groups, from, to, isInPlace, shift } = standing;
  const first = isTerminal(operation.status) ? [] : ["This operation is ended first."];
  if (isInPlace) return [...first, inPlaceWords(operation, standing)];
  if (shift === "before" || shift === "none-planned")
    return [
      ...first,
      `${groups.fromLabel} keeps serving with ${itsServers(from)}.`,
      `${groups.toLabel} is taken out of traffic${to === 0 ? "" : `, and ${itsServers(to)} are kept to look at`}; no server is ended.`,
    ];
  return [
    ...first,
    `${groups.fromLabel} gets its traffic back first; only when all its servers are proved well, ${groups.toLabel} is taken out of traffic.`,
    `${groups.toLabel} is kept warm; no server is ended.`,
  ];
}

/** Servers come all at once on the way back, root volumes by batches, and AWS's refresh is turned only while it runs. */
function inPlaceWords(operation: OperationDetail, { groups }: Standing): string {
  const what = `servers of ${groups.toLabel} are replaced by ${groups.fromLabel} again`;
  if (has(operation, "refresh"))
    return isTerminal(operation.status)
      ? `AWS refreshes the group once more: ${what}.`
      : `AWS's refresh is turned back: ${what}. ${surplus}`;
  if (has(operation, "swap-roots"))
    return `Servers of ${groups.toLabel} get root volumes of ${groups.fromLabel} again, a part of the fleet at a time.`;
  return `As many servers of ${groups.fromLabel} as are missing come at once; when they are proved, those of ${groups.toLabel} end.`;
}

const has = ({ plan }: OperationDetail, kind: StepKind) =>
  plan.steps.some(({ work }) => work.kind === kind);

function timeOf(target: GenerationView | undefined): readonly string[] {
  if (target === undefined) return [];
  const { readiness } = target;
  if (readiness.kind === "warm" || readiness.kind === "cold")
    return [`It takes ${aboutWords(readiness.expectedMs)}.`];
  return readiness.kind === "impossible" ? [`It isn't possible now: ${readiness.reason}`] : [];
}
