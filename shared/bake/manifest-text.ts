/**
 * The manifest as a server prints it: one fact a line, a letter before it, so that a shell can write it.
 * Ends with `z <number of lines before>`: a manifest that lost a part is unknown, never shorter.
 */
import type { Manifest } from "../model/manifest.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { fileOf, filesWithModes, packageOf } from "./manifest/packages-and-files.ts";
import { withoutSecretsOf } from "./manifest/kept-back.ts";
import { secondForm, secondFormLines } from "./manifest/second-form.ts";
import { wholeNumber } from "./manifest/words.ts";
import { visible } from "./plain-line.ts";

export interface PrintedManifest {
  readonly manifest: Manifest;
  readonly recipeName: string | null;
  readonly recipeText: string | null;
}

/** Unpacked, in bytes. A list of 5,000 packages has 0.3 MB. */
export const largestManifest = 4 * 1024 * 1024;

/**
 * v form, t time, k kernel, p package, f file, u user, s service, l listening, d disk, b boot, r and y recipe. The
 * second form has more, in manifest/second-form.ts.
 */
export function readManifestText(text: string): PrintedManifest | null {
  const facts = factsOf(text);
  const form = facts?.one("v");
  if (!facts || (form !== "1" && form !== "2")) return null;
  const recipe = facts.all("y").join("");
  const users = facts.all("u");
  return {
    manifest: withoutSecretsOf({
      imageId: null,
      takenAtMs: (wholeNumber(facts.one("t")) ?? 0) * 1000,
      kernel: facts.one("k") ?? "unknown",
      packages: facts.all("p").flatMap(packageOf),
      files: filesWithModes(facts.all("f").flatMap(fileOf), facts.all("m")),
      users: form === "1" ? users : users.map((user) => user.split(":", 1)[0] ?? ""),
      services: facts.all("s"),
      ports: facts.all("l"),
      diskUsedMib: wholeNumber(facts.one("d")),
      bootSeconds: wholeNumber(facts.one("b")),
      ...(form === "2" ? secondForm(facts) : {}),
    }),
    recipeName: facts.one("r"),
    recipeText: recipe === "" ? null : decodeBase64(recipe),
  };
}

export interface Facts {
  readonly all: (letter: string) => readonly string[];
  readonly one: (letter: string) => string | null;
}

/** Null: not whole. */
function factsOf(text: string): Facts | null {
  const lines = text.split("\n").filter((line) => line !== "");
  const last = lines.pop();
  if (last !== `z ${String(lines.length)}`) return null;
  const byLetter = new Map<string, string[]>();
  for (const line of lines) {
    if (line.charAt(1) !== " ") continue;
    const known = byLetter.get(line.charAt(0));
    if (known) known.push(visible(line.slice(2)));
    else byLetter.set(line.charAt(0), [visible(line.slice(2))]);
  }
  const all = (letter: string) => byLetter.get(letter) ?? [];
  return { all, one: (letter) => all(letter)[0] ?? null };
}

/** In its second form, but for a manifest of the first. */
export function writeManifestText(printed: PrintedManifest): string {
  const { manifest, recipeName, recipeText } = printed;
  const lines = [
    `v ${String(manifest.form ?? 1)}`,
    `t ${String(Math.floor(manifest.takenAtMs / 1000))}`,
    `k ${manifest.kernel}`,
    ...manifest.packages.map((fact) =>
      ["p", fact.name, fact.version, fact.arch, fact.source, fact.repository ?? ""]
        .join(" ")
        .trimEnd(),
    ),
    ...manifest.files.map((file) => `f ${file.digest} ${file.path}`),
    ...(manifest.form === 2
      ? secondFormLines(manifest)
      : manifest.users.map((user) => `u ${user}`)),
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
