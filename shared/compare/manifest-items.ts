/** Everything of a manifest but its packages, area by area. What a manifest doesn't say is unknown, not empty. */
import type { Manifest } from "../model/manifest.ts";
import { hiddenWords, inClear } from "../bake/manifest/mark.ts";
import { cutPackages } from "./cut.ts";
import type { ItemArea, ItemChange } from "./comparison.ts";
import { compareValues, type Values } from "./items.ts";

/** Null: this manifest says nothing of it. `isMixed`: the other one is of another form, in which the same word means less. */
type Read = (manifest: Manifest, isMixed: boolean) => Values | null;

const areas: readonly (readonly [ItemArea, Read])[] = [
  ["kernel", (one) => new Map([["kernel", one.kernel]])],
  ["system", (one) => (one.system === undefined ? null : new Map([["system", one.system]]))],
  ["user", users],
  ["group of users", groups],
  ["service", (one) => present(one.services)],
  ["port", ports],
  ["cron", cron],
  ["sysctl", (one) => (one.sysctl === undefined ? null : new Map(Object.entries(one.sysctl)))],
  ["package source", packageSources],
  ["file", files],
  ["disk", disks],
  ["boot", boot],
];

export function compareManifests(sides: readonly (Manifest | null)[]): ItemChange[] {
  const forms = new Set(sides.flatMap((side) => (side === null ? [] : [side.form ?? 1])));
  const isMixed = forms.size > 1;
  const cutAt = new Set(sides.flatMap((side, at) => (cutPackages(side) === null ? [] : [at])));
  return areas.flatMap(([area, read]) =>
    compareValues(
      area,
      sides.map((side) => (side === null ? null : read(side, isMixed))),
      area === "package source" ? cutAt : undefined,
    ),
  );
}

const present = (names: readonly string[]): Values =>
  new Map(names.map((name) => [name, "present"]));

function users({ users: names, userFacts }: Manifest, isMixed: boolean): Values {
  if (userFacts === undefined || isMixed) return present(names);
  return new Map(
    userFacts.map(({ name, id, groupId, home, shell }) => [
      name,
      `id ${String(id)}, group ${String(groupId)}, ${home}, ${shell}`,
    ]),
  );
}

function groups({ groups: facts }: Manifest): Values | null {
  if (facts === undefined) return null;
  return new Map(
    facts.map(({ name, id, members }) => [
      name,
      `id ${String(id)}${members.length > 0 ? `, ${members.toSorted().join(" ")}` : ""}`,
    ]),
  );
}

/** The first form knows no UDP ports, nor which ports only the machine itself can reach. */
function ports({ ports: all, localPorts }: Manifest, isMixed: boolean): Values {
  if (isMixed) return present(all.filter((port) => port.startsWith("tcp/")));
  if (localPorts === undefined) return present(all);
  const local = new Set(localPorts);
  return new Map(all.map((port) => [port, local.has(port) ? "from itself only" : "open"]));
}

/** A line whose rest was kept back is the same line with another mark, where only that changed. */
function cron({ cron: facts }: Manifest): Values | null {
  if (facts === undefined) return null;
  const found = Map.groupBy(facts, ({ path, line }) => `${path} ${inClear(line) ?? line}`.trim());
  return new Map(
    [...found].map(([name, lines]) => [
      name,
      [...new Set(lines.map(({ line }) => hiddenWords(line) ?? "present"))].sort().join("; "),
    ]),
  );
}

/** How many packages came from where; null where no package says so. */
function packageSources({ packages }: Manifest): Values | null {
  const counts = new Map<string, number>();
  for (const { repository } of packages)
    if (repository !== undefined) counts.set(repository, (counts.get(repository) ?? 0) + 1);
  if (counts.size === 0) return null;
  return new Map([...counts.keys()].map((name) => [name, "used"]));
}

function files({ files: watched }: Manifest, isMixed: boolean): Values {
  return new Map(
    watched.map(({ path, digest, mode, owner }) => [
      path,
      isMixed ? digest : [digest, mode, owner].filter((part) => part !== undefined).join(" "),
    ]),
  );
}

function disks({ disks: mounted, diskUsedMib }: Manifest, isMixed: boolean): Values | null {
  if (mounted !== undefined && !isMixed)
    return new Map(
      mounted.map(({ mount, usedMib, sizeMib }) => [
        mount,
        `${String(usedMib)} of ${String(sizeMib)} MiB used`,
      ]),
    );
  return diskUsedMib === null ? null : new Map([["/", `${String(diskUsedMib)} MiB used`]]);
}

/** Each form measures another stretch of time. */
function boot({ bootSeconds, form }: Manifest, isMixed: boolean): Values | null {
  if (bootSeconds === null || (isMixed && form === undefined)) return null;
  return new Map([["seconds", String(bootSeconds)]]);
}
