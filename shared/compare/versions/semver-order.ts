/** Semantic versioning's order: numbers, then pre-releases below their release; the build after `+` doesn't count. */
import { compareNumbers, compareText } from "./rpm-order.ts";

export function compareSemver(left: string, right: string): number {
  const [a, b] = [parts(left), parts(right)];
  return compareLists(a.numbers, b.numbers, "0") || comparePre(a.pre, b.pre);
}

function parts(text: string) {
  const plain = text.replace(/\+.*$/s, "");
  const at = plain.indexOf("-");
  const core = at < 0 ? plain : plain.slice(0, at);
  return { numbers: core.split("."), pre: at < 0 ? [] : plain.slice(at + 1).split(".") };
}

/** `missing`: what a list that ends early counts as; null: it is the lower one. */
function compareLists(a: readonly string[], b: readonly string[], missing: string | null): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [left, right] = [a[at] ?? missing, b[at] ?? missing];
    if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePre(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 0 : a.length === 0 ? 1 : -1;
  return compareLists(a, b, null);
}

function compareIdentifiers(a: string, b: string): number {
  const [digitsA, digitsB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (digitsA && digitsB) return compareNumbers(a, b);
  if (digitsA !== digitsB) return digitsA ? -1 : 1;
  return compareText(a, b);
}
