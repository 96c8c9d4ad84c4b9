/** What a package manager does on a practice server: finds, installs with dependencies, removes; in its own words. */
import type { Machine } from "../machine/machine.ts";
import { findPackage, inRepository } from "./repository.ts";
import type { Found } from "./repository.ts";

/** Null: done. Else the last line of the failure. */
export function install(
  machine: Machine,
  format: string,
  wanted: readonly string[],
): string | null {
  const refused = wrongManager(machine, format);
  if (refused) return refused;
  const found = wanted.map((name) => ({
    name,
    found: findPackage(name) ?? ownAlready(machine, name),
  }));
  machine.spend(3_000, 8_000);
  const missing = found.filter((one) => one.found === null).map((one) => one.name);
  if (missing.length > 0) return notFound(machine, missing);
  const all = withDependencies(
    machine,
    found.flatMap((one) => (one.found ? [one.found] : [])),
  );
  machine.log(all.length === 0 ? "Nothing to do." : "Dependencies resolved.");
  for (const one of all) put(machine, one);
  machine.spend(2_000, 5_000);
  machine.log("Complete!");
  return null;
}

/** `name-version.arch.rpm`, `name_version_arch.deb`: what a file is called says what is in it. */
export function installFile(machine: Machine, file: string): void {
  const bare = file.replace(/^\d+-/, "").replace(/\.(rpm|deb)$/, "");
  const [, name = bare, version = "1"] =
    /^(.+?)_([^_]+)_[^_]+$/.exec(bare) ??
    /^(.+?)-(\d[^-]*-[^-]+?)(?:\.[a-z]\w+)?$/.exec(bare) ??
    [];
  machine.spend(3_000, 9_000);
  machine.packages.set(name, { name, version, arch: machine.arch, source: machine.format });
  machine.log(`Installing: ${name}-${version}.${machine.arch}`);
  machine.log("Complete!");
}

export function remove(machine: Machine, format: string, names: readonly string[]): string | null {
  const refused = wrongManager(machine, format);
  if (refused) return refused;
  machine.spend(3_000, 9_000);
  for (const name of names) {
    if (machine.packages.delete(name)) machine.log(`Removing: ${name}`);
    else machine.log(`No match for argument: ${name}`);
  }
  machine.log("Complete!");
  return null;
}

function wrongManager(machine: Machine, format: string): string | null {
  if (machine.format === format) return null;
  return format === "rpm" ? "sh: dnf: command not found" : "sh: apt-get: command not found";
}

function notFound(machine: Machine, missing: readonly string[]): string {
  if (machine.format === "deb") return `E: Unable to locate package ${missing.join(" ")}`;
  for (const name of missing) machine.log(`No match for argument: ${name}`);
  return `Error: Unable to find a match: ${missing.join(" ")}`;
}

/** What the base has and the repository hasn't is installed already, if no other version is asked for. */
function ownAlready(machine: Machine, wanted: string): Found | null {
  const fact = [...machine.packages.values()].find(
    ({ name, version }) =>
      wanted === name || wanted === `${name}-${version}` || wanted === `${name}=${version}`,
  );
  return fact
    ? { entry: { name: fact.name, versions: [fact.version] }, version: fact.version }
    : null;
}

/** Dependencies first; what is installed in that version already is left out. */
function withDependencies(machine: Machine, wanted: readonly Found[]): readonly Found[] {
  const all = new Map(wanted.map((one) => [one.entry.name, one]));
  for (const one of wanted) addRequired(machine, one, all);
  return [...all.values()]
    .filter((one) => machine.packages.get(one.entry.name)?.version !== one.version)
    .toSorted((a, b) => Number(wanted.includes(a)) - Number(wanted.includes(b)));
}

function addRequired(machine: Machine, { entry }: Found, all: Map<string, Found>): void {
  for (const name of entry.requires ?? []) {
    const required = inRepository(name);
    const newest = required?.versions.at(-1);
    if (all.has(name) || machine.packages.has(name) || !required || newest === undefined) continue;
    const found = { entry: required, version: newest };
    all.set(name, found);
    addRequired(machine, found, all);
  }
}

function put(machine: Machine, { entry, version }: Found): void {
  const before = machine.packages.get(entry.name);
  machine.spend(3_000, 11_000);
  machine.log(
    before
      ? `Upgrading: ${entry.name} ${before.version} -> ${version}`
      : `Installing: ${entry.name}-${version}.${machine.arch}`,
  );
  const arch = entry.noarch ? "noarch" : machine.arch;
  machine.packages.set(entry.name, { name: entry.name, version, arch, source: machine.format });
  for (const file of entry.files?.(version) ?? [])
    machine.files.set(file.path, { digest: file.digest, text: null });
  for (const user of entry.users ?? []) machine.users.add(user);
  if (!before) machine.diskMib += entry.sizeMib ?? 3;
}
