/** One call of a program: a function of the prelude and its words. */
import { encodeBase64 } from "../base64.ts";
import { quoteText, quoteWord } from "../shell-words.ts";

export function call(name: string, ...words: readonly string[]): string {
  return [name, ...words.map(quoteWord)].join(" ");
}

/** As it is where it is plain ASCII, which packs best and can be read in the user data; else in base64. */
const plainText = /^[\t\n\x20-\x7e]*$/;

/** Two words: how the text is written, and the text. */
export function contentWords(text: string): string {
  return plainText.test(text) ? `text ${quoteText(text)}` : `base64 ${encodeBase64(text)}`;
}
