/** One operation as the journal holds it: who, why, what came of it, and every event with its call. */
import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import type { OperationEvent, OperationSummary } from "../../../shared/model/operation.ts";
import { useAction } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { links, operationLink } from "../../links.ts";
import { dateTimeWords, timeWords } from "../../ui/clock-time.ts";
import { Panel } from "../../ui/Panel.tsx";
import { saveFile } from "../../ui/save-file.ts";

const levelTone = { info: "neutral", good: "good", warn: "warn", bad: "bad" } as const;

export function JournalEntry({ operation }: { readonly operation: OperationSummary }) {
  const [callsOnly, setCallsOnly] = useState(false);
  const { rows } = useTopic("events", operation.id);
  const events = useMemo(
    () =>
      [...rows.values()]
        .sort((a, b) => a.seq - b.seq)
        .filter((event) => !callsOnly || event.call !== null),
    [rows, callsOnly],
  );
  return (
    <Panel title={operation.title} fill actions={<EntryActions operation={operation} />}>
      <Facts operation={operation} />
      <label>
        <input type="checkbox" checked={callsOnly} onChange={() => setCallsOnly(!callsOnly)} /> AWS
        calls only
      </label>
      <table className="journal-events">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">What</th>
            <th scope="col">Call</th>
            <th scope="col">Came of it</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventRow key={event.seq} event={event} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function EntryActions({ operation }: { readonly operation: OperationSummary }) {
  const exported = useAction("journal:export");
  const save = (kind: "json" | "report") =>
    exported.mutate(
      { operationId: operation.id },
      {
        onSuccess: (files) =>
          kind === "json"
            ? saveFile(`${operation.id}.json`, "application/json", files.json)
            : saveFile(`${operation.id}.md`, "text/markdown", files.report),
      },
    );
  return (
    <>
      {exported.error && <span className="tone-bad">{exported.error.message}</span>}
      <Button href={operationLink(operation)}>Open</Button>
      {operation.kind === "bake" ? null : <Button href={links.replay(operation.id)}>Replay</Button>}
      <Button onClick={() => save("report")}>Report</Button>
      <Button onClick={() => save("json")}>JSON</Button>
    </>
  );
}

function Facts({ operation }: { readonly operation: OperationSummary }) {
  const facts: readonly (readonly [string, string])[] = [
    ["Who", operation.who],
    ["Why", operation.reason === "" ? "no reason was given" : operation.reason],
    ["Change number", operation.changeNumber ?? "none"],
    ["Began", dateTimeWords(operation.startedAtMs)],
    [
      "Ended",
      operation.endedAtMs === null ? "still under way" : dateTimeWords(operation.endedAtMs),
    ],
    ["Outcome", operation.outcome ?? "open"],
  ];
  return (
    <dl className="journal-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function EventRow({ event }: { readonly event: OperationEvent }) {
  const { call } = event;
  return (
    <tr>
      <td className="mono">{timeWords(event.atMs)}</td>
      <td className={`tone-${levelTone[event.level]}`}>{event.text}</td>
      <td>
        {call && (
          <>
            <span className="mono">{call.name}</span> <span className="muted">{call.target}</span>
          </>
        )}
      </td>
      <td className="muted">{call && outcomeWords(call)}</td>
    </tr>
  );
}

function outcomeWords(call: NonNullable<OperationEvent["call"]>): string {
  const duration = call.durationMs === null ? "" : ` in ${String(Math.round(call.durationMs))} ms`;
  const request = call.requestId === null ? "" : ` · ${call.requestId}`;
  return `${call.outcome}${duration}${request}`;
}
