import { sizesWords } from "../../words/sizes.ts";
import type { DriftRule } from "../drift-case.ts";

/** Sizes that an ended operation of this console changed for a time and could not put back. */
export const leftSizes: DriftRule = (drift) => {
  if (drift.atWork) return [];
  const groups = new Set(drift.generations.flatMap(({ draft }) => draft.group ?? []));
  return [...groups].flatMap((group) => {
    const left = drift.leftSizes.find((one) => one.group === group.name);
    const isRight = left?.sizes.minSize === group.minSize && left.sizes.maxSize === group.maxSize;
    if (left === undefined || isRight) return [];
    return [
      {
        kind: "left-sizes",
        subject: group.name,
        evidence: `An operation of this console (${left.operationId}) changed its limits for a time: they were ${sizesWords(left.sizes)} and are ${sizesWords(group)}.`,
        cure: "Put the limits back, unless somebody has set them on purpose since. The number of servers stays.",
        seenAtMs: group.readAtMs,
        remedy: { kind: "sizes", sizes: left.sizes },
      },
    ];
  });
};
