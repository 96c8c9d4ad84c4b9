/** Counts and lists in words: "1 server", "20 servers", "a, b and c". */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** The first `most` items, and how many more there are. */
export function listWords(items: readonly string[], most = 5): string {
  const shown = items.slice(0, most);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${String(more)} more`;
  const last = shown.at(-1);
  if (last === undefined) return "none";
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}
