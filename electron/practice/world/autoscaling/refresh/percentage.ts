/**
 * PercentageComplete as it was recorded: a member's place counts a quarter when its replacement is launched, a half
 * when that is available, and whole only when the old one is on its way out. Never derive a count from it.
 */
export interface Places {
  /** Places that the refresh is about. */
  readonly wanted: number;
  /** Held by members still to be updated. */
  readonly outdated: number;
  readonly available: number;
  /** Updated members that are not available yet. */
  readonly arriving: number;
}

export function forwardPercent({ wanted, outdated, available, arriving }: Places): number {
  if (wanted <= 0) return outdated > 0 ? 0 : 100;
  const vacated = Math.max(0, wanted - outdated);
  const whole = Math.min(vacated, available);
  const half = Math.min(vacated - whole, arriving);
  const empty = vacated - whole - half;
  const early = 0.5 * (available - whole) + 0.25 * (arriving - half);
  const sum = whole + 0.5 * half + 0.25 * empty + Math.min(early, 0.5 * outdated);
  return Math.min(100, Math.floor((100 * sum) / wanted));
}

export interface Undoing extends Places {
  readonly percentBefore: number;
  readonly membersToUndo: number;
}

/** Back down to 0 as what the refresh launched is taken out again. */
export function rollbackPercent(undoing: Undoing): number {
  const { wanted, outdated, available, arriving, membersToUndo, percentBefore } = undoing;
  if (membersToUndo === 0) return 0;
  const extra = Math.max(0, available + arriving - (wanted - outdated));
  const lacking = Math.max(0, wanted - outdated - available - arriving);
  const waiting = Math.max(0, arriving - extra);
  const left = outdated - 0.5 * Math.min(outdated, extra) + 0.75 * lacking + 0.5 * waiting;
  return Math.floor(percentBefore * Math.min(1, Math.max(0, left / membersToUndo)));
}

/** Once a replacement is launched, a member counts as not updated. */
export function notUpdated({ wanted, outdated, available, arriving }: Places): number {
  const extra = Math.max(0, available + arriving - (wanted - outdated));
  return Math.max(0, wanted - Math.max(0, outdated - extra));
}
