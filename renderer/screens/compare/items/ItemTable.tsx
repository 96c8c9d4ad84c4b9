import { outcomeOf } from "../../../../shared/compare/items.ts";
import type { CompareSide, ItemChange } from "../../../../shared/compare/comparison.ts";
import { SidesHead } from "./SidesHead.tsx";

interface Props {
  readonly items: readonly ItemChange[];
  readonly sides: readonly CompareSide[];
  readonly showSame: boolean;
}

export function ItemTable({ items, sides, showSame }: Props) {
  const shown = showSame ? items : items.filter((item) => outcomeOf(item) === "differs");
  const same = items.filter((item) => item.same).length;
  const unknown = items.filter((item) => outcomeOf(item) === "unknown").length;
  return (
    <table className="compare-table">
      <SidesHead of="Item" sides={sides} />
      <tbody>
        {shown.map((item) => (
          <ItemRow key={`${item.area}/${item.item}`} item={item} sides={sides} />
        ))}
        {!showSame && same + unknown > 0 && (
          <tr className="muted">
            <td colSpan={sides.length + 1}>{hiddenWords(same, unknown)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function hiddenWords(same: number, unknown: number): string {
  const words = [
    ...(same > 0 ? [`${String(same)} more are the same`] : []),
    ...(unknown > 0 ? [`${String(unknown)} can't be compared: not known on every side`] : []),
  ];
  return `${words.join("; ")}.`;
}

function ItemRow({ item, sides }: { readonly item: ItemChange } & Pick<Props, "sides">) {
  const differs = outcomeOf(item) === "differs";
  return (
    <tr>
      <th scope="row">
        <span className="muted">{item.area}</span> {item.item}
      </th>
      {sides.map((side, at) => (
        <Value
          key={at}
          unknown={item.unknownAt.includes(at) ? unknownWord(item, side) : null}
          value={item.values[at] ?? null}
          changed={differs && at > 0 && item.values[at] !== item.values[at - 1]}
        />
      ))}
    </tr>
  );
}

const outsideAreas: ReadonlySet<ItemChange["area"]> = new Set(["configuration", "group"]);
const unknownWord = ({ area }: ItemChange, { subject }: CompareSide) =>
  outsideAreas.has(area) && subject.kind === "image" ? "an image has none" : "unknown";

/** Nobody reads sixty-four digits: enough to see that two differ; the whole is in the title. */
const shortDigest = (value: string) => value.replace(/\b([0-9a-f]{12})[0-9a-f]{28,}\b/g, "$1…");

interface ValueProps {
  readonly unknown: string | null;
  readonly value: string | null;
  readonly changed: boolean;
}

function Value({ unknown, value, changed }: ValueProps) {
  if (unknown !== null) return <td className="muted">{unknown}</td>;
  const shown = value === null ? "–" : shortDigest(value);
  return (
    <td className={changed ? "mono tone-busy" : "mono"} title={value ?? ""}>
      {shown}
    </td>
  );
}
