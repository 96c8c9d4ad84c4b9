/**
 * RPM's order of version texts (rpmvercmp): runs of digits as numbers, runs of letters by code, digits above letters,
 * `~` below the end of the text, `^` above the end but below anything more.
 * https://rpm-software-management.github.io/rpm/manual/dependencies.html
 */
export function compareRpmText(left: string, right: string): number {
  let [a, b] = [left, right];
  for (;;) {
    a = a.replace(/^[^A-Za-z0-9~^]+/, "");
    b = b.replace(/^[^A-Za-z0-9~^]+/, "");
    const mark = tilde(a, b) ?? caret(a, b);
    if (mark === "next") {
      a = a.slice(1);
      b = b.slice(1);
      continue;
    }
    if (mark !== null) return mark;
    if (a === "" || b === "") return a === b ? 0 : a === "" ? -1 : 1;
    const [runA, runB] = [leadingRun(a), leadingRun(b)];
    const order = compareRuns(runA, runB);
    if (order !== 0) return order;
    a = a.slice(runA.length);
    b = b.slice(runB.length);
  }
}

type Mark = number | "next" | null;

function tilde(a: string, b: string): Mark {
  const [inA, inB] = [a.startsWith("~"), b.startsWith("~")];
  if (inA && inB) return "next";
  return inA ? -1 : inB ? 1 : null;
}

function caret(a: string, b: string): Mark {
  const [inA, inB] = [a.startsWith("^"), b.startsWith("^")];
  if (inA && inB) return "next";
  if (inA) return b === "" ? 1 : -1;
  if (inB) return a === "" ? -1 : 1;
  return null;
}

const leadingRun = (text: string) => /^(?:\d+|[A-Za-z]+)/.exec(text)?.[0] ?? "";

function compareRuns(a: string, b: string): number {
  const [digitsA, digitsB] = [/^\d/.test(a), /^\d/.test(b)];
  if (digitsA !== digitsB) return digitsA ? 1 : -1;
  return digitsA ? compareNumbers(a, b) : compareText(a, b);
}

/** Numbers of any length, so that no digit is lost. */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  if (left.length !== right.length) return left.length < right.length ? -1 : 1;
  return compareText(left, right);
}

export const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
