import { useState } from "react";
import type { Comparison, ItemChange } from "../../../../shared/compare/comparison.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { ItemTable } from "./ItemTable.tsx";

interface Props {
  readonly title: string;
  readonly comparison: Comparison;
  readonly wanted: (item: ItemChange) => boolean;
}

export const isOutside = ({ area }: ItemChange) => area === "configuration" || area === "group";
export const isInside = (item: ItemChange) => !isOutside(item);

export function ItemPanel({ title, comparison, wanted }: Props) {
  const [showSame, setShowSame] = useState(false);
  const items = comparison.items.filter(wanted);
  if (items.length === 0) return null;
  const control = (
    <label>
      <input type="checkbox" checked={showSame} onChange={() => setShowSame(!showSame)} /> show the
      same
    </label>
  );
  return (
    <Panel title={title} actions={control}>
      <ItemTable items={items} sides={comparison.sides} showSame={showSame} />
    </Panel>
  );
}
