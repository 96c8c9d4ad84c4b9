/** The queue of a connection's bakes as the screens see it: who holds a place, who waits, why, and for how long. */
import { positionOf } from "../../shared/decide/bake/take-turn.ts";
import type { BakePlace } from "../../shared/decide/bake/take-turn.ts";
import type { BakeQueue } from "../../shared/model/bake.ts";
import type { ConnectionId, OperationId } from "../../shared/model/ids.ts";
import type { OperationSummary } from "../../shared/model/operation.ts";

type Row = BakeQueue["rows"][number];

export function bakeQueue(
  connectionId: ConnectionId,
  places: readonly BakePlace[],
  {
    atOnce,
    summary,
  }: { readonly atOnce: number; readonly summary: (id: OperationId) => OperationSummary | null },
): BakeQueue {
  const ends: number[] = [];
  const rows: Row[] = [];
  for (const place of places) {
    const found = summary(place.operationId);
    if (!found) continue;
    const { title, who, reason, expectedEndMs } = found;
    const position = place.holds ? 0 : positionOf(places, place.operationId, atOnce);
    if (expectedEndMs !== null) ends.push(expectedEndMs);
    const beginsMs = ends.toSorted((a, b) => a - b)[position - 1] ?? null;
    rows.push({
      ...{ operationId: place.operationId, title, who, reason, position },
      expectedMs: position === 0 ? expectedEndMs : beginsMs,
    });
  }
  return { connectionId, atOnce, rows };
}
