/** puppet apply on a practice server: what it prints, and what becomes of the server. */
import { createHash } from "node:crypto";
import type { ToolEnd } from "../../program/calls/progress.ts";
import type { Machine } from "../../machine/machine.ts";
import { applied } from "./apply.ts";
import { Catalog } from "./catalog.ts";
import type { CatalogEntry } from "./catalog.ts";
import { hostName } from "./evaluate.ts";
import type { Scope, Value } from "./evaluate.ts";
import { parsePuppet } from "./parse-puppet.ts";
import { PuppetError } from "./tokens.ts";

export function runPuppet(machine: Machine, manifest: string, words: readonly string[]): ToolEnd {
  machine.spend(2_500, 6_000);
  try {
    const facts = factsOf(machine, wordsOf(words, "fact:"));
    const catalog = new Catalog({ machine, modules: wordsOf(words, "module:"), facts });
    for (const [path, text] of manifestsAt(machine, manifest))
      catalog.read(parsePuppet(text, path));
    const node = hostName(machine);
    machine.log(`Notice: Compiled catalog for ${node} in environment production in 0.42 seconds`);
    return applyAll(machine, catalog.entries);
  } catch (error) {
    if (!(error instanceof PuppetError)) throw error;
    const line = `Error: ${error.message}`;
    machine.log(line);
    return { code: 1, cause: machine.masked(line) };
  }
}

const wordsOf = (words: readonly string[], kind: string) =>
  words.filter((word) => word.startsWith(kind)).map((word) => word.slice(kind.length));

/** A file, or all of a folder in order. */
function manifestsAt(machine: Machine, path: string): readonly (readonly [string, string])[] {
  const own = machine.tree.get(path);
  if (own !== undefined) return [[path, own]];
  const below = [...machine.tree].filter(
    ([name]) => name.startsWith(`${path}/`) && name.endsWith(".pp"),
  );
  if (below.length > 0) return below.toSorted(([a], [b]) => (a < b ? -1 : 1));
  throw new PuppetError(`Could not run: Could not find file ${path}`);
}

/** `given`: name=value. */
function factsOf(machine: Machine, given: readonly string[]): Scope {
  const isRpm = machine.format === "rpm";
  const os = {
    family: isRpm ? "RedHat" : "Debian",
    name: isRpm ? "Amazon" : "Debian",
    architecture: machine.arch,
  };
  return new Map<string, Value>([
    ["os", os],
    ["hostname", hostName(machine).split(".")[0] ?? ""],
    ["ipaddress", machine.context.instance.privateIp],
    ...given.map((fact) => {
      const at = fact.indexOf("=");
      return [fact.slice(0, at), fact.slice(at + 1)] as const;
    }),
  ]);
}

interface Report {
  readonly changed: Set<string>;
  readonly failures: string[];
}

/** With --detailed-exitcodes: 2 for changes, which is no failure, and 4 for failures. */
function applyAll(machine: Machine, entries: readonly CatalogEntry[]): ToolEnd {
  const began = machine.offsetMs;
  const report: Report = { changed: new Set(), failures: [] };
  for (const entry of entries) applyOne(machine, entry, entries, report);
  const seconds = ((machine.offsetMs - began) / 1000).toFixed(2);
  machine.log(`Notice: Applied catalog in ${seconds} seconds`);
  const { changed, failures } = report;
  const code = (failures.length > 0 ? 4 : 0) + (changed.size > 0 ? 2 : 0);
  return { code: code === 2 ? 0 : code, cause: machine.masked(failures[0] ?? "") };
}

function applyOne(
  machine: Machine,
  entry: CatalogEntry,
  all: readonly CatalogEntry[],
  { changed, failures }: Report,
): void {
  const name = nameOf(entry);
  const isNotified = all.some(
    (one) => changed.has(nameOf(one)) && one.attributes.get("notify")?.includes(name) === true,
  );
  const where = `/Stage[main]/${entry.stage}/${name}`;
  const outcome = applied(machine, entry, isNotified);
  if (outcome.failure !== null) {
    failures.push(`Error: ${where}/ensure: ${outcome.failure}`);
    machine.log(failures.at(-1) ?? "");
  } else if (outcome.changed) {
    changed.add(name);
    machine.log(`Notice: ${where}/ensure: ${words(entry)}`);
  }
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const nameOf = ({ type, title }: CatalogEntry) => `${capital(type)}[${title}]`;

function words({ type, attributes }: CatalogEntry): string {
  const content = attributes.get("content");
  if (type === "file" && content !== undefined) {
    const digest = createHash("sha256").update(content).digest("hex");
    return `defined content as '{sha256}${digest}'`;
  }
  return type === "service" ? "ensure changed 'stopped' to 'running'" : "created";
}
