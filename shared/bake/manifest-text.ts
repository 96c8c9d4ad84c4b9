/**
 * The manifest as a server prints it: one fact a line, a letter before it, so that a shell can write it.
 * Ends with `z <number of lines before>`: a manifest that lost a chunk is unknown, never shorter.
 */
import type { Manifest, PackageFact, WatchedFile } from "../model/manifest.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";

export interface PrintedManifest {
  readonly manifest: Manifest;
  readonly recipeName: string | null;
  readonly recipeText: string | null;
}

/** v version, t time, k kernel, p package, f file, u user, s service, l listening, d disk, b boot, r and y recipe. */
export function readManifestText(text: string): PrintedManifest | null {
  const lines = text.split("\n").filter((line) => line !== "");
  const last = lines.pop();
  if (last !== `z ${String(lines.length)}`) return null;
  const of = (letter: string) =>
    lines.filter((line) => line.startsWith(`${letter} `)).map((line) => line.slice(2));
  const one = (letter: string) => of(letter)[0] ?? null;
  if (one("v") !== "1") return null;
  const recipe = of("y").join("");
  return {
    manifest: {
      imageId: null,
      takenAtMs: (wholeNumber(one("t")) ?? 0) * 1000,
      kernel: one("k") ?? "unknown",
      packages: of("p").flatMap(packageOf),
      files: of("f").flatMap(fileOf),
      users: of("u"),
      services: of("s"),
      ports: of("l"),
      diskUsedMib: wholeNumber(one("d")),
      bootSeconds: wholeNumber(one("b")),
    },
    recipeName: one("r"),
    recipeText: recipe === "" ? null : decodeBase64(recipe),
  };
}

export function writeManifestText(printed: PrintedManifest): string {
  const { manifest, recipeName, recipeText } = printed;
  const lines = [
    "v 1",
    `t ${String(Math.floor(manifest.takenAtMs / 1000))}`,
    `k ${manifest.kernel}`,
    ...manifest.packages.map(
      (fact) => `p ${fact.name} ${fact.version} ${fact.arch} ${fact.source}`,
    ),
    ...manifest.files.map((file) => `f ${file.digest} ${file.path}`),
    ...manifest.users.map((user) => `u ${user}`),
    ...manifest.services.map((service) => `s ${service}`),
    ...manifest.ports.map((port) => `l ${port}`),
    ...optional("d", manifest.diskUsedMib),
    ...optional("b", manifest.bootSeconds),
    ...optional("r", recipeName),
    ...recipeLines(recipeText),
  ];
  return [...lines, `z ${String(lines.length)}`, ""].join("\n");
}

/** In pieces, as `base64 -w 800` writes it. */
function recipeLines(text: string | null): readonly string[] {
  return (encodeBase64(text ?? "").match(/.{1,800}/g) ?? []).map((piece) => `y ${piece}`);
}

const optional = (letter: string, value: string | number | null) =>
  value === null ? [] : [`${letter} ${String(value)}`];

function packageOf(line: string): readonly PackageFact[] {
  const [name, version, arch, source] = line.split(" ");
  if (name === undefined || version === undefined) return [];
  return [{ name, version, arch: arch ?? "", source: source ?? "" }];
}

function fileOf(line: string): readonly WatchedFile[] {
  const space = line.indexOf(" ");
  return space < 1 ? [] : [{ digest: line.slice(0, space), path: line.slice(space + 1) }];
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
