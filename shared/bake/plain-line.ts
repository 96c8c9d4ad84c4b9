/** What a server wrote, as a line that can be shown: it is data, and nothing in it is obeyed. */
const escapes = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-_])/g;
/** Control characters but the tab, and those that turn the direction of writing. */
const unseen = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

const longest = 2000;

/** A line that draws over itself, as progress bars do, is what it was in the end. */
export function plainLine(text: string): string {
  const last =
    text
      .replace(/[\r\n]+$/, "")
      .split("\r")
      .at(-1) ?? "";
  return last
    .slice(0, longest * 4)
    .replace(escapes, "")
    .replace(unseen, "")
    .slice(0, longest);
}
