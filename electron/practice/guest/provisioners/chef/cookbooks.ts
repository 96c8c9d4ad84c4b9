/** Cookbooks of a step's tree: their attributes, and their recipes as resources in order. */
import type { Machine } from "../../machine/machine.ts";
import { pathOf, rubyValue, setAt } from "./ruby.ts";
import type { NodeAttributes } from "./ruby.ts";

export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  /** Where it stands, as Chef says it: cookbook::recipe, and its line. */
  readonly recipe: string;
  readonly line: number;
}

/** What compiling ends with: the exception's name and its words. */
export class ChefError extends Error {
  readonly kind: string;
  constructor(kind: string, message: string) {
    super(message);
    this.name = "ChefError";
    this.kind = kind;
  }
}

const folders = ["cookbooks/", ""] as const;

export const fileOfCookbook = (machine: Machine, cookbook: string, path: string) =>
  folders
    .map((folder) => machine.tree.get(`${folder}${cookbook}/${path}`))
    .find((text) => text !== undefined);

export const hasCookbook = (machine: Machine, cookbook: string) =>
  folders.some((folder) =>
    [...machine.tree.keys()].some((path) => path.startsWith(`${folder}${cookbook}/`)),
  );

export const versionOfCookbook = (machine: Machine, cookbook: string) =>
  /^version\s+['"]([^'"]+)['"]/m.exec(
    fileOfCookbook(machine, cookbook, "metadata.rb") ?? "",
  )?.[1] ?? "0.0.0";

export function readAttributes(machine: Machine, cookbook: string, node: NodeAttributes): void {
  const text = fileOfCookbook(machine, cookbook, "attributes/default.rb") ?? "";
  for (const line of text.split("\n")) {
    const [, path, value] =
      /^\s*(?:default|normal|override)((?:\[[^\]]+\])+)\s*=\s*(.+)$/.exec(line) ?? [];
    if (path !== undefined) setAt(node, pathOf(path), rubyValue(value ?? "", node));
  }
}

/** `name` or `name::recipe`. */
export function compile(
  machine: Machine,
  wanted: string,
  seen = new Set<string>(),
): readonly Resource[] {
  const [cookbook = "", recipe = "default"] = wanted.split("::");
  if (seen.has(`${cookbook}::${recipe}`)) return [];
  seen.add(`${cookbook}::${recipe}`);
  if (!hasCookbook(machine, cookbook))
    throw new ChefError("Chef::Exceptions::CookbookNotFound", `Cookbook ${cookbook} not found.`);
  const text = fileOfCookbook(machine, cookbook, `recipes/${recipe}.rb`);
  if (text === undefined)
    throw new ChefError(
      "Chef::Exceptions::RecipeNotFound",
      `could not find recipe ${recipe} for cookbook ${cookbook}`,
    );
  return resourcesIn(machine, text, `${cookbook}::${recipe}`, seen);
}

const opening = /^\s*([a-z_]\w*)\s*\(?\s*(?:(['"])(.*?)\2|(node\[.*\]))?\s*\)?\s*(do)?\s*$/;

function resourcesIn(
  machine: Machine,
  text: string,
  recipe: string,
  seen: Set<string>,
): readonly Resource[] {
  const lines = text.split("\n");
  const found: Resource[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? "").replace(/(^|\s)#.*$/, "");
    if (line.trim() === "") continue;
    const [, type, , name, , block] = opening.exec(line) ?? [];
    if (type === undefined || (name === undefined && block === undefined)) continue;
    if (type === "include_recipe") {
      found.push(...compile(machine, name ?? "", seen));
      continue;
    }
    const end = block === undefined ? at : endOf(lines, at);
    const properties = propertiesIn(lines.slice(at + 1, end));
    found.push({ type, name: name ?? "", properties, recipe, line: at + 1 });
    at = end;
  }
  return found;
}

function endOf(lines: readonly string[], from: number): number {
  const at = lines.findIndex((line, index) => index > from && /^\s*end\s*$/.test(line));
  return at === -1 ? lines.length : at;
}

/** `name value`; a here-document, or a list over several lines, is one value. */
function propertiesIn(lines: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < lines.length; at++) {
    const [, name, value = ""] = /^\s*([a-z_]\w*)\s+(.+)$/.exec(lines[at] ?? "") ?? [];
    if (name === undefined) continue;
    const word = /<<[-~]?['"]?(\w+)['"]?/.exec(value)?.[1];
    if (word === undefined) {
      found.set(name, value);
      continue;
    }
    const end = lines.findIndex((line, index) => index > at && line.trim() === word);
    const body = lines.slice(at + 1, end === -1 ? lines.length : end);
    const indent = Math.min(
      ...body.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0),
    );
    found.set(name, JSON.stringify(`${body.map((line) => line.slice(indent)).join("\n")}\n`));
    at = end === -1 ? lines.length : end;
  }
  return found;
}
