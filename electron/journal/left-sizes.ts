/** Limits of groups that an ended operation changed for a time and could not put back, by the journal's originals. */
import type { LeftSizes } from "../../shared/drift/drift-case.ts";
import type { ConnectionId, GroupName } from "../../shared/model/ids.ts";
import { isTerminal } from "../../shared/model/operation.ts";
import type { Journal } from "./journal.ts";

/** One a group: what it was before the oldest of them. */
export function leftSizes(
  { evidence, running }: Pick<Journal, "evidence" | "running">,
  connection: ConnectionId,
): readonly LeftSizes[] {
  const left = new Map<string, LeftSizes>();
  for (const id of evidence.withPendingOriginals()) {
    const record = running.operation(id);
    if (record?.connectionId !== connection || !isTerminal(record.status)) continue;
    for (const { original, state } of evidence.originals(id)) {
      if (state !== "pending" || original.kind !== "sizes" || left.has(original.group)) continue;
      left.set(original.group, { group: original.group, operationId: id, sizes: original.sizes });
    }
  }
  return [...left.values()];
}

/** The group has sizes of its own again: what an earlier operation left is past. */
export function forgetLeftSizes(
  journal: Pick<Journal, "evidence" | "running" | "write">,
  group: GroupName,
): void {
  const { evidence, running } = journal;
  const past = evidence
    .withPendingOriginals()
    .filter((id) => isTerminal(running.operation(id)?.status ?? "running"))
    .flatMap((id) => evidence.originals(id))
    .filter(
      ({ original, state }) =>
        state === "pending" && original.kind === "sizes" && original.group === group,
    );
  if (past.length > 0)
    journal.write(() => past.forEach(({ seq }) => evidence.markOriginal(seq, "settled")));
}
