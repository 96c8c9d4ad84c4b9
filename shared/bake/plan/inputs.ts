/**
 * Everything that goes into an image, and one digest of it: same inputs, same image. What a package repository held on
 * the day is not among it, and can't be: the offer of an earlier image says so.
 */
import type { BakeInputFact, Reuse } from "../../model/bake.ts";
import { verificationOf } from "../../fleet/verification.ts";
import type { ImageFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import type { Recipe, SecretWanted } from "../../recipe/recipe.ts";

export interface BakeInputs {
  readonly list: readonly BakeInputFact[];
  readonly digest: string;
}

export interface InputSources {
  readonly recipe: Recipe;
  readonly recipeDigest: string;
  readonly baseImageId: string;
  readonly architecture: string;
  /** Digest of the program that provisions: another Bennu may do the same recipe otherwise. */
  readonly programDigest: string;
  /** Versions of parameters that variables were read from, by parameter. */
  readonly parameterVersions: ReadonlyMap<string, number>;
}

export function bakeInputs(sources: InputSources, sha256: (text: string) => string): BakeInputs {
  const { recipe, recipeDigest, baseImageId, architecture, programDigest } = sources;
  const list: BakeInputFact[] = [
    { name: "base", value: baseImageId },
    { name: "recipe", value: recipeDigest },
    { name: "architecture", value: architecture },
    { name: "program", value: programDigest },
    ...recipe.variables.map(({ name, from, value }) => ({
      name: `variable ${name}`,
      value: `${value ?? ""}${from.kind === "ssm" ? versionWords(sources, from.parameter) : ""}`,
    })),
    ...recipe.secrets.map(({ name, from }) => ({
      name: `secret ${name}`,
      value: secretWords(from),
    })),
  ];
  const text = JSON.stringify(list.map(({ name, value }) => [name, value]));
  return { list, digest: `sha256:${sha256(text)}` };
}

function versionWords({ parameterVersions }: InputSources, parameter: string): string {
  const version = parameterVersions.get(parameter);
  return version === undefined ? ` (${parameter})` : ` (${parameter}, version ${String(version)})`;
}

/** Where it lies; what it is, nobody here knows. */
const secretWords = (from: SecretWanted["from"]) =>
  from.kind === "ssm" ? from.parameter : `${from.id}${from.key === null ? "" : `, ${from.key}`}`;

/** The newest image of these inputs that may be used instead; null: none is known. */
export function reusable(
  images: readonly ImageFact[],
  digest: string,
  isRevoked: (image: ImageFact) => boolean,
): Reuse | null {
  const [image] = images
    .filter((one) => one.tags[TAG.inputs] === digest && one.state === "available")
    .filter((one) => verificationOf(one).kind === "verified" && !isRevoked(one))
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  if (!image) return null;
  const { id, name, createdAtMs, tags } = image;
  return { imageId: id, name, createdAtMs, verified: tags[TAG.verified] ?? "" };
}
