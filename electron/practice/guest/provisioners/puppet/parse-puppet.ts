/** A Puppet manifest as statements: classes, nodes, resources, includes, assignments, conditions. */
import { PuppetError, tokensOf } from "./tokens.ts";
import type { Token } from "./tokens.ts";

export type Expression =
  | { readonly kind: "text"; readonly text: string; readonly fills: boolean }
  | { readonly kind: "variable"; readonly name: string; readonly path: readonly Expression[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "table"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "call"; readonly name: string; readonly words: readonly Expression[] }
  | { readonly kind: "reference"; readonly type: string; readonly title: Expression }
  | {
      readonly kind: "compare";
      readonly left: Expression;
      readonly equal: boolean;
      readonly right: Expression;
    };

export type Attributes = ReadonlyMap<string, Expression>;

export type Statement =
  | {
      readonly kind: "class";
      readonly name: string;
      readonly parameters: Attributes;
      readonly body: readonly Statement[];
    }
  | { readonly kind: "node"; readonly body: readonly Statement[] }
  | {
      readonly kind: "resource";
      readonly type: string;
      readonly title: Expression;
      readonly attributes: Attributes;
      readonly line: number;
    }
  | { readonly kind: "include"; readonly names: readonly Expression[]; readonly line: number }
  | { readonly kind: "assign"; readonly name: string; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    };

export function parsePuppet(source: string, file: string): readonly Statement[] {
  return new Parser(tokensOf(source, file), file).statements(null);
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #file: string;
  #at = 0;

  constructor(tokens: readonly Token[], file: string) {
    this.#tokens = tokens;
    this.#file = file;
  }

  statements(end: string | null): readonly Statement[] {
    const found: Statement[] = [];
    while (this.#peek()?.text !== end || this.#peek()?.kind !== "sign") {
      if (!this.#peek()) {
        if (end === null) break;
        throw this.#wrong();
      }
      found.push(...this.#statement());
    }
    return found;
  }

  #statement(): readonly Statement[] {
    const token = this.#next();
    if (token.kind === "variable") {
      this.#expect("=");
      return [{ kind: "assign", name: token.text, value: this.#expression() }];
    }
    if (token.kind === "sign" && (token.text === "->" || token.text === "~>")) return [];
    if (token.kind !== "name") throw this.#wrong(token);
    if (token.text === "class" && !this.#is("{")) return [this.#class()];
    if (token.text === "node") return [this.#node()];
    if (token.text === "if") return [this.#if()];
    if (token.text === "include" || token.text === "contain" || token.text === "require")
      return [{ kind: "include", names: this.#listOfWords(), line: token.line }];
    if (this.#is("{")) return this.#resources(token);
    if (this.#is("[")) {
      this.#reference(token);
      return [];
    }
    if (this.#is("(")) {
      this.#words("(", ")");
      return [];
    }
    throw this.#wrong();
  }

  #class(): Statement {
    const name = this.#next().text;
    const parameters = this.#is("(") ? this.#parameters() : new Map<string, Expression>();
    if (this.#isWord("inherits")) this.#skip(2);
    return { kind: "class", name, parameters, body: this.#block() };
  }

  /** `String $name = 'x',` */
  #parameters(): Attributes {
    const found = new Map<string, Expression>();
    this.#expect("(");
    while (!this.#is(")")) {
      const token = this.#next();
      if (token.kind !== "variable") continue;
      const hasDefault = this.#is("=");
      if (hasDefault) this.#skip(1);
      found.set(
        token.text,
        hasDefault ? this.#expression() : { kind: "text", text: "\u0000", fills: false },
      );
    }
    this.#expect(")");
    return found;
  }

  #node(): Statement {
    while (!this.#is("{")) this.#skip(1);
    return { kind: "node", body: this.#block() };
  }

  #if(): Statement {
    const condition = this.#expression();
    const body = this.#block();
    if (this.#isWord("elsif")) {
      this.#skip(1);
      return { kind: "if", condition, body, otherwise: [this.#if()] };
    }
    if (!this.#isWord("else")) return { kind: "if", condition, body, otherwise: [] };
    this.#skip(1);
    return { kind: "if", condition, body, otherwise: this.#block() };
  }

  #block(): readonly Statement[] {
    this.#expect("{");
    const body = this.statements("}");
    this.#expect("}");
    return body;
  }

  #resources(type: Token): readonly Statement[] {
    const found: Statement[] = [];
    this.#expect("{");
    while (!this.#is("}")) {
      const title = this.#expression();
      this.#expect(":");
      const attributes = new Map<string, Expression>();
      while (!this.#is("}") && !this.#is(";")) {
        const name = this.#next().text;
        this.#expect("=>");
        attributes.set(name, this.#expression());
        if (this.#is(",")) this.#skip(1);
      }
      if (this.#is(";")) this.#skip(1);
      found.push({ kind: "resource", type: type.text, title, attributes, line: type.line });
    }
    this.#expect("}");
    return found;
  }

  #expression(): Expression {
    const left = this.#value();
    const sign = this.#peek()?.kind === "sign" ? this.#peek()?.text : undefined;
    if (sign !== "==" && sign !== "!=") return left;
    this.#skip(1);
    return { kind: "compare", left, equal: sign === "==", right: this.#value() };
  }

  #value(): Expression {
    const token = this.#next();
    if (token.kind === "single")
      return { kind: "text", text: token.text.replace(/\\(['\\])/g, "$1"), fills: false };
    if (token.kind === "double") return { kind: "text", text: token.text, fills: true };
    if (token.kind === "number") return { kind: "text", text: token.text, fills: false };
    if (token.kind === "variable")
      return { kind: "variable", name: token.text, path: this.#path() };
    if (token.kind === "sign" && token.text === "[")
      return { kind: "list", items: this.#words(null, "]") };
    if (token.kind === "sign" && token.text === "{") return this.#table();
    if (token.kind !== "name") throw this.#wrong(token);
    if (this.#is("(")) return { kind: "call", name: token.text, words: this.#words("(", ")") };
    if (/^[A-Z]/.test(token.text) && this.#is("[")) return this.#reference(token);
    return { kind: "text", text: token.text, fills: false };
  }

  #reference(type: Token): Expression {
    const [title] = this.#words("[", "]");
    return {
      kind: "reference",
      type: type.text,
      title: title ?? { kind: "text", text: "", fills: false },
    };
  }

  #path(): readonly Expression[] {
    const path: Expression[] = [];
    while (this.#is("[")) path.push(...this.#words("[", "]"));
    return path;
  }

  #table(): Expression {
    const entries: (readonly [Expression, Expression])[] = [];
    while (!this.#is("}")) {
      const key = this.#expression();
      this.#expect("=>");
      entries.push([key, this.#expression()]);
      if (this.#is(",")) this.#skip(1);
    }
    this.#expect("}");
    return { kind: "table", entries };
  }

  #words(start: string | null, end: string): readonly Expression[] {
    if (start !== null) this.#expect(start);
    const found: Expression[] = [];
    while (!this.#is(end)) {
      found.push(this.#expression());
      if (this.#is(",")) this.#skip(1);
    }
    this.#expect(end);
    return found;
  }

  #listOfWords(): readonly Expression[] {
    const found = [this.#expression()];
    while (this.#is(",")) {
      this.#skip(1);
      found.push(this.#expression());
    }
    return found;
  }

  readonly #peek = () => this.#tokens[this.#at];
  readonly #is = (sign: string) => this.#peek()?.kind === "sign" && this.#peek()?.text === sign;
  readonly #isWord = (word: string) => this.#peek()?.kind === "name" && this.#peek()?.text === word;

  #skip(count: number): void {
    for (let left = count; left > 0; left--) this.#next();
  }

  #next(): Token {
    const token = this.#peek();
    if (!token) throw this.#wrong();
    this.#at++;
    return token;
  }

  #expect(sign: string): void {
    if (!this.#is(sign)) throw this.#wrong();
    this.#at++;
  }

  #wrong(token = this.#peek()): PuppetError {
    const what = token ? `Syntax error at '${token.text}'` : "Syntax error at end of input";
    const line = token?.line ?? this.#tokens.at(-1)?.line ?? 1;
    return new PuppetError(
      `Could not parse for environment production: ${what} (file: ${this.#file}, line: ${String(line)})`,
    );
  }
}
