/** Epoch ms of a tag's ISO time; null if it is missing or isn't one. */
export function parseIsoMs(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
