/**
 * A manifest without what may be a secret. The server itself prints none (guest/kept-back.ts); this is for what older
 * images print, journals and buckets keep, and other people wrote: whatever is read goes through here.
 */
import type { ImageRecord, Manifest, PackageFact } from "../../model/manifest.ts";
import { plainCron } from "./cron-line.ts";
import { inClear, markOf, restKeptBack } from "./mark.ts";

/** For what a journal or a bucket keeps, which may be of before. */
export const plainRecord = <R extends Pick<ImageRecord, "manifest">>(record: R): R =>
  record.manifest === null ? record : { ...record, manifest: withoutSecretsOf(record.manifest) };

export function withoutSecretsOf(manifest: Manifest): Manifest {
  const { cron, sysctl, packages } = manifest;
  const users = new Set(manifest.users);
  return {
    ...manifest,
    packages: plainPackages(packages),
    ...(cron === undefined ? {} : { cron: cron.map((fact) => plainCron(fact, users)) }),
    ...(sysctl === undefined
      ? {}
      : {
          sysctl: Object.fromEntries(
            Object.entries(sysctl).map(([key, value]) => [key, plainSetting(key, value)]),
          ),
        }),
  };
}

/** Keys of the kernel's own (stable_secret, tcp_fastopen_key), and the arguments of a program that gets core dumps. */
export function plainSetting(key: string, value: string): string {
  const before = inClear(value);
  if (before !== null && settingOf(key, before).hidden === "") return value;
  const { kept, hidden } = settingOf(key, value);
  return hidden === "" ? kept : restKeptBack(kept, hidden);
}

function settingOf(key: string, value: string) {
  if (secretKey.test(key)) return { kept: "", hidden: value };
  const [program = ""] = /^\|[A-Za-z0-9_./+-]*/.exec(value) ?? [];
  if (program === "" || program === value) return { kept: value, hidden: "" };
  return { kept: program, hidden: value.slice(program.length) };
}

const secretKey = /secret|fastopen_key|passw|token/i;

/** Thousands of packages come from a handful of places. A container's is its registry's name and its digest. */
function plainPackages(packages: readonly PackageFact[]): readonly PackageFact[] {
  const plain = new Map<string, string>();
  return packages.map((fact) => {
    const { repository, source } = fact;
    if (repository === undefined || source === "container") return fact;
    const known = plain.get(repository) ?? plainRepository(repository);
    plain.set(repository, known);
    return known === repository ? fact : { ...fact, repository: known };
  });
}

/**
 * A repository without what its address may carry: a user and a password before the host, a query, and a path with any
 * part that isn't a usual word, for some sellers put a token there. `@System` is a name of dnf's.
 */
export function plainRepository(repository: string): string {
  const [address = "", ...suite] = repository.split(",");
  const [, host = "", path = ""] = /^([^/?#]*)(.*)$/s.exec(address.replace(/^.+@/, "")) ?? [];
  const isPlain = path === "" || (path.startsWith("/") && path.slice(1).split("/").every(isUsual));
  const kept = [isPlain ? host + path : host, ...suite];
  return [...kept, ...(isPlain ? [] : [`…${markOf(path)}`])].join(",");
}

const isUsual = (part: string) => part.split(/[-_.]/).every((word) => usual.test(word));
const usual =
  /^(?:(?:aarch|amd|amzn|apt|archive|arm|base|debian|deb|dists|download|el|extras|fc|fedora|linux|main|noarch|os|packages|pool|ports|pub|releases?|repos?|repository|rpm|security|stable|ubuntu|updates|v|x|yum)?[0-9]?[0-9]?[0-9]?[0-9]?)$/;
