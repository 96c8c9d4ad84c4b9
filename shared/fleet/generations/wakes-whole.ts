/**
 * Whether waking a warm group brings back this generation. A replacement in place that was stopped half-way leaves two
 * versions in one group, which wakes as a whole: then the one with fewer servers has to be started anew instead.
 */
export const wakesWhole = (ofGeneration: number, inGroup: number): boolean =>
  ofGeneration * 2 > inGroup;
