/**
 * RPM's order of version texts (rpmvercmp): runs of digits as numbers, runs of letters by code, digits above letters,
 * `~` below the end of the text, `^` above the end but below anything more. Walked by index: tens of thousands of
 * advisories are held against a list of packages. https://rpm-software-management.github.io/rpm/manual/dependencies.html
 */
export function compareRpmText(a: string, b: string): number {
  let [i, j] = [0, 0];
  for (;;) {
    while (i < a.length && isSeparator(a.charCodeAt(i))) i += 1;
    while (j < b.length && isSeparator(b.charCodeAt(j))) j += 1;
    const mark = marks(a.charCodeAt(i), b.charCodeAt(j));
    if (mark === "next") {
      i += 1;
      j += 1;
      continue;
    }
    if (mark !== null) return mark;
    if (i >= a.length || j >= b.length) return Number(i < a.length) - Number(j < b.length);
    const [iEnd, jEnd] = [runEnd(a, i), runEnd(b, j)];
    const order = compareRuns(a.slice(i, iEnd), b.slice(j, jEnd));
    if (order !== 0) return order;
    i = iEnd;
    j = jEnd;
  }
}

const [tilde, caret] = [126, 94];
const isDigit = (code: number) => code >= 48 && code <= 57;
const isLetter = (code: number) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isSeparator = (code: number) =>
  !isDigit(code) && !isLetter(code) && code !== tilde && code !== caret;

/** By `~` and `^`; NaN stands for the end of a text. Null: neither has one here. */
function marks(a: number, b: number): number | "next" | null {
  if (a === tilde || b === tilde) return a === b ? "next" : a === tilde ? -1 : 1;
  if (a !== caret && b !== caret) return null;
  if (a === b) return "next";
  if (a === caret) return Number.isNaN(b) ? 1 : -1;
  return Number.isNaN(a) ? -1 : 1;
}

function runEnd(text: string, from: number): number {
  const isSame = isDigit(text.charCodeAt(from)) ? isDigit : isLetter;
  let end = from;
  while (end < text.length && isSame(text.charCodeAt(end))) end += 1;
  return end;
}

function compareRuns(a: string, b: string): number {
  const [digitsA, digitsB] = [isDigit(a.charCodeAt(0)), isDigit(b.charCodeAt(0))];
  if (digitsA !== digitsB) return digitsA ? 1 : -1;
  return digitsA ? compareNumbers(a, b) : compareText(a, b);
}

/** Numbers of any length, so that no digit is lost. */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [withoutZeros(a), withoutZeros(b)];
  if (left.length !== right.length) return left.length < right.length ? -1 : 1;
  return compareText(left, right);
}

const withoutZeros = (digits: string) =>
  digits.charCodeAt(0) === 48 ? digits.replace(/^0+/, "") : digits;

export const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
