import type { OperationSummary } from "../../../../shared/model/operation.ts";
import { durationWords } from "../../../../shared/words/durations.ts";
import { isRunning, links } from "../../../links.ts";
import { dateTimeWords } from "../../../ui/clock-time.ts";
import { Meter } from "../../../ui/Meter.tsx";
import { Pill } from "../../../ui/Pill.tsx";

export function BakeTable({ bakes }: { readonly bakes: readonly OperationSummary[] }) {
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
