/** Cron expressions of five fields, as scheduled actions have them: minute, hour, day of month, month, day of week. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Whether each of the two is restricted: if both are, either of them is enough. */
  readonly byDay: boolean;
  readonly byWeekday: boolean;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** Null: it is no expression. */
export function parseCron(text: string): Cron | null {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5) return null;
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  const minutes = numbers(minute, 0, 59, []);
  const hours = numbers(hour, 0, 23, []);
  const days = numbers(day, 1, 31, []);
  const months = numbers(month, 1, 12, MONTHS);
  const weekdays = numbers(weekday, 0, 7, WEEKDAYS);
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  return {
    minutes,
    hours,
    days: new Set(days),
    months: new Set(months),
    weekdays: new Set(weekdays.map((each) => each % 7)),
    byDay: !isAny(day),
    byWeekday: !isAny(weekday),
  };
}

const isAny = (field: string) => field.startsWith("*") || field === "?";

/** In ascending order. `names[0]` stands for `low`, or for 1 where the numbers begin there. */
function numbers(
  field: string,
  low: number,
  high: number,
  names: readonly string[],
): readonly number[] | null {
  const found = new Set<number>();
  for (const part of field.split(",")) {
    const range = rangeOf(part, low, high, names);
    if (!range) return null;
    for (let value = range.from; value <= range.to; value += range.step) found.add(value);
  }
  return [...found].toSorted((a, b) => a - b);
}

function rangeOf(part: string, low: number, high: number, names: readonly string[]) {
  const [span = "", stepText, ...more] = part.split("/");
  const step = stepText === undefined ? 1 : Number(stepText);
  if (more.length > 0 || !Number.isInteger(step) || step < 1) return null;
  if (isAny(span) && span.length === 1) return { from: low, to: high, step };
  const ends = span.split("-").map((word) => numberOf(word, low, names));
  const [from, to = stepText === undefined ? from : high] = ends;
  if (ends.length > 2 || from === undefined || to === undefined) return null;
  return from >= low && to <= high && from <= to ? { from, to, step } : null;
}

function numberOf(word: string, low: number, names: readonly string[]): number | undefined {
  if (/^\d+$/.test(word)) return Number(word);
  const index = names.indexOf(word.toUpperCase());
  return index === -1 ? undefined : index + low;
}

export function matchesDay(
  cron: Cron,
  date: { month: number; day: number; weekday: number },
): boolean {
  if (!cron.months.has(date.month)) return false;
  const isDay = cron.days.has(date.day);
  const isWeekday = cron.weekdays.has(date.weekday);
  return cron.byDay && cron.byWeekday ? isDay || isWeekday : isDay && isWeekday;
}
