/** The limits of a group: "min 2, max 8". */
export const sizesWords = (sizes: { readonly minSize: number; readonly maxSize: number }) =>
  `min ${String(sizes.minSize)}, max ${String(sizes.maxSize)}`;
