/** What the expressions of a manifest come to: variables, facts, texts with `${…}`, templates. */
import type { Machine } from "../../machine/machine.ts";
import type { Expression } from "./syntax.ts";
import { PuppetError } from "./tokens.ts";

export type Value = string | readonly Value[] | { readonly [key: string]: Value };
export type Scope = ReadonlyMap<string, Value>;

/** Where modules lie in the step's tree, and what is known of the server. */
export interface Surroundings {
  readonly machine: Machine;
  readonly modules: readonly string[];
  readonly facts: Scope;
}

export function valueOf(around: Surroundings, expression: Expression, scope: Scope): Value {
  const inner = (one: Expression) => valueOf(around, one, scope);
  switch (expression.kind) {
    case "text":
      return expression.fills ? filled(around, expression.text, scope) : expression.text;
    case "variable":
      return variable(around, expression.name, expression.path.map(inner).map(textOf), scope);
    case "list":
      return expression.items.map(inner);
    case "table":
      return Object.fromEntries(
        expression.entries.map(([key, value]) => [textOf(inner(key)), inner(value)]),
      );
    case "call":
      return called(around, expression.name, expression.words.map(inner), scope);
    case "reference":
      return `${expression.type}[${textOf(inner(expression.title))}]`;
    case "compare":
      return String(same(inner(expression.left), inner(expression.right)) === expression.equal);
  }
}

const same = (left: Value, right: Value) =>
  textOf(left).toLowerCase() === textOf(right).toLowerCase();

function variable(
  { facts }: Surroundings,
  name: string,
  path: readonly string[],
  scope: Scope,
): Value {
  const bare = name.replace(/^::/, "");
  const known = bare === "facts" ? Object.fromEntries(facts) : facts.get(bare);
  return path.reduce<Value>(memberOf, scope.get(bare) ?? known ?? "");
}

function memberOf(holder: Value, key: string): Value {
  if (!isTable(holder)) return "";
  return Object.hasOwn(holder, key) ? (holder[key] ?? "") : "";
}

const isTable = (value: Value | undefined): value is Readonly<Record<string, Value>> =>
  typeof value === "object" && !Array.isArray(value);

function filled(around: Surroundings, text: string, scope: Scope): string {
  const names = /\$\{([^}]+)\}|\$([a-z_]\w*)/g;
  return text
    .replace(names, (_, braced: string | undefined, bare: string | undefined) => {
      const source = braced ?? bare ?? "";
      const path = [...source.matchAll(/\[['"]?([\w.-]+)['"]?\]/g)].map(([, key]) => key ?? "");
      const name = source.replace(/\[.*$/, "").replace(/^\$/, "");
      return textOf(variable(around, name, path, scope));
    })
    .replaceAll("\\n", "\n")
    .replaceAll("\\t", "\t")
    .replace(/\\(["$\\])/g, "$1");
}

/** Templates and files of modules; of any other function, its first word. */
function called(around: Surroundings, name: string, words: readonly Value[], scope: Scope): Value {
  const first = textOf(words[0] ?? "");
  if (name !== "epp" && name !== "template" && name !== "file") return first;
  const [module = "", ...rest] = first.split("/");
  const path = `${module}/${name === "file" ? "files" : "templates"}/${rest.join("/")}`;
  const [text] = around.modules.flatMap((root) => around.machine.tree.get(`${root}/${path}`) ?? []);
  if (text === undefined) throw noTemplate(around.machine, first);
  const given = isTable(words[1]) ? Object.entries(words[1]) : [];
  return name === "file" ? text : template(around, text, new Map([...scope, ...given]));
}

const noTemplate = (machine: Machine, name: string) =>
  new PuppetError(
    `Evaluation Error: Error while evaluating a Function Call, Could not find template '${name}' on node ${hostName(machine)}`,
  );

function template(around: Surroundings, text: string, scope: Scope): string {
  const shown = /<%=\s*[$@]?([a-z_]\w*(?:\[[^\]]*\])*)\s*-?%>/g;
  return text
    .replace(/<%-?\s*\|[\s\S]*?\|\s*-?%>\n?/g, "")
    .replace(shown, (_, name: string) => filled(around, `\${${name}}`, scope))
    .replace(/<%(?!=)[\s\S]*?%>\n?/g, "");
}

export const hostName = (machine: Machine) =>
  `ip-${machine.context.instance.privateIp.replaceAll(".", "-")}.eu-west-1.compute.internal`;

export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(textOf).join(" ") : JSON.stringify(value);
}

export const isTrue = (value: Value) => value !== "" && value !== "false" && value !== "undef";
