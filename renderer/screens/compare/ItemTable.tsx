import type { ItemChange } from "../../../shared/compare/comparison.ts";

interface Props {
  readonly items: readonly ItemChange[];
  readonly leftLabel: string;
  readonly rightLabel: string;
  readonly showSame: boolean;
}

export function ItemTable({ items, leftLabel, rightLabel, showSame }: Props) {
  const changed = items.filter((item) => !item.same);
  const shown = showSame ? items : changed;
  const hidden = items.length - shown.length;
  return (
    <table className="compare-table">
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col">{leftLabel}</th>
          <th scope="col">{rightLabel}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((item) => (
          <tr key={`${item.area}/${item.item}`}>
            <th scope="row">
              <span className="muted">{item.area}</span> {item.item}
            </th>
            <td className="mono">{item.left ?? "–"}</td>
            <td className={item.same ? "mono" : "mono tone-busy"}>{item.right ?? "–"}</td>
          </tr>
        ))}
        {hidden > 0 && (
          <tr className="muted">
            <td>{hidden} more items</td>
            <td>same</td>
            <td>same</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
