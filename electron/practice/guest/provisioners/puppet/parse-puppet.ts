/** A Puppet manifest as statements: classes, nodes, resources, includes, assignments, conditions. */
import { expressionAt, expressionsTo, referenceAt } from "./parse-values.ts";
import type { Attributes, Expression, Statement } from "./syntax.ts";
import { TokenReader } from "./token-reader.ts";
import type { Token } from "./tokens.ts";

export function parsePuppet(source: string, file: string): readonly Statement[] {
  const reader = new TokenReader(source, file);
  const found: Statement[] = [];
  while (reader.peek()) found.push(...statementAt(reader));
  return found;
}

function statementAt(reader: TokenReader): readonly Statement[] {
  const token = reader.next();
  if (token.kind === "variable") {
    reader.expect("=");
    return [{ kind: "assign", name: token.text, value: expressionAt(reader) }];
  }
  if (token.text === "->" || token.text === "~>") return [];
  if (token.kind !== "name") throw reader.wrong(token);
  return keyword(reader, token) ?? otherAt(reader, token);
}

/** Null: the word is no keyword here. */
function keyword(reader: TokenReader, { text, line }: Token): readonly Statement[] | null {
  if (text === "class" && !reader.is("{")) return [classAt(reader)];
  if (text === "node") return [nodeAt(reader)];
  if (text === "if" || text === "elsif") return [ifAt(reader)];
  if (text === "include" || text === "contain" || text === "require")
    return [{ kind: "include", names: wordsAt(reader), line }];
  return null;
}

/** Resources; references and calls on a line of their own say nothing that is carried out. */
function otherAt(reader: TokenReader, token: Token): readonly Statement[] {
  if (reader.skipped("{")) return resourcesAt(reader, token);
  if (reader.is("[")) {
    referenceAt(reader, token);
    return [];
  }
  reader.expect("(");
  expressionsTo(reader, ")");
  return [];
}

function classAt(reader: TokenReader): Statement {
  const name = reader.next().text;
  const parameters = reader.skipped("(") ? parametersAt(reader) : new Map<string, Expression>();
  if (reader.isWord("inherits")) {
    reader.next();
    reader.next();
  }
  return { kind: "class", name, parameters, body: blockAt(reader) };
}

/** `String $name = 'x',` */
function parametersAt(reader: TokenReader): Attributes {
  const found = new Map<string, Expression | null>();
  while (!reader.skipped(")")) {
    const token = reader.next();
    if (token.kind !== "variable") continue;
    found.set(token.text, reader.skipped("=") ? expressionAt(reader) : null);
  }
  return found;
}

function nodeAt(reader: TokenReader): Statement {
  while (!reader.is("{")) reader.next();
  return { kind: "node", body: blockAt(reader) };
}

function ifAt(reader: TokenReader): Statement {
  const condition = expressionAt(reader);
  const body = blockAt(reader);
  if (reader.isWord("elsif"))
    return { kind: "if", condition, body, otherwise: statementAt(reader) };
  if (!reader.isWord("else")) return { kind: "if", condition, body, otherwise: [] };
  reader.next();
  return { kind: "if", condition, body, otherwise: blockAt(reader) };
}

function blockAt(reader: TokenReader): readonly Statement[] {
  reader.expect("{");
  const found: Statement[] = [];
  while (!reader.skipped("}")) found.push(...statementAt(reader));
  return found;
}

function resourcesAt(reader: TokenReader, { text, line }: Token): readonly Statement[] {
  const found: Statement[] = [];
  while (!reader.skipped("}")) {
    const title = expressionAt(reader);
    reader.expect(":");
    const attributes = attributesAt(reader);
    reader.skipped(";");
    found.push({ kind: "resource", type: text, title, attributes, line });
  }
  return found;
}

function attributesAt(reader: TokenReader): Attributes {
  const found = new Map<string, Expression>();
  while (!reader.is("}") && !reader.is(";")) {
    const name = reader.next().text;
    reader.expect("=>");
    found.set(name, expressionAt(reader));
    reader.skipped(",");
  }
  return found;
}

function wordsAt(reader: TokenReader): readonly Expression[] {
  const found = [expressionAt(reader)];
  while (reader.skipped(",")) found.push(expressionAt(reader));
  return found;
}
