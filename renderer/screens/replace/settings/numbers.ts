/** Numbers as a user writes them in the form: null is what can't be read as such. Pure. */
const minuteMs = 60_000;
const longestMinutes = 48 * 60;

export const inMinutes = (ms: number) => String(ms / minuteMs);

export function wholeNumber(text: string): number | null {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : null;
}

export function minutesToMs(text: string): number | null {
  const minutes = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
  return minutes === null || minutes > longestMinutes ? null : Math.round(minutes * minuteMs);
}

/** Null: not a number; undefined: left empty, for AWS to choose. */
export function secondsOrNone(text: string): number | null | undefined {
  if (text.trim() === "") return undefined;
  const seconds = wholeNumber(text);
  return seconds === null || seconds > 172_800 ? null : seconds;
}

/** "25, 50 %" as numbers with their unit; null if a part can't be read. */
export function rising(text: string, toServers: (value: number) => number): number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  const values = parts.map(wholeNumber);
  const numbers = values.flatMap((value) => (value === null ? [] : [toServers(value)]));
  const isRising = numbers.every((value, at) => at === 0 || value > (numbers[at - 1] ?? 0));
  return numbers.length === parts.length && isRising ? numbers : null;
}

export type Unit = "servers" | "percent";

/** Rounded up to whole servers. */
export function inServers(text: string, unit: Unit, desired: number): number | null {
  const value = wholeNumber(text);
  if (value === null || unit === "servers") return value;
  return Math.ceil((desired * value) / 100);
}
