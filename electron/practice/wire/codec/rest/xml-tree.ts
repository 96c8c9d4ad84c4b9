/** XML bodies of requests as a tree; S3's are small, and hold elements and text alone. */
export interface XmlNode {
  readonly name: string;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/** Null: not well-formed, or holds what no request of S3 does. */
export function xmlTree(xml: string): XmlNode | null {
  const tokens = xml
    .replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, "")
    .matchAll(/<(\/?)([^\s<>/]+)([^<>]*?)(\/?)>|([^<]+)/g);
  const open: Building[] = [{ name: "", children: [], text: "" }];
  for (const [, slash, name, , selfClosed, text] of tokens) {
    const top = open.at(-1);
    if (!top) return null;
    if (text !== undefined) top.text += unescaped(text);
    else if (slash === "/") {
      if (top.name !== localName(name) || open.length === 1) return null;
      open.pop();
    } else {
      const node: Building = { name: localName(name), children: [], text: "" };
      top.children.push(node);
      if (selfClosed !== "/") open.push(node);
    }
  }
  const [root] = open;
  return open.length === 1 && root?.children.length === 1 ? (root.children[0] ?? null) : null;
}

interface Building {
  readonly name: string;
  readonly children: Building[];
  text: string;
}

const localName = (name = "") => name.split(":").at(-1) ?? "";

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

const unescaped = (text: string) =>
  text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
