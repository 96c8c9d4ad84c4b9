/** Patterns of policies: `*` and `?`, and `${…}` variables that take their value from the request. */
import type { RequestContext } from "./request-context.ts";

/** Null: a variable has no value, so nothing matches. */
export function fill(pattern: string, context: RequestContext): string | null {
  if (!pattern.includes("${")) return pattern;
  let isWhole = true;
  const filled = pattern.replace(/\$\{([^}]*)\}/g, (_, inside: string) => {
    const value = valueOf(inside, context);
    isWhole &&= value !== null;
    return value ?? "";
  });
  return isWhole ? filled : null;
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; after a comma stands what to take without a value. */
function valueOf(inside: string, context: RequestContext): string | null {
  if (inside === "$") return "$";
  if (inside === "*" || inside === "?") return literalText(inside);
  const [name = "", fallback] = inside.split(",");
  const value = context.get(name.trim().toLowerCase())?.[0];
  if (value !== undefined) return literalText(value);
  return fallback === undefined ? null : fallback.trim().replace(/^'(.*)'$/, "$1");
}

const LITERAL_STAR = "\u{E000}";
const LITERAL_MARK = "\u{E001}";

const literalText = (text: string) =>
  text.replaceAll("*", LITERAL_STAR).replaceAll("?", LITERAL_MARK);

const known = new Map<string, RegExp>();
const MOST_KNOWN = 2000;

export function matchesPattern(pattern: string, text: string, ignoreCase = false): boolean {
  if (pattern === "*") return true;
  const key = ignoreCase ? `i${pattern}` : `c${pattern}`;
  let regex = known.get(key);
  if (!regex) {
    if (known.size >= MOST_KNOWN) known.clear();
    regex = new RegExp(`^${sourceOf(pattern)}$`, ignoreCase ? "is" : "s");
    known.set(key, regex);
  }
  return regex.test(text);
}

const sourceOf = (pattern: string) =>
  pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".")
    .replaceAll(LITERAL_STAR, "\\*")
    .replaceAll(LITERAL_MARK, "\\?");

/** Without wildcards, as operators compare that know none. */
export const plainText = (filled: string): string =>
  filled.replaceAll(LITERAL_STAR, "*").replaceAll(LITERAL_MARK, "?");

/** Each of the six parts of an ARN for itself, so that a `*` doesn't reach over a colon. */
export function matchesArn(pattern: string, arn: string): boolean {
  const wanted = arnParts(pattern);
  const given = arnParts(arn);
  return (
    wanted.length === given.length &&
    wanted.every((part, at) => matchesPattern(part, given[at] ?? ""))
  );
}

function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(":")] : [])];
}
