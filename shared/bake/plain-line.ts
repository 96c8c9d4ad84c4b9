/** What a server wrote, as a line that can be shown: it is data, and nothing in it is obeyed. */
const [escape, bell] = ["\u001B", "\u0007"];
/** A terminal's orders: colours and the cursor, titles of windows, single letters. */
const orders = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?|[@-_])`,
  "g",
);
/** Control characters but the tab, and those that turn the direction of writing. */
const unseen = /(?!\t)[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const longest = 2000;

/** A line without what can't be seen. */
export const visible = (line: string) => line.replace(unseen, "");

/** A line that draws over itself, as progress bars do, is what it was in the end. */
export function plainLine(text: string): string {
  const last =
    text
      .replace(/[\r\n]+$/, "")
      .split("\r")
      .at(-1) ?? "";
  const read = last.slice(0, longest * 4);
  return visible(read.replace(orders, "")).slice(0, longest);
}
