/** A practice server's manifest, in the frames in which a real one prints it, and its disk as an image carries it. */
import { encodeFrame } from "../../../shared/bake/frames.ts";
import { writeManifestText } from "../../../shared/bake/manifest-text.ts";
import type { ImageContents } from "../world/kernel/state-ec2.ts";
import { unitName } from "./machine.ts";
import type { Machine } from "./machine.ts";

const LINES_A_FRAME = 20;

export interface ManifestMoment {
  /** Virtual time. */
  readonly atMs: number;
  readonly bootSeconds: number;
}

export function manifestChunks(contents: ImageContents, moment: ManifestMoment): readonly string[] {
  const text = writeManifestText({
    manifest: {
      imageId: null,
      takenAtMs: moment.atMs,
      kernel: contents.kernel,
      packages: contents.packages.map((fact) => ({ ...fact, source: fact.source ?? "rpm" })),
      files: watchedFiles(contents),
      users: contents.users,
      services: contents.services.map(unitName),
      ports: contents.ports.map((port) => `tcp/${String(port)}`),
      diskUsedMib: contents.diskMib ?? null,
      bootSeconds: Math.round(moment.bootSeconds),
    },
    recipeName: textFact(contents, "recipeName"),
    recipeText: textFact(contents, "recipeText"),
  });
  const lines = text.split("\n").slice(0, -1);
  const count = Math.ceil(lines.length / LINES_A_FRAME);
  return Array.from(
    { length: count },
    (_, index) => `${lines.slice(index * LINES_A_FRAME, (index + 1) * LINES_A_FRAME).join("\n")}\n`,
  );
}

/** What an image that Bennu baked prints at its first boot: session m, one frame a line. */
export function firstBootFrames(
  contents: ImageContents,
  moment: ManifestMoment,
): readonly string[] {
  if (textFact(contents, "recipeText") === null) return [];
  const frames = [
    { type: "begin", text: "manifest" } as const,
    ...manifestChunks(contents, moment).map((text) => ({ type: "manifest", text }) as const),
    { type: "end", text: "ok" } as const,
  ];
  return frames.map((frame, index) => encodeFrame({ session: "m", seq: index + 1, ...frame }));
}

/** The disk after a program: what CreateImage of the server carries. */
export function contentsOfMachine(machine: Machine): ImageContents {
  const { contents } = machine.context;
  const ports = machine.listening();
  const application = machine.recipe && applicationVersion(machine, machine.recipe.name);
  const { appVersion: _, ...before } = contents;
  return {
    ...before,
    packages: [...machine.packages.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    files: [...machine.files].map(([path, { digest }]) => ({ path, digest })),
    users: [...machine.users],
    services: [...machine.enabled],
    ports,
    ...(application ? { appVersion: application } : {}),
    diskMib: Math.round(machine.diskMib),
    health: ports.some((port) => port !== 22) ? "ok" : "never-healthy",
    facts: {
      ...contents.facts,
      fileTexts: writtenTexts(machine),
      servicePorts: Object.fromEntries(machine.servicePorts),
      ...(machine.recipe
        ? { recipeName: machine.recipe.name, recipeText: machine.recipe.text }
        : {}),
      ...(machine.watch ? { watch: machine.watch } : {}),
    },
  };
}

/** The package that is named after the recipe says which version of the application this is. */
function applicationVersion(machine: Machine, recipe: string): string | undefined {
  const fact = machine.packages.get(recipe) ?? machine.packages.get(`shop-${recipe}`);
  return fact?.version.replace(/-\d+$/, "");
}

/** Those of the recipe's watch list; all, where none is known. */
function watchedFiles({ files, facts }: ImageContents): ImageContents["files"] {
  const watch = facts?.["watch"];
  const watched = Array.isArray(watch) ? files.filter((file) => watch.includes(file.path)) : files;
  return watched.map(({ path, digest }) => ({ path, digest: withAlgorithm(digest) }));
}

/** Short texts are kept, so that a fresh boot can be asked for them. */
function writtenTexts(machine: Machine): Readonly<Record<string, string>> {
  const written = [...machine.files].flatMap(([path, { text }]) =>
    text !== null && text.length <= 4096 ? [[path, text] as const] : [],
  );
  return Object.fromEntries(written);
}

const withAlgorithm = (digest: string) =>
  digest.startsWith("sha256:") ? digest : `sha256:${digest}`;

function textFact(contents: ImageContents, name: string): string | null {
  const fact = contents.facts?.[name];
  return typeof fact === "string" ? fact : null;
}
