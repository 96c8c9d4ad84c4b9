/** Tells every window what ended and what is stuck, once each. */
import { gistOf } from "../shared/decide/stall/gist.ts";
import { assertNever } from "../shared/assert-never.ts";
import type { ConsoleEvent } from "../shared/contract/topics.ts";
import type { OperationId } from "../shared/model/ids.ts";
import type { OperationSummary } from "../shared/model/operation.ts";
import type { Operations } from "./operations/operations.ts";

type Notice = Extract<ConsoleEvent, { event: "notice:raised" }>;

/** Returns the function that ends it. What had ended before is not news. */
export function raiseNotices(
  operations: Pick<Operations, "summary" | "summaries" | "onChange">,
  tell: (notice: Notice) => void,
): () => void {
  const told = new Map<OperationId, string>(
    operations.summaries().map((row) => [row.id, newsOf(row)]),
  );
  return operations.onChange((change) => {
    const row = change.kind === "operation" ? operations.summary(change.operationId) : null;
    if (!row || told.get(row.id) === newsOf(row)) return;
    told.set(row.id, newsOf(row));
    const notice = noticeOf(row);
    if (notice) tell(notice);
  });
}

function newsOf(row: OperationSummary): string {
  return `${row.status} ${gistOf(row.stuck?.cause ?? "")}`;
}

function placeOf(kind: OperationSummary["kind"]): string {
  if (kind === "campaign") return "campaigns";
  return kind === "bake" ? "bakes" : "operations";
}

export function noticeOf(row: OperationSummary): Notice | null {
  const link = `#/${placeOf(row.kind)}/${row.id}`;
  const notice = (level: Notice["level"], text: string): Notice => ({
    event: "notice:raised",
    level,
    text,
    link,
  });
  switch (row.status) {
    case "succeeded":
      // Done in the background, by nobody's word: the journal has it.
      if (row.kind === "promise") return null;
      return notice("good", `${row.title}: done. ${row.outcome ?? ""}`.trim());
    case "failed":
      return notice("bad", `${row.title}: failed. ${row.outcome ?? ""}`.trim());
    case "stopped":
    case "superseded":
      return notice("warn", `${row.title}: ${row.outcome ?? row.status}`);
    case "running":
    case "paused":
    case "stopping":
      return row.stuck
        ? {
            ...notice("warn", `${row.title} is stuck: ${row.stuck.cause} ${row.stuck.cure}`),
            whileStuck: row.id,
          }
        : null;
    default:
      return assertNever(row.status, "operation status");
  }
}
