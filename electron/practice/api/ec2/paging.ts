/**
 * Pages as EC2 gives them: at most MaxResults items, perhaps none although more follow; only a missing token
 * means the end. A token holds the place in the table, so a page costs what the page holds.
 */
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { Table } from "../../world/kernel/table.ts";

export interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}
export interface PageLimits {
  readonly least: number;
  readonly most: number;
}
export interface Page<T> {
  readonly items: readonly T[];
  readonly NextToken: string | undefined;
}

/** Rows that one page looks at before it gives up and hands out a token. */
const SCAN = 1000;

export function pageOfTable<T>(
  table: Table<T>,
  input: PageInput,
  limits: PageLimits,
  matches: (row: T) => boolean,
): Page<T> {
  const limit = limitOf(input, limits);
  const scan = Math.max(limit, SCAN);
  const { items, nextSeq } = table.page(placeOf(input.NextToken), limit, scan, matches);
  return { items, NextToken: nextSeq === null ? undefined : tokenOf(nextSeq) };
}

/** The same of the rows with these ids alone; null: of all. */
export function pageOfRows<T>(
  table: Table<T>,
  ids: Iterable<string> | null,
  input: PageInput,
  limits: PageLimits,
  matches: (row: T) => boolean,
): Page<T> {
  if (ids === null) return pageOfTable(table, input, limits, matches);
  const limit = limitOf(input, limits);
  const { items, nextSeq } = table.pageOf(ids, placeOf(input.NextToken), limit, matches);
  return { items, NextToken: nextSeq === null ? undefined : tokenOf(nextSeq) };
}

export function pageOfList<T>(list: readonly T[], input: PageInput, limits: PageLimits): Page<T> {
  const from = placeOf(input.NextToken);
  const to = Math.min(list.length, from + limitOf(input, limits));
  return { items: list.slice(from, to), NextToken: to < list.length ? tokenOf(to) : undefined };
}

/** AWS refuses ids and MaxResults together. */
export function refuseIdsWithPages(
  ids: readonly string[] | undefined,
  input: PageInput,
  name: string,
): void {
  if (!ids || ids.length === 0 || input.MaxResults === undefined) return;
  const words = `The parameter ${name} cannot be used with the parameter maxResults`;
  throw new PracticeError("InvalidParameterCombination", words);
}

function limitOf(
  { MaxResults: wanted, NextToken: token }: PageInput,
  { least, most }: PageLimits,
): number {
  if (wanted === undefined) return token === undefined ? Infinity : most;
  if (wanted >= least && wanted <= most) return wanted;
  const expected =
    wanted < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  throw new PracticeError(
    "InvalidParameterValue",
    `Value ( ${wanted} ) for parameter maxResults is invalid. Expecting a value ${expected}.`,
  );
}

function tokenOf(place: number): string {
  return Buffer.from(`bennu-practice:${place}`).toString("base64url");
}

function placeOf(token: string | undefined): number {
  if (token === undefined) return 0;
  const place = /^bennu-practice:(\d+)$/.exec(
    Buffer.from(token, "base64url").toString("latin1"),
  )?.[1];
  if (place !== undefined) return Number(place);
  throw new PracticeError(
    "InvalidPaginationToken",
    "The specified pagination token is not valid or is expired.",
  );
}
