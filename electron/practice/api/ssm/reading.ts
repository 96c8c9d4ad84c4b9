/** What every call of Systems Manager needs: who calls, checked lists and sizes, and pages. */
import type { Caller } from "../../wire/service.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";
import type { Page } from "../paging.ts";

export type SsmCall = CallContext & Pick<Caller, "principal">;

export interface SsmPageWish {
  readonly token: string | undefined;
  readonly size: number | undefined;
  readonly maxSize: number;
  readonly defaultSize?: number;
}

export function ssmPage<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { token, size, maxSize, defaultSize = maxSize }: SsmPageWish,
): Page<T> {
  if (size !== undefined && size > maxSize) throw constraint("maxResults", size, atMost(maxSize));
  if (size !== undefined && size < 1)
    throw constraint("maxResults", size, "greater than or equal to 1");
  return pageOf(items, keyOf, { token, size, defaultSize, maxSize });
}

export function checkCount(names: readonly string[], most: number): void {
  const shown = `[${names.join(", ")}]`;
  const words = names.length === 0 ? "greater than or equal to 1" : atMost(most);
  if (names.length < 1 || names.length > most)
    throw new PracticeError("ValidationException", violated("names", shown, `length ${words}`));
}

const atMost = (most: number) => `less than or equal to ${most}`;

const constraint = (name: string, value: number, words: string) =>
  new PracticeError("ValidationException", violated(name, String(value), `value ${words}`));

const violated = (name: string, value: string, words: string) =>
  `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: ` +
  `Member must have ${words}`;
