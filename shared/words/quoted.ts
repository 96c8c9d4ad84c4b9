/** AWS keeps so many letters of what it says, and cuts the rest. */
const MOST_LETTERS = 255;

/** What AWS said, in quotation marks; a text that was cut ends so that it is seen. */
export function quoted(said: string): string {
  const text = said.trim();
  const isCut = said.length >= MOST_LETTERS - 5 && !/[.!?]$/.test(text);
  return `"${text}${isCut ? "…" : ""}"`;
}
