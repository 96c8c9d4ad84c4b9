/** puppet apply on a practice server: what it prints, and what becomes of the server. */
import { createHash } from "node:crypto";
import type { ToolEnd } from "../../calls/progress.ts";
import type { Machine } from "../../machine.ts";
import {
  ensureAbsent,
  ensureDirectory,
  ensureFile,
  ensurePackages,
  ensureService,
  ensureUser,
} from "../../resources.ts";
import type { Outcome } from "../../resources.ts";
import { runScript } from "../../run-shell.ts";
import { Catalog, hostName } from "./catalog.ts";
import type { CatalogEntry, Scope } from "./catalog.ts";
import { parsePuppet } from "./parse-puppet.ts";
import { PuppetError } from "./tokens.ts";

export function runPuppet(machine: Machine, manifest: string, words: readonly string[]): ToolEnd {
  machine.spend(2_500, 6_000);
  try {
    const modules = wordsOf(words, "module:");
    const catalog = new Catalog(machine, modules, factsOf(machine, wordsOf(words, "fact:")));
    const sources = manifestsAt(machine, manifest);
    for (const [path, text] of sources) catalog.read(parsePuppet(text, path));
    machine.log(
      `Notice: Compiled catalog for ${hostName(machine)} in environment production in 0.42 seconds`,
    );
    return apply(machine, catalog.entries);
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

function factsOf(machine: Machine, given: readonly string[]): Scope {
  const isRpm = machine.format === "rpm";
  const os = {
    family: isRpm ? "RedHat" : "Debian",
    name: isRpm ? "Amazon" : "Debian",
    architecture: machine.arch,
  };
  const own = given.map(
    (fact) => [fact.slice(0, fact.indexOf("=")), fact.slice(fact.indexOf("=") + 1)] as const,
  );
  return new Map<string, string | Record<string, string>>([
    ["os", os],
    ["hostname", hostName(machine).split(".")[0] ?? ""],
    ["ipaddress", machine.context.instance.privateIp],
    ...own,
  ]);
}

function apply(machine: Machine, entries: readonly CatalogEntry[]): ToolEnd {
  const began = machine.offsetMs;
  const failures: string[] = [];
  const changed = new Set<string>();
  for (const entry of entries) {
    const outcome = outcomeOf(machine, entry, entries, changed);
    const name = nameOf(entry);
    const where = `/Stage[main]/${entry.stage}/${name}`;
    if (outcome.failure !== null) {
      failures.push(`Error: ${where}/ensure: ${outcome.failure}`);
      machine.log(failures.at(-1) ?? "");
      continue;
    }
    if (!outcome.changed) continue;
    changed.add(name);
    machine.log(`Notice: ${where}/ensure: ${words(entry)}`);
  }
  const seconds = ((machine.offsetMs - began) / 1000).toFixed(2);
  machine.log(`Notice: Applied catalog in ${seconds} seconds`);
  const code = (failures.length > 0 ? 4 : 0) + (changed.size > 0 ? 2 : 0);
  return { code: code === 2 ? 0 : code, cause: machine.masked(failures[0] ?? "") };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const nameOf = ({ type, title }: CatalogEntry) => `${capital(type)}[${title}]`;

function words({ type, attributes }: CatalogEntry): string {
  if (type === "file" && attributes.get("content") !== undefined) {
    const digest = createHash("sha256")
      .update(attributes.get("content") ?? "")
      .digest("hex");
    return `defined content as '{sha256}${digest}'`;
  }
  return type === "service" ? "ensure changed 'stopped' to 'running'" : "created";
}

const kept: Outcome = { changed: false, failure: null };

/** What needs something that failed is skipped by Puppet; what is notified by a change is started anew. */
function outcomeOf(
  machine: Machine,
  entry: CatalogEntry,
  all: readonly CatalogEntry[],
  changed: ReadonlySet<string>,
): Outcome {
  const { type, title, attributes } = entry;
  const ensure = attributes.get("ensure");
  switch (type) {
    case "package": {
      const state =
        ensure === "absent" || ensure === "purged"
          ? "absent"
          : ensure === "latest"
            ? "latest"
            : "present";
      const isVersion = ensure !== undefined && /^\d/.test(ensure);
      const name = attributes.get("name") ?? title;
      return installed(machine, isVersion ? `${name}-${ensure}` : name, state);
    }
    case "file":
      return fileOutcome(machine, entry);
    case "service": {
      const notified = all.some(
        (one) =>
          changed.has(nameOf(one)) &&
          one.attributes.get("notify")?.includes(nameOf(entry)) === true,
      );
      const running = notified
        ? "restarted"
        : ensure === "running" || ensure === "true"
          ? "started"
          : ensure === "stopped"
            ? "stopped"
            : undefined;
      const enabled = attributes.has("enable") ? attributes.get("enable") === "true" : undefined;
      return ensureService(machine, attributes.get("name") ?? title, { running, enabled });
    }
    case "user":
      return ensureUser(machine, title, ensure !== "absent");
    case "exec":
      return executed(machine, attributes.get("command") ?? title);
    case "cron":
      return ensureFile(machine, `/var/spool/cron/${attributes.get("user") ?? "root"}`, {
        text: `${attributes.get("minute") ?? "*"} ${attributes.get("hour") ?? "*"} * * * ${attributes.get("command") ?? ""}\n`,
      });
    case "notify":
      machine.log(`Notice: ${attributes.get("message") ?? title}`);
      return kept;
    default:
      return kept;
  }
}

function installed(
  machine: Machine,
  name: string,
  state: "present" | "latest" | "absent",
): Outcome {
  const outcome = ensurePackages(machine, [name], state);
  if (outcome.failure === null) return outcome;
  const command =
    machine.format === "rpm"
      ? `'/usr/bin/dnf -d 0 -e 1 -y install ${name}' returned 1`
      : `'/usr/bin/apt-get -q -y install ${name}' returned 100`;
  return {
    changed: false,
    failure: `change from 'purged' to 'present' failed: Execution of ${command}: ${outcome.failure}`,
  };
}

function fileOutcome(machine: Machine, { title, attributes }: CatalogEntry): Outcome {
  const path = attributes.get("path") ?? title;
  const ensure = attributes.get("ensure");
  if (ensure === "absent") return ensureAbsent(machine, path);
  if (ensure === "directory") return ensureDirectory(machine, path);
  const [owner, group] = [attributes.get("owner"), attributes.get("group")];
  const content = attributes.get("content");
  return ensureFile(machine, path, {
    ...(content === undefined ? {} : { text: content }),
    mode: attributes.get("mode"),
    owner: owner === undefined ? undefined : `${owner}:${group ?? owner}`,
  });
}

function executed(machine: Machine, command: string): Outcome {
  const environment = new Map([...machine.variables, ...machine.secrets]);
  const { code } = machine.quietly(() => runScript(machine, command, environment));
  return code === 0
    ? { changed: true, failure: null }
    : {
        changed: false,
        failure: `change from 'notrun' to ['0'] failed: '${command}' returned ${String(code)} instead of one of [0]`,
      };
}
