/**
 * Whether two rows say the same. When they were read is left out: a row that is as it was is not sent again, and its
 * age is the connection's `lastSyncAtMs`.
 */
const AGES: ReadonlySet<string> = new Set(["readAtMs", "checkedAtMs", "seenAtMs"]);

export function sameRow(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null)
    return false;
  if (Array.isArray(left)) return Array.isArray(right) && sameList(left, right);
  return sameFields(left as Fields, right as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

const sameList = (left: readonly unknown[], right: readonly unknown[]) =>
  left.length === right.length && left.every((item, index) => sameRow(item, right[index]));

function sameFields(left: Fields, right: Fields): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) => AGES.has(key) || (Object.hasOwn(right, key) && sameRow(left[key], right[key])),
  );
}
