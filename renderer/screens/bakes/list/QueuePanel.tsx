/** Bakes that hold a place and bakes that wait for one, by connection, with why they wait. */
import { useQuery } from "@tanstack/react-query";
import type { BakeQueue } from "../../../../shared/model/bake.ts";
import { clockAt } from "../../../../shared/model/connection.ts";
import type { OperationSummary } from "../../../../shared/model/operation.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { aboutWords } from "../../../../shared/words/durations.ts";
import { useClient } from "../../../client/client-context.tsx";
import { ask } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { links } from "../../../links.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { Pill } from "../../../ui/Pill.tsx";
import { useTicking } from "../../../ui/ticker.ts";

interface Props {
  readonly running: readonly OperationSummary[];
}

/** Only where something runs: there is nothing to wait for else. */
export function QueuePanel({ running }: Props) {
  const connections = [...new Set(running.map(({ connectionId }) => connectionId))];
  return connections.map((connectionId) => {
    const there = running.filter((bake) => bake.connectionId === connectionId);
    // Its places are worked out anew whenever a bake begins, ends or goes on.
    const mark = there.map(({ id, phase }) => `${id} ${phase}`).join();
    return <ConnectionQueue key={connectionId} connectionId={connectionId} mark={mark} />;
  });
}

function ConnectionQueue(props: { readonly connectionId: string; readonly mark: string }) {
  const { connectionId, mark } = props;
  const { bridge } = useClient();
  const queue = useQuery<BakeQueue, Error>({
    queryKey: ["bake:queue", connectionId, mark],
    queryFn: () => ask(bridge, "bake:queue", { connectionId }),
    placeholderData: (before) => before,
  });
  const state = useTopic("connections").rows.get(connectionId) ?? null;
  if (queue.error) return <p className="tone-bad">{queue.error.message}</p>;
  if (queue.data === undefined || queue.data.rows.length === 0) return null;
  const { rows, atOnce } = queue.data;
  const waiting = rows.filter(({ position }) => position > 0).length;
  return (
    <Panel
      className="bake-queue"
      title={`Running in ${state?.connection.name ?? connectionId}`}
      note={
        waiting === 0
          ? `${String(rows.length)} of ${countWords(atOnce, "place")} taken`
          : `${atOnce === 1 ? "the one place is" : `all ${String(atOnce)} places are`} taken, ${String(waiting)} waiting`
      }
    >
      <ol>
        {rows.map((row) => (
          <QueueRow key={row.operationId} row={row} connectionId={connectionId} />
        ))}
      </ol>
    </Panel>
  );
}

interface RowProps {
  readonly row: BakeQueue["rows"][number];
  readonly connectionId: string;
}

function QueueRow({ row, connectionId }: RowProps) {
  const clock = useTopic("connections").rows.get(connectionId)?.clock ?? null;
  const isWaiting = row.position > 0;
  const time = useTicking((wallMs) => {
    if (row.expectedMs === null || clock === null) return "time not known";
    const left = aboutWords(row.expectedMs - clockAt(clock, wallMs));
    return isWaiting ? `begins in ${left}` : `${left} left`;
  });
  return (
    <li>
      <a href={links.bake(row.operationId)}>{row.title}</a>{" "}
      <Pill tone={isWaiting ? "neutral" : "busy"}>
        {isWaiting ? `waits, ${String(row.position)} before it` : "running"}
      </Pill>{" "}
      <span className="muted">
        {time} · {row.who}
        {row.reason === "" ? "" : ` · ${row.reason}`}
      </span>
    </li>
  );
}
