/** A CFEngine policy taken apart: bundles of promises, with their types and the classes that guard them. */
export interface Promise_ {
  readonly type: string;
  /** `any` where none is named. */
  readonly guard: string;
  readonly promiser: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Policy {
  readonly bundles: ReadonlyMap<string, readonly Promise_[]>;
  /** Those of body common control. */
  readonly sequence: readonly string[];
}

/** The first complaint, as cf-promises words it. */
export class PolicyError extends Error {}

export function readPolicy(source: string, file: string): Policy {
  const text = withoutComments(source);
  const bundles = new Map<string, readonly Promise_[]>();
  const opening = /\b(bundle\s+agent|body\s+common)\s+(\w+)\s*(?:\([^)]*\))?\s*\{/g;
  let sequence: readonly string[] = [];
  for (const found of text.matchAll(opening)) {
    const from = found.index + found[0].length;
    const end = closing(text, from);
    if (end === -1)
      throw new PolicyError(`${file}:${String(text.split("\n").length)}:1: error: syntax error`);
    const body = text.slice(from, end);
    if (found[1]?.startsWith("bundle") === true) bundles.set(found[2] ?? "", promisesIn(body));
    else
      sequence = [
        ...(/bundlesequence\s*=>\s*\{([^}]*)\}/.exec(body)?.[1] ?? "").matchAll(/"([^"]+)"/g),
      ].map(([, name]) => name ?? "");
  }
  if (bundles.size === 0) throw new PolicyError(`${file}:1:1: error: syntax error`);
  return { bundles, sequence };
}

/** `#` begins one, but not within quotes. */
function withoutComments(source: string): string {
  return source.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|#[^\n]*/g, (found) =>
    found.startsWith("#") ? "" : found,
  );
}

function closing(text: string, from: number): number {
  let depth = 1;
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quote !== "") {
      if (letter === "\\") at++;
      else if (letter === quote) quote = "";
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === "{") depth++;
    else if (letter === "}" && --depth === 0) return at;
  }
  return -1;
}

function promisesIn(body: string): readonly Promise_[] {
  const found: Promise_[] = [];
  const part =
    /([a-z_]+):(?!:)|([\w.!|&()]+)::|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')((?:[^;"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*);/g;
  let [type, guard] = ["", "any"];
  for (const [, section, classes, promiser, rest] of body.matchAll(part)) {
    if (section !== undefined) [type, guard] = [section, "any"];
    else if (classes !== undefined) guard = classes;
    else
      found.push({
        type,
        guard,
        promiser: unquoted(promiser ?? ""),
        attributes: attributesIn(rest ?? ""),
      });
  }
  return found;
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const one =
    /(\w+)\s*=>\s*("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\w+(?:\((?:[^()"']|"[^"]*"|'[^']*')*\))?|\{[^}]*\})/g;
  return new Map(
    [...text.matchAll(one)].map(([, name, value]) => [name ?? "", unquoted(value ?? "")]),
  );
}

const unquoted = (text: string) =>
  /^["']/.test(text) ? text.slice(1, -1).replace(/\\(["'\\])/g, "$1") : text;
