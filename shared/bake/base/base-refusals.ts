/** Why nothing can be baked on a base, and what to know of one that can be. */
import { verificationOf } from "../../fleet/verification.ts";
import type { ImageFact } from "../../model/facts.ts";
import type { Refusal } from "../../model/plan.ts";
import { TAG } from "../../model/tags.ts";
import { baseWords, type RecipeBase } from "../../recipe/recipe.ts";
import { refuse } from "../bake-refusals.ts";
import { fitsBase } from "./base-name.ts";
import type { BaseFound } from "./choose-base.ts";

export interface BaseCase {
  readonly found: BaseFound;
  readonly wanted: RecipeBase;
  readonly instanceType: string;
  readonly architecture: string;
  /** Why it, or what it was made of, is revoked; null: it isn't. */
  readonly revoked: string | null;
  readonly nowMs: number;
}

export function baseRefusal({
  found,
  instanceType,
  architecture,
  revoked,
}: BaseCase): Refusal | null {
  const { image } = found;
  if (image === null)
    return refuse(
      `There is no base for this bake here: ${found.words}.`,
      `${chooseBase} Or correct the recipe's base.`,
    );
  const reason = unusable(image, revoked);
  if (reason !== null) return refuse(reason, chooseBase);
  if (image.architecture === architecture) return null;
  return refuse(
    `${instanceType} has an ${architecture} processor, and ${image.name} is made for ${image.architecture}.`,
    "Choose an instance type or a base of the same architecture.",
  );
}

/** Null: servers can be started from it, and nobody has said that they must not. */
export function unusable(image: ImageFact, revoked: string | null): string | null {
  if (revoked !== null) return `The base image ${image.name} is ${revoked}`;
  if (image.state !== "available")
    return `The base image ${image.name} is ${image.state}, so no server can be started from it.`;
  const verification = verificationOf(image);
  return verification.kind === "failed"
    ? `The base image ${image.name} has not passed its own tests: ${verification.text}.`
    : null;
}

const chooseBase = "Choose an image that is available as the base.";

export function baseWarnings({ found, wanted, nowMs }: BaseCase): readonly string[] {
  const { image, newer, how } = found;
  if (image === null) return [];
  return [
    ...(how === "chosen" && !fitsBase(wanted, image)
      ? [`The recipe expects ${expected(wanted)} as its base; ${image.name} is something else.`]
      : []),
    ...(newer === null
      ? []
      : [`${newer.name} is newer than ${image.name}, and is what the recipe names now.`]),
    ...(image.deprecatedAtMs !== null && image.deprecatedAtMs <= nowMs
      ? [`${image.name} is deprecated.`]
      : []),
    ...(isUntested(image)
      ? [`${image.name} was baked, but is not known to have passed its tests.`]
      : []),
  ];
}

const expected = (wanted: RecipeBase) =>
  wanted.kind === "recipe"
    ? `an image of the recipe ${wanted.recipe}`
    : wanted.kind === "name"
      ? `an image named ${wanted.name}`
      : baseWords(wanted);

/** Images of other makers carry no word of Bennu's tests, and none is missed. */
const isUntested = (image: ImageFact) =>
  image.tags[TAG.recipe] !== undefined && verificationOf(image).kind === "untested";
