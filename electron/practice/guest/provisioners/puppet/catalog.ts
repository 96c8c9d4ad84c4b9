/** From statements to a catalog: classes looked up among the modules, every resource with its attributes. */
import { hostName, isTrue, textOf, valueOf } from "./evaluate.ts";
import type { Scope, Surroundings, Value } from "./evaluate.ts";
import { parsePuppet } from "./parse-puppet.ts";
import type { Attributes, Statement } from "./syntax.ts";
import { PuppetError } from "./tokens.ts";

export interface CatalogEntry {
  readonly type: string;
  readonly title: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** As Puppet names it in what it says. */
  readonly stage: string;
}
type Of<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

const known = new Set("package file service user group exec cron notify host mount".split(" "));

export class Catalog {
  readonly entries: CatalogEntry[] = [];
  readonly #around: Surroundings;
  readonly #classes = new Map<string, Of<"class">>();
  readonly #done = new Set<string>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  read(statements: readonly Statement[]): void {
    this.#learn(statements);
    const rest = statements.filter((one) => one.kind !== "class");
    this.#body(rest, new Map(), "main");
  }

  #learn(statements: readonly Statement[]): void {
    for (const one of statements) if (one.kind === "class") this.#classes.set(one.name, one);
  }

  #body(statements: readonly Statement[], scope: Map<string, Value>, stage: string): void {
    for (const statement of statements) this.#statement(statement, scope, stage);
  }

  #statement(statement: Statement, scope: Map<string, Value>, stage: string): void {
    switch (statement.kind) {
      case "assign":
        scope.set(statement.name, valueOf(this.#around, statement.value, scope));
        return;
      case "node":
        return this.#body(statement.body, scope, stage);
      case "class":
        return this.#learn([statement]);
      case "include":
        return this.#includeAll(statement, scope);
      case "if":
        return this.#body(this.#branch(statement, scope), scope, stage);
      case "resource":
        return this.#resource(statement, scope, stage);
    }
  }

  #branch({ condition, body, otherwise }: Of<"if">, scope: Scope): readonly Statement[] {
    return isTrue(valueOf(this.#around, condition, scope)) ? body : otherwise;
  }

  #includeAll({ names, line }: Of<"include">, scope: Scope): void {
    for (const name of names)
      this.#include(textOf(valueOf(this.#around, name, scope)), new Map(), line);
  }

  #resource({ type, title, attributes, line }: Of<"resource">, scope: Scope, stage: string): void {
    const titles = [valueOf(this.#around, title, scope)].flat().map(textOf);
    const given = this.#attributes(attributes, scope);
    if (type === "class") {
      for (const one of titles) this.#include(one, given, line);
      return;
    }
    if (!known.has(type))
      throw this.#wrong("a Resource Statement", `Unknown resource type: '${type}'`, line);
    const texts = new Map([...given].map(([name, value]) => [name, textOf(value)]));
    for (const one of titles) this.entries.push({ type, title: one, attributes: texts, stage });
  }

  #attributes(attributes: Attributes, scope: Scope): Scope {
    const entries = [...attributes].map(
      ([name, value]) => [name, value ? valueOf(this.#around, value, scope) : ""] as const,
    );
    return new Map(entries);
  }

  #include(wanted: string, given: Scope, line: number): void {
    const name = wanted.replace(/^::/, "");
    if (this.#done.has(name)) return;
    this.#done.add(name);
    const found = this.#classes.get(name) ?? this.#load(name);
    if (!found) throw this.#wrong("a Function Call", `Could not find class ::${name}`, line);
    const scope = new Map<string, Value>();
    for (const [parameter, fallback] of found.parameters) {
      const value = given.get(parameter) ?? (fallback && valueOf(this.#around, fallback, scope));
      if (value === null) throw this.#lacks(name, parameter, line);
      scope.set(parameter, value);
    }
    this.#body(found.body, scope, capitals(name));
  }

  #load(name: string): Of<"class"> | undefined {
    const [module = "", ...rest] = name.split("::");
    const path = `manifests/${rest.length === 0 ? "init" : rest.join("/")}.pp`;
    for (const folder of this.#around.modules) {
      const file = `${folder}/${module}/${path}`;
      const text = this.#around.machine.tree.get(file);
      if (text !== undefined) this.#learn(parsePuppet(text, file));
    }
    return this.#classes.get(name);
  }

  #lacks(name: string, parameter: string, line: number): PuppetError {
    const what = `Class[${capitals(name)}]: expects a value for parameter '${parameter}'`;
    return this.#wrong("a Resource Statement", what, line);
  }

  #wrong(where: string, what: string, line: number): PuppetError {
    const node = hostName(this.#around.machine);
    return new PuppetError(
      `Evaluation Error: Error while evaluating ${where}, ${what} (line: ${String(line)}) on node ${node}`,
    );
  }
}

const capitals = (name: string) =>
  name
    .split("::")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("::");
