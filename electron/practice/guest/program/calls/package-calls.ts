/** Package managers: by name, by address with its sum, by file. */
import { createHash } from "node:crypto";
import type { Machine } from "../../machine/machine.ts";
import { install, installFile, remove } from "../../packages/packages.ts";
import { failure } from "./progress.ts";
import type { Ending, Progress, Run } from "./progress.ts";

/** What each program comes with, whatever its package is called. */
const programs: Readonly<Record<string, readonly string[]>> = {
  "ansible-playbook": ["ansible-core", "ansible"],
  "chef-client": ["cinc", "chef", "chef-client"],
  "chef-solo": ["cinc", "chef", "chef-client"],
  "cinc-client": ["cinc"],
  "cinc-solo": ["cinc"],
  puppet: ["openvox-agent", "puppet-agent", "puppet"],
  "cf-agent": ["cfengine-community", "cfengine3", "cfengine"],
  docker: ["docker", "docker.io", "docker-ce"],
  podman: ["podman"],
};

export const packageCalls: Readonly<Record<string, Run>> = {
  bennu_packages: (machine, [format, ...words], progress) =>
    managed(progress, machine, installed(machine, format ?? "", words)),
  bennu_remove: (machine, [format, ...names], progress) =>
    managed(progress, machine, remove(machine, format ?? "", names)),
  bennu_download: (machine, [name = "", url = "", sha256 = ""], progress) =>
    download(machine, { name, url, sha256 }, progress),
  bennu_package_file: () => null,
  bennu_need: need,
};

function installed(machine: Machine, format: string, words: readonly string[]): string | null {
  const names = words.filter((word) => !word.startsWith("file:"));
  const refusal = names.length > 0 ? install(machine, format, names) : null;
  if (refusal !== null) return refusal;
  for (const word of words.filter((one) => one.startsWith("file:")))
    installFile(machine, word.slice("file:".length));
  return null;
}

function managed(progress: Progress, machine: Machine, refusal: string | null): Ending | null {
  if (refusal === null) return null;
  machine.log(refusal);
  if (refusal.endsWith("command not found")) return failure(progress, noManager(machine));
  const [manager, code] = machine.format === "rpm" ? ["dnf", 1] : ["apt-get", 100];
  return failure(progress, `${refusal} (${manager} ended with ${String(code)})`);
}

const noManager = (machine: Machine) =>
  machine.format === "rpm"
    ? "there is no apt-get here: this base has no deb packages"
    : "neither dnf nor yum is here: this base has no rpm packages";

interface Wanted {
  readonly name: string;
  readonly url: string;
  readonly sha256: string;
}

/** The practice region's internet: each address has the same bytes each time, and their sum is what it is. */
function download(machine: Machine, { url, sha256 }: Wanted, progress: Progress): Ending | null {
  machine.log(`fetching ${url}`);
  machine.spend(800, 4_000);
  const have = createHash("sha256").update(url).digest("hex");
  if (have === sha256) return null;
  const reason = `the SHA-256 of ${url} is ${have}, and the recipe wants ${sha256}. Nothing of this step was installed`;
  return failure(progress, reason);
}

function need(
  machine: Machine,
  [wanted = "", format, word, from, data]: readonly string[],
  progress: Progress,
): Ending | null {
  const [first = "", ...others] = wanted.split(" ");
  const bringing = [first, ...others].flatMap((program) => programs[program] ?? [program]);
  const isHere = () => bringing.some((name) => machine.packages.has(name));
  if (isHere()) return null;
  if (format === undefined || word === undefined)
    return failure(
      progress,
      `there is no ${first} here, and the recipe names no package that brings it`,
    );
  const name = word.replace(/^file:/, "");
  const refused =
    from !== undefined && from !== "base64"
      ? download(machine, { name, url: from, sha256: data ?? "" }, progress)
      : null;
  const ending = refused ?? managed(progress, machine, installed(machine, format, [word]));
  if (ending || isHere()) return ending;
  return failure(progress, `${name} is installed, and there is still no ${first}`);
}
