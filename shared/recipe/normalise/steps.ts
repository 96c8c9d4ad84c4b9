import { stepKinds } from "../schema/step-schema.ts";
import type { StepFile } from "../schema/step-schema.ts";
import type { ContainerStep, FileWanted, PackageWanted, RecipeStep } from "../recipe-step.ts";
import { ansibleOf, cfengineOf, chefOf, puppetOf } from "./provisioners.ts";
import type { RepositoryOf } from "./repository-of.ts";

export function stepOf(step: StepFile, repository: RepositoryOf): RecipeStep {
  const kind = stepKinds.find((candidate) => step[candidate] !== undefined);
  const title = step.name ?? kind ?? "step";
  if (step.packages) return packagesOf(title, step.packages, repository);
  if (step.files) {
    const files = step.files.flatMap((file) => filesOf(file, repository));
    return { kind: "files", title, files };
  }
  if (step.shell !== undefined) return { kind: "shell", title, script: step.shell };
  if (step.ansible) return ansibleOf(title, step.ansible, repository);
  if (step.chef) return chefOf(title, step.chef, repository);
  if (step.puppet) return puppetOf(title, step.puppet, repository);
  if (step.cfengine) return cfengineOf(title, step.cfengine, repository);
  if (step.container) return containerOf(title, step.container, repository);
  if (step.reboot) return { kind: "reboot", title };
  throw new Error(`Step "${title}" has no kind: it was not checked`);
}

type PackagesFile = NonNullable<StepFile["packages"]>;

function packagesOf(title: string, wanted: PackagesFile, repository: RepositoryOf): RecipeStep {
  const install = (wanted.install ?? []).map((entry) => packageOf(entry, repository));
  return { kind: "packages", title, format: wanted.format, install, remove: wanted.remove ?? [] };
}

export function packageOf(
  entry: NonNullable<PackagesFile["install"]>[number],
  repository: RepositoryOf,
): PackageWanted {
  if (typeof entry === "string") return { source: "repository", name: entry, version: null };
  if ("url" in entry) return { source: "url", url: entry.url, sha256: entry.sha256 };
  if ("file" in entry) return { source: "file", file: repository.file(entry.file) };
  return { source: "repository", name: entry.name, version: entry.version };
}

type FileEntry = NonNullable<StepFile["files"]>[number];

function filesOf(file: FileEntry, repository: RepositoryOf): readonly FileWanted[] {
  const owner = file.owner ?? "root:root";
  if (file.from === undefined) {
    const content = { kind: "text", text: file.content ?? "" } as const;
    return [{ path: file.path, content, mode: fourDigits(file.mode ?? "0644"), owner }];
  }
  const entry = repository.entry(file.from);
  const read = entry.kind === "folder" ? entry.files : [repository.file(file.from)];
  return read.map((one) => ({
    path: entry.kind === "folder" ? `${file.path.replace(/\/$/, "")}/${one.path}` : file.path,
    content: { kind: "file", file: one },
    mode: fourDigits(file.mode ?? (one.isExecutable ? "0755" : "0644")),
    owner,
  }));
}

export const fourDigits = (mode: string) => mode.padStart(4, "0");

type ContainerFile = NonNullable<StepFile["container"]>;

function containerOf(
  title: string,
  container: ContainerFile,
  repository: RepositoryOf,
): ContainerStep {
  return {
    kind: "container",
    title,
    name: container.name,
    image: container.image,
    format: container.format ?? "rpm",
    engine: container.engine ?? "docker",
    ports: container.ports ?? [],
    environment: container.environment ?? {},
    volumes: container.volumes ?? [],
    command: container.command ?? [],
    unit: unitOf(container.unit, repository),
  };
}

function unitOf(unit: ContainerFile["unit"], repository: RepositoryOf): ContainerStep["unit"] {
  if (unit === undefined) return null;
  return typeof unit === "string"
    ? { kind: "text", text: unit }
    : { kind: "file", file: repository.file(unit.from) };
}
