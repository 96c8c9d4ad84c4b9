/** Where in a YAML text something stands: turns a path of keys and indexes into a line and a column. */
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from "yaml";
import type { Document, Node } from "yaml";

export type Path = readonly PropertyKey[];
export interface Place {
  readonly line: number;
  readonly column: number;
}
export interface SyntaxMistake extends Place {
  readonly message: string;
}

export interface YamlText {
  readonly value: unknown;
  readonly mistakes: readonly SyntaxMistake[];
  /** Of the value at the path; of the nearest parent that is there if it isn't. */
  placeOf(path: Path): Place;
  /** Of the key itself, e.g. one that should not be there. */
  placeOfKey(path: Path): Place;
  /** Of these words within the text at the path; of the text itself if they can't be found there. */
  placeOfText(path: Path, words: string): Place;
}

export function readYaml(text: string): YamlText {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (offset: number): Place => {
    const position = counter.linePos(offset);
    return { line: Math.max(1, position.line), column: Math.max(1, position.col) };
  };
  const placeOf = (path: Path) => at(nodeAt(document, path)?.range?.[0] ?? 0);
  return {
    ...valueOf(document, at),
    placeOf,
    placeOfKey: (path) => {
      const key = keyNode(document, path);
      return key ? at(key.range?.[0] ?? 0) : placeOf(path);
    },
    placeOfText: (path, words) => {
      const [from = 0, to = 0] = nodeAt(document, path)?.range ?? [];
      const found = text.slice(from, to).indexOf(words);
      return at(from + Math.max(0, found));
    },
  };
}

function valueOf(document: Document.Parsed, at: (offset: number) => Place) {
  const mistakes = [...document.errors, ...document.warnings].map((error) => ({
    ...at(error.pos[0]),
    message: error.message,
  }));
  if (mistakes.length > 0) return { value: null, mistakes };
  try {
    return { value: document.toJS() as unknown, mistakes };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { value: null, mistakes: [{ ...at(0), message }] };
  }
}

function nodeAt(document: Document.Parsed, path: Path): Node | null {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return document.contents;
}

function keyNode(document: Document.Parsed, path: Path): Node | null {
  const last = path.at(-1);
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) return null;
  const pair = parent.items.find(
    (item) => isPair(item) && isScalar(item.key) && item.key.value === last,
  );
  return pair && isNode(pair.key) ? pair.key : null;
}
