/** The steps that hand the work to a program which the user's people know already. */
import type {
  AnsibleStep,
  CfengineStep,
  ChefStep,
  PackageFormat,
  PackageWanted,
  PuppetStep,
  Script,
} from "../recipe-step.ts";
import type { StepFile } from "../schema/step-schema.ts";
import type { RepositoryOf } from "./repository-of.ts";
import { packageOf } from "./steps.ts";

type ProvisionerKind = "ansible" | "chef" | "puppet" | "cfengine";
type FileOf<K extends ProvisionerKind> = NonNullable<StepFile[K]>;

/** What the distributions themselves have: Amazon Linux has Ansible alone, Debian all but Chef. */
const tools: Readonly<Record<ProvisionerKind, Readonly<Record<PackageFormat, string | null>>>> = {
  ansible: { rpm: "ansible-core", deb: "ansible-core" },
  chef: { rpm: null, deb: null },
  puppet: { rpm: null, deb: "puppet-agent" },
  cfengine: { rpm: null, deb: "cfengine3" },
};

function common<K extends ProvisionerKind>(
  kind: K,
  title: string,
  file: FileOf<K>,
  repository: RepositoryOf,
) {
  const format = file.format ?? "rpm";
  const tree = file.from === undefined ? null : repository.tree(file.from);
  return { kind, title, tree, format, install: toolOf(kind, format, file.install, repository) };
}

function toolOf(
  kind: ProvisionerKind,
  format: PackageFormat,
  install: FileOf<ProvisionerKind>["install"],
  repository: RepositoryOf,
): PackageWanted | null {
  if (install === false) return null;
  if (install !== undefined) return packageOf(install, repository);
  const name = tools[kind][format];
  return name === null ? null : { source: "repository", name, version: null };
}

const scriptOf = (text: string, from: string | undefined): Script =>
  from === undefined ? { kind: "text", text } : { kind: "in-tree", path: withoutSlash(text) };

const withoutSlash = (path: string) => path.replace(/^\.\//, "").replace(/\/$/, "");

export function ansibleOf(
  title: string,
  file: FileOf<"ansible">,
  repository: RepositoryOf,
): AnsibleStep {
  return {
    ...common("ansible", title, file, repository),
    playbook: scriptOf(file.playbook, file.from),
    variables: file.variables ?? {},
  };
}

export function chefOf(title: string, file: FileOf<"chef">, repository: RepositoryOf): ChefStep {
  return {
    ...common("chef", title, file, repository),
    mode: file.mode ?? "local",
    runList: file.runList ?? [],
    recipe: file.recipe ?? null,
    attributes: file.attributes ?? {},
  };
}

export function puppetOf(
  title: string,
  file: FileOf<"puppet">,
  repository: RepositoryOf,
): PuppetStep {
  const parts = common("puppet", title, file, repository);
  const hasModules = parts.tree?.files.some(({ path }) => path.startsWith("modules/")) === true;
  return {
    ...parts,
    manifest: scriptOf(file.manifest ?? "manifests", file.from),
    modules: file.modules?.map(withoutSlash) ?? (hasModules ? ["modules"] : []),
    hiera: file.hiera ?? null,
    facts: file.facts ?? {},
  };
}

export function cfengineOf(
  title: string,
  file: FileOf<"cfengine">,
  repository: RepositoryOf,
): CfengineStep {
  return {
    ...common("cfengine", title, file, repository),
    policy: scriptOf(file.policy, file.from),
    bundles: file.bundles ?? [],
    classes: file.classes ?? [],
  };
}
