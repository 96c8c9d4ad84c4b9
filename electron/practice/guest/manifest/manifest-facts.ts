/** What a practice server's disk says of itself, as a manifest of the second form. */
import { withoutSecretsOf } from "../../../../shared/bake/manifest/kept-back.ts";
import type {
  CronFact,
  Manifest,
  UserFact,
  WatchedFile,
} from "../../../../shared/model/manifest.ts";
import type { ImageContents } from "../../world/kernel/state/ec2/contents.ts";
import { unitName } from "../machine/units.ts";

export function manifestOf(
  contents: ImageContents,
  moment: { readonly atMs: number; readonly bootSeconds: number },
): Manifest {
  const isRpm = contents.packages.some((fact) => (fact.source ?? "rpm") === "rpm");
  const texts = textsOf(contents);
  const diskUsedMib = contents.diskMib ?? null;
  return withoutSecretsOf({
    imageId: null,
    takenAtMs: moment.atMs,
    kernel: contents.kernel,
    packages: contents.packages.map((fact) => withRepository(fact, isRpm)),
    files: watchedFiles(contents),
    users: contents.users,
    services: contents.services.map(unitName),
    ports: [...contents.ports.map((port) => `tcp/${String(port)}`), ...udpPorts(contents)],
    diskUsedMib,
    bootSeconds: Math.round(moment.bootSeconds),
    form: 2,
    system: isRpm ? "Amazon Linux 2023" : "Debian GNU/Linux 12 (bookworm)",
    machine: contents.packages.some((fact) => /aarch64|arm64/.test(fact.arch))
      ? "aarch64"
      : "x86_64",
    userFacts: contents.users.map(userFact),
    groups: contents.users.map((name) => ({ name, id: idOf(name), members: [] })),
    cron: cronOf(texts),
    sysctl: sysctlOf(texts),
    localPorts: udpPorts(contents),
    disks: diskUsedMib === null ? [] : [{ mount: "/", usedMib: diskUsedMib, sizeMib: 8192 }],
  });
}

function withRepository(fact: ImageContents["packages"][number], isRpm: boolean) {
  const source = fact.source ?? (isRpm ? "rpm" : "deb");
  if (source !== "rpm") return { ...fact, source };
  return { ...fact, source, repository: fact.name.startsWith("shop-") ? "shop" : "amazonlinux" };
}

/** Those of the recipe's watch list; all, where none is known. */
function watchedFiles({ files, facts }: ImageContents): readonly WatchedFile[] {
  const watch = facts?.["watch"];
  const watched = Array.isArray(watch) ? files.filter((file) => watch.includes(file.path)) : files;
  return watched.map(({ path, digest }) => {
    const [mode, owner] = kept(facts?.["attributes"], path).split(" ");
    const sum = digest.startsWith("sha256:") ? digest : `sha256:${digest}`;
    return { path, digest: sum, mode: mode ?? "0644", owner: owner ?? "root:root" };
  });
}

/** Mode and owner, as they were set. */
function kept(facts: unknown, path: string): string {
  if (facts === null || typeof facts !== "object" || !Object.hasOwn(facts, path))
    return "0644 root:root";
  return (facts as Readonly<Record<string, string>>)[path] ?? "";
}

/** chronyd takes commands of its own machine alone. */
export const udpPorts = ({ services }: Pick<ImageContents, "services">): readonly string[] =>
  services.map(unitName).includes("chronyd") ? ["udp/323"] : [];

/** System accounts have small numbers; the same name has the same number each time. */
function idOf(name: string): number {
  if (name === "root") return 0;
  const sum = Array.from(name).reduce(
    (total, letter) => (total * 31 + letter.charCodeAt(0)) % 800,
    7,
  );
  return 200 + sum;
}

function userFact(name: string): UserFact {
  const id = idOf(name);
  const isRoot = name === "root";
  const shell = isRoot || name === "ec2-user" ? "/bin/bash" : "/sbin/nologin";
  return { name, id, groupId: id, home: isRoot ? "/root" : `/home/${name}`, shell };
}

const textsOf = ({ facts }: ImageContents) =>
  Object.entries(facts?.["fileTexts"] ?? {}).map(([path, text]) => [path, String(text)] as const);

type Texts = ReturnType<typeof textsOf>;

function cronOf(texts: Texts): readonly CronFact[] {
  return texts
    .filter(([path]) => /^\/(etc\/(crontab$|cron\.d\/)|var\/spool\/cron\/)/.test(path))
    .flatMap(([path, text]) =>
      text
        .split("\n")
        .filter((line) => /^\s*[\d@*]/.test(line))
        .map((line) => ({ path, line })),
    );
}

function sysctlOf(texts: Texts): Readonly<Record<string, string>> {
  const lines = texts
    .filter(([path]) => /^\/etc\/sysctl\.(conf$|d\/)/.test(path))
    .flatMap(([, text]) => text.split("\n"));
  const settings = lines.flatMap((line) => {
    const [, key, value] = /^\s*-?([a-z][\w./-]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    return key === undefined ? [] : [[key, value ?? ""] as const];
  });
  return Object.fromEntries(settings);
}
