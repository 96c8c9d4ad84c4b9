/** Pages of AWS: until the token is gone, also across empty pages; and many ids in the batches that an API takes. */
export async function* pagesOf<Page>(
  read: (token: string | undefined) => Promise<Page>,
  tokenOf: (page: Page) => string | undefined,
): AsyncGenerator<Page> {
  let token: string | undefined;
  do {
    const page = await read(token);
    yield page;
    token = tokenOf(page);
  } while (token !== undefined && token !== "");
}

export async function allOf<Item>(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

export function batchesOf<Item>(
  items: readonly Item[],
  size: number,
): readonly (readonly Item[])[] {
  const distinct = [...new Set(items)];
  const count = Math.ceil(distinct.length / size);
  return Array.from({ length: count }, (_, index) =>
    distinct.slice(index * size, (index + 1) * size),
  );
}

/** Reads batch by batch, all at once; the budget paces them. */
export async function inBatches<Id, Item>(
  ids: readonly Id[],
  size: number,
  read: (batch: readonly Id[]) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  return (await Promise.all(batchesOf(ids, size).map(read))).flat();
}
