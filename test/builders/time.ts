/** The moment at which tests happen: 2026-11-20T12:00:00Z. */
export const NOW_MS = 1_795_176_000_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
