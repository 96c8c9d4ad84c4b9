/** Ruby as far as cookbooks write values: texts, numbers, symbols, lists, `node['a']['b']`. No program of it is run. */
import { wordOf } from "../words.ts";

export type NodeAttributes = Record<string, unknown>;

/** Undefined: not a value that is understood. */
export function rubyValue(
  source: string,
  node: NodeAttributes,
  names: NodeAttributes = {},
): unknown {
  const text = source.trim().replace(/,$/, "").trim();
  const single = /^'((?:[^'\\]|\\.)*)'$/s.exec(text)?.[1];
  if (single !== undefined) return single.replace(/\\(['\\])/g, "$1");
  const double = /^"((?:[^"\\]|\\.)*)"$/s.exec(text)?.[1];
  if (double !== undefined) return interpolated(double, node, names);
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text === "true" || text === "false") return text === "true";
  if (text === "nil") return null;
  const symbol = /^:(\w+)$/.exec(text)?.[1];
  if (symbol !== undefined) return symbol;
  const list = /^\[(.*)\]$/s.exec(text)?.[1];
  if (list !== undefined) return splitList(list).map((one) => rubyValue(one, node, names));
  const words = /^%w[[({](.*)[\])}]$/s.exec(text)?.[1];
  if (words !== undefined) return words.trim().split(/\s+/);
  if (/^node(\[|\.)/.test(text)) return memberAt(node, pathOf(text));
  const own = /^@?([a-z_]\w*)$/.exec(text)?.[1];
  return own === undefined ? undefined : names[own];
}

const splitList = (text: string) =>
  (text.match(/(?:'[^']*'|"[^"]*"|\[[^\]]*\]|[^,'"[\]])+/g) ?? [])
    .map((one) => one.trim())
    .filter(Boolean);

function interpolated(text: string, node: NodeAttributes, names: NodeAttributes): string {
  const filled = text.replace(/#\{([^}]*)\}/g, (_, inner: string) =>
    wordOf(rubyValue(inner, node, names)),
  );
  return filled.replaceAll("\\n", "\n").replaceAll("\\t", "\t").replaceAll('\\"', '"');
}

export const pathOf = (text: string): readonly string[] =>
  [...text.matchAll(/\[['":]?([\w.-]+)['"]?\]/g)].map(([, name]) => name ?? "");

export function memberAt(holder: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, name) => {
    if (found === null || typeof found !== "object" || !Object.hasOwn(found, name))
      return undefined;
    return (found as NodeAttributes)[name];
  }, holder);
}

export function setAt(holder: NodeAttributes, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined || name === "__proto__") return;
  if (rest.length === 0) {
    holder[name] = value;
    return;
  }
  const inner = memberAt(holder, [name]);
  const next = inner !== null && typeof inner === "object" ? (inner as NodeAttributes) : {};
  holder[name] = next;
  setAt(next, rest, value);
}

/** `<%= … %>`; other tags of ERB leave nothing. */
export function erb(template: string, node: NodeAttributes, names: NodeAttributes): string {
  return template.replace(/<%(=?)-?\s*(.*?)\s*-?%>\n?/gs, (whole, shows: string, inner: string) => {
    if (shows === "") return "";
    const value = rubyValue(inner, node, names);
    return wordOf(value) + (whole.endsWith("\n") ? "\n" : "");
  });
}
