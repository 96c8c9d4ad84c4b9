/** Wall clocks of the world's time zones, with their summer times. */
export interface LocalDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What its clocks show then, as if it were UTC. */
function shownAt(timeZone: string, atMs: number): number {
  const parts = formatOf(timeZone).formatToParts(atMs);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

export function localDay(timeZone: string, atMs: number): LocalDay {
  return dayOf(new Date(shownAt(timeZone, atMs)));
}

const dayOf = (date: Date): LocalDay => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
  weekday: date.getUTCDay(),
});

export const nextDay = ({ year, month, day }: LocalDay): LocalDay =>
  dayOf(new Date(Date.UTC(year, month - 1, day + 1)));

/** When its clocks show this. Null: they never do, for they are put forward over it. The first of two, if they do twice. */
export function momentOf(
  timeZone: string,
  { year, month, day }: LocalDay,
  hour: number,
  minute: number,
): number | null {
  const wantedMs = Date.UTC(year, month - 1, day, hour, minute);
  const offsets = [-DAY_MS, DAY_MS].map((ms) => shownAt(timeZone, wantedMs + ms) - (wantedMs + ms));
  const candidates = offsets.map((offset) => wantedMs - offset).toSorted((a, b) => a - b);
  return candidates.find((atMs) => shownAt(timeZone, atMs) === wantedMs) ?? null;
}

const DAY_MS = 24 * 3_600_000;
