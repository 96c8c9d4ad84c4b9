/** The rules' numbers as they are typed: each checked where it stands, none guessed. */
import type { RetentionRules } from "../../../../shared/model/retention.ts";

export interface NumberField {
  readonly name:
    | "keepNewest"
    | "keepDays"
    | "failedDays"
    | "templateDepth"
    | "launchedDays"
    | "graceDays";
  readonly label: string;
  readonly note: string;
  readonly least: number;
  readonly most: number;
  /** Empty stands for it. */
  readonly orNone: boolean;
}

const field = (
  name: NumberField["name"],
  label: string,
  note: string,
  { least = 0, most = 3650, orNone = false } = {},
): NumberField => ({ name, label, note, least, most, orNone });

export const NUMBERS: readonly NumberField[] = [
  field("keepNewest", "Newest of each series that stay", "Of those that passed their tests.", {
    most: 1000,
  }),
  field("keepDays", "Days for which every image stays", "After that its use decides."),
  field("failedDays", "Days for which a failed one stays", "Empty: as every other.", {
    orNone: true,
  }),
  field(
    "templateDepth",
    "Template versions that count",
    "So many of the newest, the default one and those that groups use. Empty: all.",
    { least: 1, most: 10_000, orNone: true },
  ),
  field(
    "launchedDays",
    "Days after the last start",
    "By any account, as AWS tells it, a day late.",
  ),
  field("graceDays", "Days of grace", "So long what was put to rest can be had back."),
];

export type Texts = Readonly<Record<NumberField["name"], string>>;

export const textsOf = (rules: RetentionRules): Texts =>
  Object.fromEntries(
    NUMBERS.map(({ name }) => [name, rules[name] === null ? "" : String(rules[name])]),
  ) as Texts;

/** Null: it is fine. */
export function problemOf({ least, most, orNone }: NumberField, text: string): string | null {
  if (text.trim() === "" && orNone) return null;
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return null;
  return `A whole number from ${String(least)} to ${String(most)}${orNone ? ", or nothing" : ""}.`;
}

/** Null: a number is none. */
export function rulesFrom(texts: Texts, others: RetentionRules): RetentionRules | null {
  if (NUMBERS.some((one) => problemOf(one, texts[one.name]) !== null)) return null;
  const numbers = Object.fromEntries(
    NUMBERS.map(({ name }) => [name, texts[name].trim() === "" ? null : Number(texts[name])]),
  );
  return { ...others, ...numbers };
}
