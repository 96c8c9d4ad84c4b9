/** Expressions of a Puppet manifest: texts, variables, lists, tables, calls, references, comparisons. */
import type { Expression } from "./syntax.ts";
import type { Token } from "./tokens.ts";
import type { TokenReader } from "./token-reader.ts";

export function expressionAt(reader: TokenReader): Expression {
  const left = valueAt(reader);
  const isEqual = reader.is("==");
  if (!isEqual && !reader.is("!=")) return left;
  reader.next();
  return { kind: "compare", left, equal: isEqual, right: valueAt(reader) };
}

const plain = (text: string): Expression => ({ kind: "text", text, fills: false });

function valueAt(reader: TokenReader): Expression {
  const token = reader.next();
  switch (token.kind) {
    case "single":
      return plain(token.text.replace(/\\(['\\])/g, "$1"));
    case "double":
      return { kind: "text", text: token.text, fills: true };
    case "number":
      return plain(token.text);
    case "variable":
      return { kind: "variable", name: token.text, path: pathAt(reader) };
    case "name":
      return namedAt(reader, token);
    case "sign":
      return signAt(reader, token);
  }
}

function namedAt(reader: TokenReader, token: Token): Expression {
  if (reader.skipped("("))
    return { kind: "call", name: token.text, words: expressionsTo(reader, ")") };
  if (/^[A-Z]/.test(token.text) && reader.is("[")) return referenceAt(reader, token);
  return plain(token.text);
}

function signAt(reader: TokenReader, token: Token): Expression {
  if (token.text === "[") return { kind: "list", items: expressionsTo(reader, "]") };
  if (token.text === "{") return tableAt(reader);
  throw reader.wrong(token);
}

export function referenceAt(reader: TokenReader, type: Token): Expression {
  reader.expect("[");
  const [title] = expressionsTo(reader, "]");
  return { kind: "reference", type: type.text, title: title ?? plain("") };
}

function pathAt(reader: TokenReader): readonly Expression[] {
  const path: Expression[] = [];
  while (reader.skipped("[")) path.push(...expressionsTo(reader, "]"));
  return path;
}

function tableAt(reader: TokenReader): Expression {
  const entries: (readonly [Expression, Expression])[] = [];
  while (!reader.skipped("}")) {
    const key = expressionAt(reader);
    reader.expect("=>");
    entries.push([key, expressionAt(reader)]);
    reader.skipped(",");
  }
  return { kind: "table", entries };
}

/** Up to the sign that closes them, which is passed. */
export function expressionsTo(reader: TokenReader, end: string): readonly Expression[] {
  const found: Expression[] = [];
  while (!reader.skipped(end)) {
    found.push(expressionAt(reader));
    reader.skipped(",");
  }
  return found;
}
