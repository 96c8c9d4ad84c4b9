import Alert from "@cloudscape-design/components/alert";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { countWords, listWords } from "../../../../shared/words/counts.ts";
import { useTopic } from "../../../client/topic-store.ts";
import type { PartRow } from "../campaign-rows.ts";
import { baseOf } from "./FleetTables.tsx";

interface WhatCameProps {
  readonly operation: OperationDetail;
  readonly rows: readonly PartRow[];
}

/** After the end: how it ended, what was made, and what runs on which base now. */
export function WhatCame({ operation, rows }: WhatCameProps) {
  const fleets = useTopic("fleets").rows;
  const outline = operation.plan.campaign;
  const done = rows.filter(({ state }) => state.kind === "done");
  const bakes = done.filter(({ child }) => child.intent.kind === "bake").length;
  const open = rows.filter(({ state }) => state.kind !== "done" && state.kind !== "skipped");
  const skipped = rows.filter(({ state }) => state.kind === "skipped");
  const left = outline?.skipped.filter(({ servers = 0 }) => servers > 0) ?? [];
  const planned =
    outline?.fleets.map(({ fleetId, name }) => ({ id: fleetId as string, name })) ?? [];
  const byBase = Map.groupBy(
    [...planned, ...left.filter(({ id }) => fleets.has(id))],
    ({ id }) => baseOf(fleets.get(id)).split(" · ")[0] ?? "not known",
  );
  const isDone = operation.status === "succeeded";
  const isWhole = isDone && skipped.length === 0 && left.length === 0;
  return (
    <Alert
      type={isWhole ? "success" : isDone && left.length > 0 ? "warning" : "info"}
      header={operation.outcome ?? operation.status}
    >
      <ul className="campaign-notes">
        {outline === undefined ? null : (
          <li>
            {countWords(bakes, "image")} made and verified,{" "}
            {countWords(done.length - bakes, "fleet")} replaced.
          </li>
        )}
        {[...byBase].map(([base, own]) => (
          <li key={base}>
            On {base} now:{" "}
            {listWords(
              own.map(({ name }) => name),
              30,
            )}
            .
          </li>
        ))}
        {skipped.length === 0 ? null : (
          <li>
            Skipped on the way:{" "}
            {listWords(
              skipped.map(({ child }) => child.name),
              30,
            )}
            .
          </li>
        )}
        {open.length === 0 ? null : (
          <li>
            Not done:{" "}
            {listWords(
              open.map(({ child }) => child.name),
              30,
            )}
            .
          </li>
        )}
      </ul>
    </Alert>
  );
}
