/**
 * What the second form of the manifest has more: o system, a machine, u with ids and home, g group, m mode of a file,
 * i port that only the machine itself reaches, c cron, x sysctl, h disk, n what was cut.
 */
import type {
  CronFact,
  CutFact,
  DiskFact,
  GroupFact,
  Manifest,
  UserFact,
} from "../../model/manifest.ts";
import type { Facts } from "../manifest-text.ts";
import { wholeNumber } from "./words.ts";

export function secondForm(facts: Facts): Partial<Manifest> {
  const [system, machine] = [facts.one("o"), facts.one("a")];
  const cut = facts.all("n").flatMap(cutOf);
  return {
    form: 2,
    ...(system === null ? {} : { system }),
    ...(machine === null ? {} : { machine }),
    userFacts: facts.all("u").flatMap(userOf),
    groups: facts.all("g").flatMap(groupOf),
    cron: facts.all("c").flatMap(cronOf),
    sysctl: Object.fromEntries(facts.all("x").flatMap(settingOf)),
    localPorts: facts.all("i"),
    disks: facts.all("h").flatMap(diskOf),
    ...(cut.length === 0 ? {} : { cut }),
  };
}

export function secondFormLines(manifest: Manifest): readonly string[] {
  const { userFacts, groups, cron, sysctl, localPorts, disks, cut, files } = manifest;
  return [
    ...(manifest.system === undefined ? [] : [`o ${manifest.system}`]),
    ...(manifest.machine === undefined ? [] : [`a ${manifest.machine}`]),
    ...files.flatMap(({ mode, owner, path }) =>
      mode === undefined ? [] : [`m ${mode} ${owner ?? "root:root"} ${path}`],
    ),
    ...(userFacts ?? []).map((user) => `u ${userWords(user)}`),
    ...(groups ?? []).map(
      ({ name, id, members }) => `g ${name}:${String(id)}:${members.join(",")}`,
    ),
    ...(cron ?? []).map(({ path, line }) => `c ${path} ${line}`),
    ...Object.entries(sysctl ?? {}).map(([key, value]) => `x ${key}=${value}`),
    ...(localPorts ?? []).map((port) => `i ${port}`),
    ...(disks ?? []).map((disk) => `h ${[disk.usedMib, disk.sizeMib, disk.mount].join(" ")}`),
    ...(cut ?? []).map(({ what, kept, of }) => `n ${what} ${String(kept)} ${String(of)}`),
  ];
}

const userWords = ({ name, id, groupId, home, shell }: UserFact) =>
  [name, id, groupId, home, shell].join(":");

function userOf(line: string): readonly UserFact[] {
  const [name, id, groupId, home, shell] = line.split(":");
  const numbers = [wholeNumber(id), wholeNumber(groupId)] as const;
  if (name === undefined || numbers[0] === null || numbers[1] === null) return [];
  return [{ name, id: numbers[0], groupId: numbers[1], home: home ?? "", shell: shell ?? "" }];
}

function groupOf(line: string): readonly GroupFact[] {
  const [name, id, members] = line.split(":");
  const number = wholeNumber(id);
  if (name === undefined || number === null) return [];
  return [{ name, id: number, members: (members ?? "").split(",").filter((one) => one !== "") }];
}

function cronOf(line: string): readonly CronFact[] {
  const space = line.indexOf(" ");
  return space < 1 ? [] : [{ path: line.slice(0, space), line: line.slice(space + 1) }];
}

function settingOf(line: string): readonly (readonly [string, string])[] {
  const at = line.indexOf("=");
  return at < 1 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
}

function diskOf(line: string): readonly DiskFact[] {
  const [, used, size, mount] = /^(\d{1,12}) (\d{1,12}) (.+)$/.exec(line) ?? [];
  return mount === undefined ? [] : [{ mount, usedMib: Number(used), sizeMib: Number(size) }];
}

function cutOf(line: string): readonly CutFact[] {
  const [, what, kept, of] = /^(\w+) (\d{1,9}) (\d{1,9})$/.exec(line) ?? [];
  return what === undefined ? [] : [{ what, kept: Number(kept), of: Number(of) }];
}
