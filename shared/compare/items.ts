/** Lists of named values, one a side, held against each other. */
import type { ItemArea, ItemChange } from "./comparison.ts";

export type Values = ReadonlyMap<string, string | null>;

/** Differing items first, each part by name. Null for a side: nothing of this area is known of it. `cutAt`: what these don't list is unknown. */
export function compareValues(
  area: ItemArea,
  sides: readonly (Values | null)[],
  cutAt: ReadonlySet<number> = new Set(),
): ItemChange[] {
  const known = sides.filter((side) => side !== null);
  if (known.length === 0) return [];
  const names = [...new Set(known.flatMap((side) => [...side.keys()]))].sort();
  const items = names.map((item): ItemChange => {
    const values = sides.map((side) => side?.get(item) ?? null);
    const unknownAt = sides.flatMap((side, at) =>
      side === null || (cutAt.has(at) && !side.has(item)) ? [at] : [],
    );
    const same = unknownAt.length === 0 && values.every((value) => value === values[0]);
    return { area, item, values, unknownAt, same };
  });
  return [...items.filter((one) => !one.same), ...items.filter((one) => one.same)];
}

/** `unknown`: what is known is the same, but not all is known. */
export function outcomeOf(item: ItemChange): "same" | "differs" | "unknown" {
  if (item.same) return "same";
  const known = item.values.filter((_, at) => !item.unknownAt.includes(at));
  return known.every((value) => value === known[0]) ? "unknown" : "differs";
}
