/** What stopping here leaves behind. */
import type { OperationDetail } from "../../model/operation.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { goesOnByItself } from "./by-itself.ts";
import { currentOf, itsServers, standingOf, type Standing } from "./standing.ts";

export function stopWords(operation: OperationDetail): readonly (string | null)[] {
  const current = currentOf(operation);
  const standing = standingOf(operation);
  const under = current === null ? null : goesOnByItself(current.step.work);
  return [
    "Nothing more is done after the call that is under way.",
    standing === null ? leftOf(operation) : whatServes(operation, standing),
    under,
    endsNothing(operation, standing),
    putBack(operation),
    "It can't go on later: to finish, make a new plan.",
  ];
}

function leftOf(operation: OperationDetail): string | null {
  return operation.kind === "bake" ? "The builder is ended; its log is kept." : null;
}

function whatServes(operation: OperationDetail, standing: Standing): string {
  const { from, to, groups } = standing;
  if (operation.kind === "retire")
    return `${groups.toLabel} goes on serving with ${itsServers(to)}.`;
  if (standing.isInPlace) return bothVersions(standing);
  if (!standing.hasNext)
    return `${groups.fromLabel} serves as before: ${groups.toLabel} has no group yet.`;
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

function endsNothing(operation: OperationDetail, standing: Standing | null): string | null {
  const kind = currentOf(operation)?.step.work.kind;
  if (standing === null || kind === "remove-group" || kind === "grow-and-shed") return null;
  return "Stopping ends no server.";
}

function putBack({ plan, kind }: OperationDetail): string | null {
  if (kind === "bake" || plan.temporary.length === 0) return null;
  return `Put back to what it was: ${listWords(
    plan.temporary.map(({ target, what }) => `${what} of ${target}`),
    9,
  )}.`;
}
