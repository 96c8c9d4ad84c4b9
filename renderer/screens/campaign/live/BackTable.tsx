import { Panel } from "../../../ui/Panel.tsx";
import type { PartRow } from "../campaign-rows.ts";
import { PartCells, PartHeads } from "./PartCells.tsx";

/** The fleets that return, the latest first. */
export function BackTable({ rows }: { readonly rows: readonly PartRow[] }) {
  return (
    <Panel title="Fleets that return" note="the latest first, one after the other">
      <table className="campaign-table">
        <thead>
          <tr>
            <th scope="col">Fleet</th>
            <PartHeads />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.child.key}>
              <th scope="row">{row.child.name}</th>
              <PartCells row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
