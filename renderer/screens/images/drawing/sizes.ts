/** Sizes of the drawing, in CSS pixels at scale 1. */
export const sizes = {
  nodeWidth: 176,
  nodeHeight: 50,
  columnGap: 40,
  rowGap: 12,
  treeGap: 22,
} as const;
export const { nodeWidth, nodeHeight } = sizes;
export const padding = 18;
export const headRoom = 34;
export const columnWidth = nodeWidth + sizes.columnGap;
/** Below this, words can't be read and aren't drawn. */
export const readableFrom = 0.35;
