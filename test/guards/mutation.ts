/**
 * A guard and how it is taken out: a fragment of the source that is found exactly once, what is put in its place,
 * and the tests that must notice. Where lines are broken doesn't matter, so that the formatter may break them anew.
 */
export interface Mutation {
  /** What the guard sees to, in words. */
  readonly guard: string;
  /** From the project's root, with slashes. */
  readonly file: string;
  readonly takeOut: string;
  readonly putIn: string;
  /** Files of tests; at least one test of them must fail. */
  readonly noticedBy: readonly string[];
  /** Of these files, only tests with such a name: where all of them would take long. */
  readonly named?: string;
}

/** All of a file's guards, with the tests that most of them share. */
export function guardsOf(
  file: string,
  noticedBy: readonly string[],
  rows: readonly (readonly [guard: string, takeOut: string, putIn: string, also?: Noticing])[],
): readonly Mutation[] {
  return rows.map(([guard, takeOut, putIn, also = {}]) => ({
    guard,
    file,
    takeOut,
    putIn,
    noticedBy,
    ...also,
  }));
}

type Noticing = Partial<Pick<Mutation, "noticedBy" | "named">>;

/** How often the fragment is found in the source: a mutation means one place, so it must be once. */
export const timesFound = (source: string, { takeOut }: Mutation) =>
  [...source.matchAll(patternOf(takeOut))].length;

/** The source without the guard. */
export const withoutGuard = (source: string, { takeOut, putIn }: Mutation) =>
  source.replace(patternOf(takeOut), () => putIn);

function patternOf(fragment: string): RegExp {
  const words = fragment.trim().split(/\s+/).map(literally);
  return new RegExp(words.join("\\s+"), "g");
}

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
