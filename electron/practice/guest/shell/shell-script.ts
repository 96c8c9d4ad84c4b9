/** Takes a small shell script apart: here-documents, lines, lists of `&&`, `||` and `;`, pipelines. No expansion. */
export interface Pipeline {
  /** How it is joined to what came before it on its line. */
  readonly join: "always" | "and" | "or";
  readonly negated: boolean;
  /** Each a command with its words still quoted. */
  readonly commands: readonly string[];
  /** What a here-document feeds to it. */
  readonly input: string | null;
}
export type ScriptLine = readonly Pipeline[];

/** Null: it has control structures or substitutions, which a practice server doesn't run. */
export function parseScript(script: string): readonly ScriptLine[] | null {
  const lines: ScriptLine[] = [];
  const source = script.replace(/\\\n/g, " ").split("\n");
  for (let at = 0; at < source.length; at++) {
    const line = (source[at] ?? "").trim();
    if (line === "" || line.startsWith("#")) continue;
    if (isControl(line)) return null;
    const end = /<<-?\s*['"]?(\w+)['"]?/.exec(line)?.[1];
    const body = end === undefined ? null : source.slice(at + 1, endOf(source, at + 1, end));
    if (body) at += body.length + 1;
    const bare = line.replace(/<<-?\s*['"]?\w+['"]?/, "");
    lines.push(pipelinesOf(bare, body ? `${body.join("\n")}\n` : null));
  }
  return lines;
}

function endOf(source: readonly string[], from: number, word: string): number {
  const at = source.findIndex((line, index) => index >= from && line.trim() === word);
  return at === -1 ? source.length : at;
}

const isControl = (line: string) =>
  /^(if|for|while|until|case|function|\w+\s*\(\))(\s|$|\{)/.test(line) || /\$\(|`/.test(line);

function pipelinesOf(line: string, input: string | null): ScriptLine {
  const parts = cut(line, /^(?:&&|\|\||;)/);
  return parts.map(({ text, before }) => {
    const negated = /^!\s/.test(text);
    const commands = cut(negated ? text.slice(1) : text, /^\|(?!\|)/).map((part) => part.text);
    return {
      join: before === "&&" ? "and" : before === "||" ? "or" : "always",
      negated,
      commands,
      input,
    };
  });
}

/** Cuts at a separator that stands outside quotes. */
function cut(line: string, separator: RegExp): readonly { text: string; before: string }[] {
  const parts: { text: string; before: string }[] = [];
  let text = "";
  let before = "";
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const letter = line.charAt(at);
    const found = quote === "" ? (separator.exec(line.slice(at))?.[0] ?? "") : "";
    if (found !== "") {
      parts.push({ text: text.trim(), before });
      [text, before] = ["", found];
      at += found.length - 1;
      continue;
    }
    if (quote === letter) quote = "";
    else if (quote === "" && (letter === "'" || letter === '"')) quote = letter;
    if (quote === "" && letter === "#" && /\s$/.test(text)) break;
    text += letter;
  }
  parts.push({ text: text.trim(), before });
  return parts.filter((part) => part.text !== "");
}
