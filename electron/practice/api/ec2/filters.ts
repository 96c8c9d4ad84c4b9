/** EC2's filters: values are ORed, filters ANDed, `*` and `?` match as AWS says, case sensitive. */
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { Tags } from "../../world/kernel/state/ec2/tags.ts";

export interface FilterInput {
  readonly Name?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/** What a row has under each filter's name. */
export type FilterFields<T> = Readonly<Record<string, (row: T) => readonly (string | null)[]>>;

const MOST_VALUES = 200;

/** The values of a filter that leave nothing open, so that rows can be found by them; null if there is none such. */
export function exactValues(
  filters: readonly FilterInput[] | undefined,
  name: string,
): readonly string[] | null {
  const filter = filters?.find((each) => each.Name === name);
  const values = filter?.Values ?? [];
  return values.length > 0 && !values.some(isOpen) ? values : null;
}

/** Turns filters into one test. `tags` tells how to read a row's tags, if it has any. */
export function matcher<T>(
  filters: readonly FilterInput[] | undefined,
  fields: FilterFields<T>,
  tags?: (row: T) => Tags,
): (row: T) => boolean {
  const tests = (filters ?? []).map((filter) => testOf(filter, fields, tags));
  return (row) => tests.every((test) => test(row));
}

function testOf<T>(
  { Name: name = "", Values: values = [] }: FilterInput,
  fields: FilterFields<T>,
  tags: ((row: T) => Tags) | undefined,
): (row: T) => boolean {
  if (values.length > MOST_VALUES) throw tooMany();
  const read = fields[name] ?? tagReader(name, tags);
  if (!read) throw new PracticeError("InvalidParameterValue", `The filter '${name}' is invalid`);
  const fits = anyOf(values);
  return (row) => read(row).some((value) => value !== null && fits(value));
}

/** However many values are meant as they are, each costs one look. */
function anyOf(values: readonly string[]): (text: string) => boolean {
  const exact = new Set(values.filter((value) => !isOpen(value)));
  const patterns = values.filter(isOpen).map(pattern);
  return (text) => exact.has(text) || patterns.some((fits) => fits(text));
}

const isOpen = (value: string) => /[*?\\]/.test(value);

function tooMany(): PracticeError {
  const words = `The maximum number of filter values specified on a single call is ${MOST_VALUES}`;
  return new PracticeError("FilterLimitExceeded", words);
}

function tagReader<T>(name: string, tags: ((row: T) => Tags) | undefined) {
  if (!tags) return undefined;
  if (name === "tag-key") return (row: T) => Object.keys(tags(row));
  if (!name.startsWith("tag:")) return undefined;
  const key = name.slice(4);
  return (row: T) => [tags(row)[key] ?? null];
}

/** A backslash takes the meaning from what follows it. */
function pattern(value: string): (text: string) => boolean {
  const source = value.replace(/\\?[\s\S]/g, (part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    return part.slice(-1).replace(/[.*+?^${}()|[\]\\]/, "\\$&");
  });
  const regex = new RegExp(`^${source}$`, "s");
  return (text) => regex.test(text);
}
