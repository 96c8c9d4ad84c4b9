import { isTerminal } from "../../../../shared/model/operation.ts";
import { operationLink } from "../../../links.ts";
import { Meter } from "../../../ui/Meter.tsx";
import { noteOf, stateWords, type PartRow } from "../campaign-rows.ts";

/** How a part stands: the same in every table of a campaign. */
export function PartCells({ row }: { readonly row: PartRow }) {
  const words = stateWords(row);
  const { operation, child } = row;
  const isRunning = operation !== null && !isTerminal(operation.status) && operation.stuck === null;
  return (
    <>
      <td>
        {isRunning && operation.status === "running" ? (
          <Meter value={operation.progress} label={child.name} />
        ) : (
          <span className={`tone-${words.tone}`}>{words.text}</span>
        )}
      </td>
      <td className="campaign-note">{noteOf(row)}</td>
      <td>
        {operation === null ? (
          <span className="muted">—</span>
        ) : (
          <a href={operationLink(operation)} aria-label={`Open the operation on ${child.name}`}>
            open
          </a>
        )}
      </td>
    </>
  );
}

export function PartHeads() {
  return (
    <>
      <th scope="col" className="campaign-state">
        State
      </th>
      <th scope="col">What is known</th>
      <th scope="col" className="campaign-page">
        Page
      </th>
    </>
  );
}
