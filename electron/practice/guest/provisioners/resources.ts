/** What every provisioner wants of a server, whatever it calls it: packages, files, services, users. */
import { systemctl } from "../shell/commands.ts";
import type { Machine } from "../machine/machine.ts";
import { install, remove } from "../packages/packages.ts";

export interface Outcome {
  readonly changed: boolean;
  /** In the tool's own words below; null: it is so now. */
  readonly failure: string | null;
}
const kept: Outcome = { changed: false, failure: null };
const changed: Outcome = { changed: true, failure: null };
const failed = (failure: string): Outcome => ({ changed: false, failure });

export function ensurePackages(
  machine: Machine,
  names: readonly string[],
  state: "present" | "latest" | "absent",
): Outcome {
  if (state === "absent") return withoutPackages(machine, names);
  const missing = names.filter((name) => state === "latest" || !machine.packages.has(name));
  if (missing.length === 0) return kept;
  const before = versionsOf(machine);
  const refusal = machine.quietly(() => install(machine, machine.format, missing));
  if (refusal !== null) return failed(refusal);
  return versionsOf(machine) === before ? kept : changed;
}

function withoutPackages(machine: Machine, names: readonly string[]): Outcome {
  const there = names.filter((name) => machine.packages.has(name));
  if (there.length === 0) return kept;
  const refusal = machine.quietly(() => remove(machine, machine.format, there));
  return refusal === null ? changed : failed(refusal);
}

const versionsOf = (machine: Machine) =>
  [...machine.packages.values()].map((fact) => `${fact.name} ${fact.version}`).join();

export interface FileWish {
  readonly text?: string;
  readonly mode?: string | undefined;
  /** user:group or user. */
  readonly owner?: string | undefined;
}

export function ensureFile(machine: Machine, path: string, wish: FileWish): Outcome {
  machine.spend(60, 250);
  const owner = wish.owner?.split(":")[0];
  if (owner !== undefined && !machine.users.has(owner) && !/^\d+$/.test(owner))
    return failed(`failed to look up user ${owner}`);
  const before = machine.files.get(path);
  const text = wish.text ?? before?.text ?? "";
  const isSame = before?.text === text && machine.attributesAre(path, wish);
  machine.write(path, text);
  machine.setAttributes(path, wish);
  return isSame ? kept : changed;
}

export function ensureDirectory(machine: Machine, path: string): Outcome {
  machine.spend(40, 150);
  if (machine.exists(path)) return kept;
  machine.directories.add(path);
  return changed;
}

export function ensureAbsent(machine: Machine, path: string): Outcome {
  if (!machine.exists(path)) return kept;
  machine.removePath(path);
  return changed;
}

export interface ServiceWish {
  readonly running?: "started" | "stopped" | "restarted" | undefined;
  readonly enabled?: boolean | undefined;
}

export function ensureService(machine: Machine, name: string, wish: ServiceWish): Outcome {
  const unit = name.replace(/\.service$/, "");
  if (!machine.units.has(unit)) return failed(`Could not find the requested service ${unit}: host`);
  const verbs = [
    ...(wish.enabled === true && !machine.units.enabled.has(unit) ? ["enable"] : []),
    ...(wish.enabled === false && machine.units.enabled.has(unit) ? ["disable"] : []),
    ...(wish.running === "restarted" ? ["restart"] : []),
    ...(wish.running === "started" && !machine.units.active.has(unit) ? ["start"] : []),
    ...(wish.running === "stopped" && machine.units.active.has(unit) ? ["stop"] : []),
  ];
  for (const verb of verbs) {
    const { code, out } = systemctl(machine, [verb, unit]);
    if (code !== 0) return failed(out);
  }
  return verbs.length === 0 ? kept : changed;
}

export function ensureUser(machine: Machine, name: string, present: boolean): Outcome {
  machine.spend(80, 300);
  if (machine.users.has(name) === present) return kept;
  if (present) machine.users.add(name);
  else machine.users.delete(name);
  return changed;
}
