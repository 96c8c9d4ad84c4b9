/** chef-client in local mode, or chef-solo, on a practice server: what it prints, and what becomes of the server. */
import type { ToolEnd } from "../../program/calls/progress.ts";
import type { Machine } from "../../machine/machine.ts";
import { ChefError, compile, hasCookbook, readAttributes, versionOfCookbook } from "./cookbooks.ts";
import type { Resource } from "./cookbooks.ts";
import { defaultActions, providers } from "./converge.ts";
import type { Converging } from "./converge.ts";
import { rubyValue } from "./ruby.ts";
import type { NodeAttributes } from "./ruby.ts";

export function runChef(machine: Machine, nodeJson: string): ToolEnd {
  const product = machine.packages.has("cinc") ? "Cinc Client" : "Chef Infra Client";
  const node: NodeAttributes = {};
  const began = machine.offsetMs;
  const counts = { updated: 0 };
  machine.log(`${product}, version ${versionOf(machine)}`);
  machine.spend(2_000, 5_000);
  try {
    const resources = compiled(machine, node, nodeJson);
    machine.log(`Converging ${String(resources.length)} resources`);
    converge({ machine, node }, resources, counts);
  } catch (error) {
    if (!(error instanceof ChefError)) throw error;
    return failedRun(machine, product, error);
  }
  const seconds = String(Math.round((machine.offsetMs - began) / 1000)).padStart(2, "0");
  machine.log(`Running handlers:\nRunning handlers complete`);
  machine.log(
    `${product} finished, ${String(counts.updated)} resources updated in ${seconds} seconds`,
  );
  return { code: 0, cause: "" };
}

const versionOf = (machine: Machine) =>
  (machine.packages.get("cinc") ?? machine.packages.get("chef"))?.version.replace(/-.*$/, "") ??
  "18.7.10";

function compiled(machine: Machine, node: NodeAttributes, nodeJson: string): readonly Resource[] {
  const { run_list: runList, ...given } = JSON.parse(nodeJson) as NodeAttributes;
  const wanted = [runList]
    .flat()
    .map((item) => /^recipe\[(.+)\]$/.exec(String(item))?.[1] ?? String(item));
  const cookbooks = [...new Set(wanted.map((name) => name.split("::")[0] ?? name))];
  machine.log(
    `Resolving cookbooks for run list: ${JSON.stringify(wanted)}\nSynchronizing cookbooks:`,
  );
  for (const name of cookbooks) {
    if (!hasCookbook(machine, name))
      throw new ChefError("Chef::Exceptions::CookbookNotFound", `Cookbook ${name} not found.`);
    machine.log(`  - ${name} (${versionOfCookbook(machine, name)})`);
    readAttributes(machine, name, node);
  }
  merge(node, given);
  machine.log("Compiling cookbooks...");
  const resources = wanted.flatMap((name) => compile(machine, name));
  for (const resource of resources)
    if (!Object.hasOwn(providers, resource.type)) throw unknown(resource);
  return resources;
}

function unknown({ type, recipe }: Resource): ChefError {
  const [cookbook = "", name = ""] = recipe.split("::");
  return new ChefError(
    "NoMethodError",
    `undefined method \`${type}' for cookbook: ${cookbook}, recipe: ${name} :Chef::Recipe`,
  );
}

/** The node's JSON goes over the cookbooks' defaults. */
function merge(into: NodeAttributes, from: NodeAttributes): void {
  for (const [key, value] of Object.entries(from)) {
    const before = Object.hasOwn(into, key) ? into[key] : undefined;
    if (isTable(before) && isTable(value)) merge(before, value);
    else into[key] = value;
  }
}

const isTable = (value: unknown): value is NodeAttributes =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function converge(
  of: Converging,
  resources: readonly Resource[],
  counts: { updated: number },
): void {
  const delayed = new Map<string, string>();
  for (const resource of resources) {
    const updated = [actionsOf(of, resource)].flat().some((action) => act(of, resource, action));
    if (!updated) continue;
    counts.updated++;
    const [, verb, target] =
      /^:(\w+),\s*['"]([^'"]+)['"]/.exec(resource.properties.get("notifies") ?? "") ?? [];
    if (verb !== undefined && target !== undefined) delayed.set(target, verb);
  }
  for (const [target, verb] of delayed) {
    const resource = resources.find(({ type, name }) => `${type}[${name}]` === target);
    if (resource && act(of, resource, verb)) counts.updated++;
  }
}

function actionsOf({ node }: Converging, { type, properties }: Resource): readonly string[] {
  const given = properties.get("action");
  if (given === undefined) return [defaultActions[type] ?? "run"];
  return [rubyValue(given, node)].flat().map(String);
}

/** True: it changed something. */
function act(of: Converging, resource: Resource, action: string): boolean {
  const { type, name } = resource;
  of.machine.log(`  * ${type}[${name}] action ${action}`);
  if (action === "nothing") {
    of.machine.log("    (skipped due to action :nothing)");
    return false;
  }
  const { changed, failure } = providers[type]?.(of, resource, action) ?? {
    changed: false,
    failure: null,
  };
  if (failure !== null) throw new ChefError(...refusal(resource, failure));
  of.machine.log(
    changed ? `    - ${action} ${type.replaceAll("_", " ")} ${name}` : "     (up to date)",
  );
  return changed;
}

function refusal({ type, name, recipe, line }: Resource, failure: string): [string, string] {
  const [cookbook = "", file = ""] = recipe.split("::");
  const missing = /Unable to find a match: (.+)|Unable to locate package (.+)/.exec(failure);
  const where = `${type}[${name}] (${recipe} line ${String(line)})`;
  if (missing)
    return [
      "Chef::Exceptions::Package",
      `${where} had an error: Chef::Exceptions::Package: No candidate version available for ${missing[1] ?? missing[2] ?? ""}`,
    ];
  return [
    "Mixlib::ShellOut::ShellCommandFailed",
    `${where} had an error: ${failure} (${cookbook}/recipes/${file}.rb)`,
  ];
}

function failedRun(machine: Machine, product: string, { kind, message }: ChefError): ToolEnd {
  machine.log("Running handlers:\nRunning handlers complete");
  machine.log(`${product} failed. 0 resources updated`);
  const line = `FATAL: ${kind}: ${message}`;
  machine.log(line);
  return { code: 1, cause: machine.masked(line) };
}
