/** Every bake, newest first. */
import Button from "@cloudscape-design/components/button";
import type { OperationSummary } from "../../../shared/model/operation.ts";
import { durationWords } from "../../../shared/words/durations.ts";
import { useTopic } from "../../client/topic-store.ts";
import { isRunning, links } from "../../links.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { go } from "../../ui/hash-path.ts";
import { Meter } from "../../ui/Meter.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Pill } from "../../ui/Pill.tsx";
import "./bakes.css";

export function BakesScreen() {
  const { rows, status } = useTopic("operations");
  const bakes = [...rows.values()]
    .filter((operation) => operation.kind === "bake")
    .sort((a, b) => b.startedAtMs - a.startedAtMs);
  const running = bakes.filter(isRunning).length;
  const bakeButton = (
    <Button variant="primary" onClick={() => go(links.newBake())}>
      Bake an image
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Bakes"
        note={`${String(running)} running, ${String(bakes.length)} in all`}
        actions={bakeButton}
      />
      {bakes.length === 0 ? (
        <Emptiness
          title={status === "opening" ? "Reading the journal…" : "Nothing was baked yet"}
          actions={bakeButton}
        >
          A bake makes an image from a base and a recipe, tests it, and starts a fresh server from
          it to test it again.
        </Emptiness>
      ) : (
        <Panel>
          <BakeTable bakes={bakes} />
        </Panel>
      )}
    </>
  );
}

function BakeTable({ bakes }: { readonly bakes: readonly OperationSummary[] }) {
  return (
    <table className="bake-table">
      <thead>
        <tr>
          <th scope="col">Bake</th>
          <th scope="col">Began</th>
          <th scope="col">By</th>
          <th scope="col">Now</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {bakes.map((bake) => (
          <tr key={bake.id}>
            <th scope="row">
              <a href={links.bake(bake.id)}>{bake.title}</a>
            </th>
            <td>{dateTimeWords(bake.startedAtMs)}</td>
            <td>{bake.who}</td>
            <td>
              <BakeNow bake={bake} />
            </td>
            <td>{bake.stuck?.cause ?? bake.outcome ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BakeNow({ bake }: { readonly bake: OperationSummary }) {
  if (isRunning(bake))
    return <Meter value={bake.progress} label={`${bake.title}: ${bake.phase}`} />;
  const took =
    bake.endedAtMs === null ? "" : ` · ${durationWords(bake.endedAtMs - bake.startedAtMs)}`;
  const tone = bake.status === "succeeded" ? "good" : bake.status === "failed" ? "bad" : "neutral";
  return (
    <Pill tone={tone}>
      {bake.status}
      {took}
    </Pill>
  );
}
