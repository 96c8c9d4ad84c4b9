/** A list with one part less, all of it first. */
export function* without<T, R>(all: readonly T[], made: (less: readonly T[]) => R): Generator<R> {
  if (all.length > 1) yield made([]);
  for (const index of all.keys()) yield made(all.toSpliced(index, 1));
}
