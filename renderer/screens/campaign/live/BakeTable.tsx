import type { CampaignOutline } from "../../../../shared/model/campaign.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { Pill } from "../../../ui/Pill.tsx";
import { inLineageOrder, type PartRow } from "../campaign-rows.ts";
import { PartCells, PartHeads } from "./PartCells.tsx";

interface BakeTableProps {
  readonly outline: CampaignOutline;
  readonly rows: readonly PartRow[];
}

/** The images, each below what it stands on. */
export function BakeTable({ outline, rows }: BakeTableProps) {
  const order = inLineageOrder(outline);
  if (order.length === 0) return null;
  return (
    <Panel title="Images" note={`on ${outline.to.name}, in the order of the lineage`}>
      <table className="campaign-table">
        <thead>
          <tr>
            <th scope="col">Recipe</th>
            <PartHeads />
          </tr>
        </thead>
        <tbody>
          {order.map(({ key, depth }) => {
            const row = rows.find(({ child }) => child.key === key);
            const ready = outline.ready.find((one) => one.key === key);
            return (
              <tr key={key}>
                <th scope="row" style={{ paddingInlineStart: `${String(8 + depth * 18)}px` }}>
                  {row?.child.name ?? ready?.recipe ?? key}
                </th>
                {row === undefined ? (
                  <>
                    <td>
                      <Pill tone="good">there already</Pill>
                    </td>
                    <td className="campaign-note">{ready?.image.name}</td>
                    <td className="muted">—</td>
                  </>
                ) : (
                  <PartCells row={row} />
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
