import type { Skipped } from "../../../shared/model/campaign.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { Panel } from "../../ui/Panel.tsx";

interface SkippedListProps {
  readonly skipped: readonly Skipped[];
  /** Ids and names that the user left out himself. */
  readonly leftOut?: readonly string[];
  readonly onPutBack?: (id: string, name: string) => void;
}

/** What stays as it is, with the reason and what to do about it. */
export function SkippedList({ skipped, leftOut = [], onPutBack }: SkippedListProps) {
  if (skipped.length === 0) return null;
  return (
    <Panel title="What is skipped, and why" note={countWords(skipped.length, "part")}>
      <table className="campaign-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Why</th>
            <th scope="col">What to do</th>
            {onPutBack === undefined ? null : <th scope="col">Take in</th>}
          </tr>
        </thead>
        <tbody>
          {skipped.map(({ what, id, name, reason, cure, isUnused }) => (
            <tr key={`${what} ${id}`}>
              <th scope="row">
                {name} <span className="muted">{what}</span>
              </th>
              <td>{reason}</td>
              <td>{cure}</td>
              {onPutBack === undefined ? null : (
                <td>
                  {isUnused === true || leftOut.includes(id) || leftOut.includes(name) ? (
                    <button
                      type="button"
                      className="text-button tone-info"
                      onClick={() => onPutBack(id, name)}
                    >
                      Take {name} in
                    </button>
                  ) : (
                    <span className="muted">—</span>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
