/** What stopping here leaves behind. */
import type { OperationDetail } from "../../model/operation.ts";
import type { Step, TemporaryChange } from "../../model/plan.ts";
import type { StepKind } from "../../model/step-work.ts";
import { countWords } from "../../words/counts.ts";
import { goesOnByItself } from "./by-itself.ts";
import { currentOf, itsServers, standingOf, type Standing } from "./standing.ts";

export function stopWords(operation: OperationDetail): readonly (string | null)[] {
  const current = currentOf(operation);
  const standing = standingOf(operation);
  const under = current === null ? null : underWay(current.step);
  return [
    "Nothing more is done after the call that is under way.",
    standing === null ? leftOf(operation) : whatServes(operation, standing),
    under,
    current === null ? null : shrinksBack(current.step),
    endsNothing(operation, standing),
    putBack(operation),
    "It can't go on later: to finish, make a new plan.",
  ];
}

/** A refresh is the one thing that stopping ends at AWS as well. */
function underWay({ work }: Step): string | null {
  if (work.kind === "swap-roots")
    return `Servers of ${work.group} whose root volume is being replaced go on with it, and come back into service then.`;
  if (work.kind !== "refresh" && work.kind !== "end-refresh") return goesOnByItself(work);
  return `AWS's refresh of ${work.group} is cancelled: launches and terminations under way come to their end. ${surplus}`;
}

/** What it was raised by goes on the way out, whichever version it is of. */
function shrinksBack({ work }: Step): string | null {
  if (work.kind !== "grow-and-shed") return null;
  return `${work.group} gets its own size back: what it was raised by is ended again, servers that serve nobody first, then the newest.`;
}

/** AWS's choice, not ours: it may take one that serves before the one in its place does. */
export const surplus =
  "What the group then has above its size AWS ends, and chooses which: for a moment one server fewer may serve.";

function leftOf({ kind }: OperationDetail): string | null {
  switch (kind) {
    case "bake":
      return "The builder is ended; its log is kept.";
    case "copy":
      return "A copy that isn't whole is taken away; one that is whole stays, and so does who may use it.";
    case "sweep":
      return "What was ended and taken away so far can't be had back; the rest stays as it is.";
    default:
      return null;
  }
}

function whatServes(operation: OperationDetail, standing: Standing): string {
  const { from, to, groups } = standing;
  if (operation.kind === "retire")
    return `${groups.toLabel} goes on serving with ${itsServers(to)}.`;
  if (!standing.hasNext)
    return `${groups.fromLabel} serves as before: nothing of ${groups.toLabel} is there yet.`;
  if (standing.isInPlace) return bothVersions(standing);
  switch (standing.shift) {
    case "after":
      return `${groups.toLabel} serves with ${itsServers(to)}; ${groups.fromLabel} is kept, out of traffic.`;
    case "during":
      return `${groups.toLabel} serves with ${itsServers(to)}; ${groups.fromLabel} may be out of traffic in part.`;
    case "before":
    case "none-planned":
      return to === 0 || to === null
        ? `${groups.fromLabel} serves with ${itsServers(from)}; what ${groups.toLabel} has started stays.`
        : `${groups.toLabel} keeps ${countWords(to, "server")} in service beside ${groups.fromLabel}'s ${String(from ?? "own")}.`;
  }
}

function bothVersions({ from, to, groups }: Standing): string {
  if (from === null || to === null)
    return "Servers that are new stay new, the others stay as they are.";
  return `The fleet serves with two versions: ${countWords(to, "server")} of ${groups.toLabel} and ${String(from)} of ${groups.fromLabel}.`;
}

/** While one of these is at work, servers may be on their way out. */
const ending: readonly StepKind[] = [
  "remove-group",
  "grow-and-shed",
  "refresh",
  "turn-refresh",
  "end-refresh",
];

function endsNothing(operation: OperationDetail, standing: Standing | null): string | null {
  const kind = currentOf(operation)?.step.work.kind;
  const mayEnd = kind !== undefined && ending.includes(kind);
  return standing === null || mayEnd ? null : "Stopping ends no server.";
}

/** A generation that is only half there keeps its limits: the old ones would start the rest of it. */
export function putBackAtStop({ plan, kind }: OperationDetail): readonly TemporaryChange[] {
  const { groups, temporary } = plan;
  if (kind !== "replace" || groups === null || groups.from === groups.to) return temporary;
  return temporary.filter(({ target }) => target !== groups.to);
}

function putBack(operation: OperationDetail): string | null {
  const changes = putBackAtStop(operation);
  if (operation.kind === "bake" || changes.length === 0) return null;
  return `${countWords(changes.length, "change")} for the time of the operation ${changes.length === 1 ? "is" : "are"} put back to what ${changes.length === 1 ? "it was" : "they were"}.`;
}
