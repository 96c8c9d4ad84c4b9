/** From statements to a catalog: classes looked up among the modules, variables and templates filled in. */
import type { Machine } from "../../machine.ts";
import { parsePuppet } from "./parse-puppet.ts";
import type { Attributes, Expression, Statement } from "./parse-puppet.ts";
import { PuppetError } from "./tokens.ts";

type Value = string | readonly Value[] | { readonly [key: string]: Value };
export type Scope = Map<string, Value>;

export interface CatalogEntry {
  readonly type: string;
  readonly title: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** As Puppet names it in what it says. */
  readonly stage: string;
}

const known = new Set("package file service user group exec cron notify host mount".split(" "));
const missing = "\u0000";

export class Catalog {
  readonly entries: CatalogEntry[] = [];
  readonly #machine: Machine;
  readonly #modules: readonly string[];
  readonly #facts: Scope;
  readonly #classes = new Map<string, Extract<Statement, { kind: "class" }>>();
  readonly #done = new Set<string>();

  constructor(machine: Machine, modules: readonly string[], facts: Scope) {
    this.#machine = machine;
    this.#modules = modules;
    this.#facts = facts;
  }

  read(statements: readonly Statement[]): void {
    for (const one of statements) if (one.kind === "class") this.#classes.set(one.name, one);
    const scope: Scope = new Map();
    this.#body(
      statements.filter((one) => one.kind !== "class"),
      scope,
      "main",
    );
  }

  #body(statements: readonly Statement[], scope: Scope, stage: string): void {
    for (const statement of statements) this.#statement(statement, scope, stage);
  }

  #statement(statement: Statement, scope: Scope, stage: string): void {
    switch (statement.kind) {
      case "assign":
        scope.set(statement.name, this.#value(statement.value, scope));
        return;
      case "node":
        return this.#body(statement.body, scope, stage);
      case "class":
        this.#classes.set(statement.name, statement);
        return;
      case "include":
        for (const name of statement.names)
          this.#include(textOf(this.#value(name, scope)), new Map(), statement.line);
        return;
      case "if":
        return this.#body(
          isTrue(this.#value(statement.condition, scope)) ? statement.body : statement.otherwise,
          scope,
          stage,
        );
      case "resource":
        return this.#resource(statement, scope, stage);
    }
  }

  #resource(
    statement: Extract<Statement, { kind: "resource" }>,
    scope: Scope,
    stage: string,
  ): void {
    const titles = [this.#value(statement.title, scope)].flat().map(textOf);
    const given = this.#attributes(statement.attributes, scope);
    if (statement.type === "class") {
      for (const title of titles) this.#include(title, given, statement.line);
      return;
    }
    if (!known.has(statement.type))
      throw new PuppetError(
        `Evaluation Error: Error while evaluating a Resource Statement, Unknown resource type: '${statement.type}' (line: ${String(statement.line)}) on node ${hostName(this.#machine)}`,
      );
    const attributes = new Map([...given].map(([name, value]) => [name, textOf(value)]));
    for (const title of titles)
      this.entries.push({ type: statement.type, title, attributes, stage });
  }

  readonly #attributes = (attributes: Attributes, scope: Scope): Scope =>
    new Map([...attributes].map(([name, value]) => [name, this.#value(value, scope)]));

  #include(wanted: string, given: Scope, line: number): void {
    const name = wanted.replace(/^::/, "");
    if (this.#done.has(name)) return;
    this.#done.add(name);
    const found = this.#classes.get(name) ?? this.#load(name);
    if (!found)
      throw new PuppetError(
        `Evaluation Error: Error while evaluating a Function Call, Could not find class ::${name} for ${hostName(this.#machine)} (line: ${String(line)})`,
      );
    const scope: Scope = new Map();
    for (const [parameter, fallback] of found.parameters) {
      const value = given.get(parameter) ?? this.#value(fallback, scope);
      if (value === missing)
        throw new PuppetError(
          `Evaluation Error: Error while evaluating a Resource Statement, Class[${capitals(name)}]: expects a value for parameter '${parameter}' (line: ${String(line)}) on node ${hostName(this.#machine)}`,
        );
      scope.set(parameter, value);
    }
    this.#body(found.body, scope, capitals(name));
  }

  #load(name: string) {
    const [module = "", ...rest] = name.split("::");
    const path = `manifests/${rest.length === 0 ? "init" : rest.join("/")}.pp`;
    for (const folder of this.#modules) {
      const text = this.#machine.tree.get(`${folder}/${module}/${path}`);
      if (text === undefined) continue;
      for (const one of parsePuppet(text, `${folder}/${module}/${path}`))
        if (one.kind === "class") this.#classes.set(one.name, one);
    }
    return this.#classes.get(name);
  }

  #value(expression: Expression, scope: Scope): Value {
    switch (expression.kind) {
      case "text":
        return expression.fills ? this.#filled(expression.text, scope) : expression.text;
      case "variable":
        return this.#variable(
          expression.name,
          expression.path.map((one) => textOf(this.#value(one, scope))),
          scope,
        );
      case "list":
        return expression.items.map((one) => this.#value(one, scope));
      case "table":
        return Object.fromEntries(
          expression.entries.map(([key, value]) => [
            textOf(this.#value(key, scope)),
            this.#value(value, scope),
          ]),
        );
      case "call":
        return this.#call(
          expression.name,
          expression.words.map((one) => this.#value(one, scope)),
          scope,
        );
      case "reference":
        return `${expression.type}[${textOf(this.#value(expression.title, scope))}]`;
      case "compare": {
        const [left, right] = [
          this.#value(expression.left, scope),
          this.#value(expression.right, scope),
        ];
        return String(
          (textOf(left).toLowerCase() === textOf(right).toLowerCase()) === expression.equal,
        );
      }
    }
  }

  #variable(name: string, path: readonly string[], scope: Scope): Value {
    const bare = name.replace(/^::/, "");
    const found =
      scope.get(bare) ??
      (bare === "facts" ? Object.fromEntries(this.#facts) : this.#facts.get(bare));
    return path.reduce<Value>((holder, key) => {
      if (typeof holder === "string" || Array.isArray(holder)) return "";
      const table = holder as Readonly<Record<string, Value>>;
      return Object.hasOwn(table, key) ? (table[key] ?? "") : "";
    }, found ?? "");
  }

  readonly #filled = (text: string, scope: Scope): string =>
    text
      .replace(
        /\$\{([^}]+)\}|\$([a-z_]\w*)/g,
        (_, braced: string | undefined, bare: string | undefined) => {
          const source = braced ?? bare ?? "";
          const path = [...source.matchAll(/\[['"]?([\w.-]+)['"]?\]/g)].map(([, key]) => key ?? "");
          return textOf(
            this.#variable(source.replace(/\[.*$/, "").replace(/^\$/, ""), path, scope),
          );
        },
      )
      .replaceAll("\\n", "\n")
      .replaceAll("\\t", "\t")
      .replace(/\\(["$\\])/g, "$1");

  #call(name: string, words: readonly Value[], scope: Scope): Value {
    if (name !== "epp" && name !== "template" && name !== "file") return textOf(words[0] ?? "");
    const [module = "", ...rest] = textOf(words[0] ?? "").split("/");
    const folder = name === "file" ? "files" : "templates";
    const path = `${module}/${folder}/${rest.join("/")}`;
    const text = this.#modules
      .map((root) => this.#machine.tree.get(`${root}/${path}`))
      .find((one) => one !== undefined);
    if (text === undefined)
      throw new PuppetError(
        `Evaluation Error: Error while evaluating a Function Call, Could not find template '${textOf(words[0] ?? "")}' on node ${hostName(this.#machine)}`,
      );
    const given = words[1];
    const own =
      given !== undefined && typeof given !== "string" && !Array.isArray(given)
        ? Object.entries(given)
        : [];
    return name === "file" ? text : this.#template(text, new Map([...scope, ...own]));
  }

  readonly #template = (text: string, scope: Scope): string =>
    text
      .replace(/<%-?\s*\|[\s\S]*?\|\s*-?%>\n?/g, "")
      .replace(/<%=\s*[$@]?([a-z_]\w*(?:\[[^\]]*\])*)\s*-?%>/g, (_, name: string) =>
        this.#filled(`\${${name}}`, scope),
      )
      .replace(/<%(?!=)[\s\S]*?%>\n?/g, "");
}

export const hostName = (machine: Machine) =>
  `ip-${machine.context.instance.privateIp.replaceAll(".", "-")}.eu-west-1.compute.internal`;
const capitals = (name: string) =>
  name
    .split("::")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("::");
const textOf = (value: Value): string =>
  typeof value === "string"
    ? value
    : Array.isArray(value)
      ? value.map(textOf).join(" ")
      : JSON.stringify(value);
const isTrue = (value: Value) => value !== "" && value !== "false" && value !== "undef";
