/** Refuses what would pull the ground from under operations. */
import { BennuError } from "../../../shared/errors.ts";
import type { ConnectionId } from "../../../shared/model/ids.ts";
import type { OperationSummary } from "../../../shared/model/operation.ts";
import { isTerminal } from "../../../shared/model/operation.ts";

export function refuseWhileRunning(
  operations: readonly OperationSummary[],
  ids: readonly ConnectionId[],
  cure: string,
): void {
  const running = operations.filter(
    (row) => ids.includes(row.connectionId) && !isTerminal(row.status),
  );
  if (running.length === 0) return;
  const titles = running.map(({ title }) => title).join(", ");
  throw new BennuError({
    code: "conflict",
    message: `Operations are running there: ${titles}. Nothing was changed. ${cure}`,
  });
}
