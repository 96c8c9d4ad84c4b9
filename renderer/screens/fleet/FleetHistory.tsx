import { useMemo } from "react";
import { useTopic } from "../../client/topic-store.ts";
import { shortReason } from "../../components/operations/short-reason.ts";
import { statusWords } from "../../components/operations/status-words.ts";
import { operationLink } from "../../links.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";
import { Panel } from "../../ui/Panel.tsx";

const most = 30;

/** What was done to the fleet by this console, newest first. */
export function FleetHistory({ fleetId }: { readonly fleetId: string }) {
  const { rows } = useTopic("operations");
  const own = useMemo(
    () =>
      [...rows.values()]
        .filter((operation) => operation.fleetId === fleetId)
        .toSorted((left, right) => right.startedAtMs - left.startedAtMs)
        .slice(0, most),
    [rows, fleetId],
  );
  return (
    <Panel title="History" note="operations of this console">
      {own.length === 0 ? (
        <p className="muted">No operation of this console has touched the fleet yet.</p>
      ) : (
        <ul className="fleet-history">
          {own.map((operation) => {
            const status = statusWords(operation.status);
            return (
              <li key={operation.id}>
                <span className="muted">{dateTimeWords(operation.startedAtMs)}</span>
                <a href={operationLink(operation)}>{operation.title}</a>
                <span className={`tone-${status.tone}`}>{status.text}</span>
                <span className="muted">
                  {[operation.who, operation.changeNumber, shortReason(operation.reason)]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
