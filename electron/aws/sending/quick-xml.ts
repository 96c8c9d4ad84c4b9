/**
 * AWS's XML answers as the tree that the SDK's own parser makes of them, many times as fast: that parser goes letter
 * by letter, and reading a large region spent most of its time there. Anything but plain elements and text (comments,
 * CDATA, attributes below the root, text between elements) gives null, and the SDK parses it itself.
 * Held equal to the SDK's parser by a test.
 */
export type XmlTree = { [name: string]: XmlValue };
type XmlValue = string | XmlTree | XmlValue[];

/** The content of the root element; null where this is for the SDK. */
export function quickTree(xml: string): XmlTree | null {
  try {
    return new QuickParser(xml).root();
  } catch (error) {
    if (error === NOT_PLAIN) return null;
    throw error;
  }
}

const NOT_PLAIN = new Error("not plain");
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};
const SLASH = 47;

class QuickParser {
  readonly #xml: string;
  #at = 0;

  constructor(xml: string) {
    this.#xml = xml;
  }

  root(): XmlTree {
    const start = /^(?:<\?xml[^>]*\?>)?\s*<([\w.-]+)((?:\s+[\w:.-]+="[^"<>&]*")*)\s*>/.exec(
      this.#xml,
    );
    if (!start) throw NOT_PLAIN;
    const [whole, name = "", attributes = ""] = start;
    this.#at = whole.length;
    const content = this.#content(name);
    if (typeof content === "string" || this.#xml.slice(this.#at).trim() !== "") throw NOT_PLAIN;
    for (const [, key = "", value = ""] of attributes.matchAll(/([\w:.-]+)="([^"]*)"/g))
      content[key] = value;
    return content;
  }

  /** Up to and with the end tag. */
  #content(name: string): string | XmlTree {
    const tree: XmlTree = {};
    let isLeaf = true;
    for (;;) {
      const tag = this.#next("<", this.#at);
      const text = this.#xml.slice(this.#at, tag);
      const isEnd = this.#xml.charCodeAt(tag + 1) === SLASH;
      if (isEnd) this.#leave(tag, name);
      if (isEnd && isLeaf) return leaf(decoded(text));
      if (text !== "" && !isFiller(text)) throw NOT_PLAIN;
      if (isEnd) return tree;
      isLeaf = false;
      this.#child(tag, tree);
    }
  }

  #child(tag: number, tree: XmlTree): void {
    const end = this.#next(">", tag);
    const isEmpty = this.#xml.charCodeAt(end - 1) === SLASH;
    const name = this.#xml.slice(tag + 1, isEmpty ? end - 1 : end);
    if (!/^[A-Za-z][\w.-]*$/.test(name)) throw NOT_PLAIN;
    this.#at = end + 1;
    add(tree, name, isEmpty ? "" : this.#content(name));
  }

  #leave(tag: number, name: string): void {
    const end = tag + 2 + name.length;
    if (!this.#xml.startsWith(name, tag + 2) || this.#xml[end] !== ">") throw NOT_PLAIN;
    this.#at = end + 1;
  }

  #next(sign: string, from: number): number {
    const at = this.#xml.indexOf(sign, from);
    if (at < 0) throw NOT_PLAIN;
    return at;
  }
}

/** What stands between elements for the reader's sake. */
const isFiller = (text: string) => text === "" || (text.includes("\n") && text.trim() === "");

const leaf = (text: string) => (isFiller(text) ? "" : text);

function add(tree: XmlTree, name: string, value: XmlValue): void {
  const known = tree[name];
  if (known === undefined) tree[name] = value;
  else if (Array.isArray(known)) known.push(value);
  // What every object has, such as `constructor`, is no element that was seen before.
  else if (typeof known === "function") throw NOT_PLAIN;
  else tree[name] = [known, value];
}

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z][a-zA-Z0-9]{0,30}));/g,
    (_, hex, decimal, named) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(String(hex), 16));
      if (decimal !== undefined) return String.fromCharCode(Number.parseInt(String(decimal), 10));
      return ENTITIES[String(named)] ?? "";
    },
  );
}

interface SdkDeserializer {
  parseXml(xml: string): unknown;
}

/** Puts it before the parser of an SDK client. An SDK that is built otherwise stays as it is. */
export function quicken(client: { readonly config: object }): void {
  const { protocol } = client.config as {
    readonly protocol?: { readonly deserializer?: SdkDeserializer };
  };
  const deserializer = protocol?.deserializer;
  if (typeof deserializer?.parseXml !== "function") return;
  const parse = deserializer.parseXml.bind(deserializer);
  deserializer.parseXml = (xml) => quickTree(xml) ?? parse(xml);
}
