/**
 * Debian's order of version texts: non-digits character by character (`~` below the end, letters below all other
 * characters), then numbers, in turn. https://www.debian.org/doc/debian-policy/ch-controlfields.html#version
 */
import { compareNumbers } from "./rpm-order.ts";

export function compareDebText(left: string, right: string): number {
  let [a, b] = [left, right];
  while (a !== "" || b !== "") {
    const [wordA, wordB] = [/^\D*/.exec(a)?.[0] ?? "", /^\D*/.exec(b)?.[0] ?? ""];
    const words = compareWords(wordA, wordB);
    if (words !== 0) return words;
    a = a.slice(wordA.length);
    b = b.slice(wordB.length);
    const [digitsA, digitsB] = [/^\d*/.exec(a)?.[0] ?? "", /^\d*/.exec(b)?.[0] ?? ""];
    const numbers = compareNumbers(digitsA, digitsB);
    if (numbers !== 0) return numbers;
    a = a.slice(digitsA.length);
    b = b.slice(digitsB.length);
  }
  return 0;
}

function compareWords(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = rank(a[at]) - rank(b[at]);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return 0;
}

/** `~` < end < letters < the rest. */
function rank(character: string | undefined): number {
  if (character === "~") return -1;
  if (character === undefined) return 0;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 0x10000;
}
