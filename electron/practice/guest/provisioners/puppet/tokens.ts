/** The words of a Puppet manifest, with their lines. Comments are left out. */
export interface Token {
  readonly kind: "name" | "variable" | "single" | "double" | "number" | "sign";
  readonly text: string;
  readonly line: number;
}

/** Puppet's own complaint, without `Error: ` before it. */
export class PuppetError extends Error {}

const shapes: readonly (readonly [Token["kind"] | "blank", RegExp])[] = [
  ["blank", /^(?:\s+|#[^\n]*|\/\*[\s\S]*?\*\/)/],
  ["single", /^'((?:[^'\\]|\\[\s\S])*)'/],
  ["double", /^"((?:[^"\\]|\\[\s\S])*)"/],
  ["variable", /^\$((?:::)?[a-z_]\w*(?:::\w+)*)/],
  ["number", /^(-?\d+(?:\.\d+)?)/],
  ["name", /^((?:::)?[A-Za-z_][\w-]*(?:::[A-Za-z_][\w-]*)*)/],
  ["sign", /^(=>|->|~>|==|!=|\+>|[{}()[\]:,;=!?|.<>@*+/-])/],
];

export function tokensOf(source: string, file: string): readonly Token[] {
  const tokens: Token[] = [];
  let rest = source;
  let line = 1;
  while (rest !== "") {
    const found = firstShape(rest);
    if (!found)
      throw new PuppetError(
        `Could not parse for environment production: Syntax error at '${rest.charAt(0)}' (file: ${file}, line: ${String(line)})`,
      );
    const [kind, whole, text] = found;
    if (kind !== "blank") tokens.push({ kind, text, line });
    line += whole.split("\n").length - 1;
    rest = rest.slice(whole.length);
  }
  return tokens;
}

function firstShape(text: string): readonly [Token["kind"] | "blank", string, string] | null {
  for (const [kind, shape] of shapes) {
    const found = shape.exec(text);
    if (found) return [kind, found[0], found[1] ?? ""];
  }
  return null;
}
