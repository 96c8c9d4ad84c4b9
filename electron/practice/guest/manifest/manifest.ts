/** A practice server's manifest, in the frames in which a real one prints it, and its disk as an image carries it. */
import { gzipSync } from "node:zlib";
import { encodeFrame } from "../../../../shared/bake/frames.ts";
import { writeManifestText } from "../../../../shared/bake/manifest-text.ts";
import type { ImageContents } from "../../world/kernel/state/ec2/contents.ts";
import type { Machine } from "../machine/machine.ts";
import { manifestOf } from "./manifest-facts.ts";

/** As `base64 -w 900` writes it. */
const piecesOf = (packed: string) => packed.match(/.{1,900}/g) ?? [];

export interface ManifestMoment {
  /** Virtual time. */
  readonly atMs: number;
  readonly bootSeconds: number;
}

/** Pieces of the packed manifest, one a frame. */
export function manifestFrames(contents: ImageContents, moment: ManifestMoment): readonly string[] {
  const text = writeManifestText({
    manifest: manifestOf(contents, moment),
    recipeName: textFact(contents, "recipeName"),
    recipeText: textFact(contents, "recipeText"),
  });
  return piecesOf(gzipSync(text, { level: 9 }).toString("base64url"));
}

/** What an image that Bennu baked prints at its first boot: session m, one frame a line. */
export function firstBootFrames(
  contents: ImageContents,
  moment: ManifestMoment,
): readonly string[] {
  if (textFact(contents, "recipeText") === null) return [];
  const frames = [
    { type: "begin", text: "manifest" } as const,
    ...manifestFrames(contents, moment).map((text) => ({ type: "packed", text }) as const),
    { type: "end", text: "ok" } as const,
  ];
  return frames.map((frame, index) => encodeFrame({ session: "m", seq: index + 1, ...frame }));
}

/** The disk after a program: what CreateImage of the server carries. */
export function contentsOfMachine(machine: Machine): ImageContents {
  const { contents } = machine.context;
  const ports = machine.units.listening();
  const application = machine.recipe && applicationVersion(machine, machine.recipe.name);
  const { appVersion: _, ...before } = contents;
  return {
    ...before,
    packages: [...machine.packages.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    files: [...machine.files].map(([path, { digest }]) => ({ path, digest })),
    users: [...machine.users],
    services: [...machine.units.enabled],
    ports,
    ...(application ? { appVersion: application } : {}),
    diskMib: Math.round(machine.diskMib),
    health: ports.some((port) => port !== 22) ? "ok" : "never-healthy",
    facts: {
      ...contents.facts,
      fileTexts: writtenTexts(machine),
      attributes: Object.fromEntries(
        [...machine.attributes].map(([path, { mode, owner }]) => [path, `${mode} ${owner}`]),
      ),
      servicePorts: Object.fromEntries(machine.units.ports),
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

/** Short texts are kept, so that a fresh boot can be asked for them. */
function writtenTexts(machine: Machine): Readonly<Record<string, string>> {
  const written = [...machine.files].flatMap(([path, { text }]) =>
    text !== null && text.length <= 4096 ? [[path, text] as const] : [],
  );
  return Object.fromEntries(written);
}

function textFact(contents: ImageContents, name: string): string | null {
  const fact = contents.facts?.[name];
  return typeof fact === "string" ? fact : null;
}
