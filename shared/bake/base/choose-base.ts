/**
 * Which image a bake goes on: the one that the user named, else what the recipe asks for among what was read when the
 * plan was made. The newest that can start a server of this architecture wins.
 */
import { verificationOf } from "../../fleet/verification.ts";
import type { BaseChoice } from "../../model/bake.ts";
import type { ImageFact } from "../../model/facts.ts";
import type { ImageId } from "../../model/ids.ts";
import { countWords } from "../../words/counts.ts";
import { baseWords, type RecipeBase } from "../../recipe/recipe.ts";

export interface BaseFound {
  /** Null: there is none, and `words` says why. */
  readonly image: ImageFact | null;
  readonly how: BaseChoice["how"];
  readonly words: string;
  /** What the recipe would have now, where that is newer than what was chosen. */
  readonly newer: ImageFact | null;
}

export interface BaseQuestion {
  readonly wanted: RecipeBase;
  /** By the user, and as it was read (null: it isn't there); null: as the recipe says. */
  readonly chosen: { readonly id: ImageId; readonly image: ImageFact | null } | null;
  readonly architecture: string;
  /** Whatever answers to what the recipe names. */
  readonly named: readonly ImageFact[];
  /** Images that are revoked, by themselves or by an ancestor. */
  readonly isRevoked: (image: ImageFact) => boolean;
}

export function chooseBase(question: BaseQuestion): BaseFound {
  const { chosen } = question;
  const named = namedByRecipe(question);
  if (chosen === null) return named;
  const { image } = chosen;
  const isNewer = image !== null && (named.image?.createdAtMs ?? 0) > image.createdAtMs;
  const words = image === null ? `${chosen.id}: there is none` : "chosen for this bake";
  return { image, how: "chosen", words, newer: isNewer ? named.image : null };
}

function namedByRecipe(question: BaseQuestion): BaseFound {
  const { wanted, named } = question;
  const usable = named
    .filter((image) => canBeBase(question, image))
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? -1 : 1));
  const [image = null] = usable;
  const how = wanted.kind;
  // One that is named to the letter is taken as it is: what is wrong with it is said of it.
  const exact = wanted.kind === "image" || wanted.kind === "parameter" ? (named[0] ?? null) : image;
  if (exact === null) return { image: null, how, words: noneWords(question), newer: null };
  return { image: exact, how, words: foundWords(wanted, usable.length), newer: null };
}

function canBeBase({ wanted, architecture, isRevoked }: BaseQuestion, image: ImageFact): boolean {
  const isThere = image.state === "available" && image.architecture === architecture;
  if (!isThere || isRevoked(image)) return false;
  const { kind } = verificationOf(image);
  return wanted.kind === "recipe" ? kind === "verified" : kind !== "failed";
}

function foundWords(wanted: RecipeBase, usable: number): string {
  if (wanted.kind === "image" || wanted.kind === "parameter" || usable < 2)
    return baseWords(wanted);
  return `${baseWords(wanted)}, of ${String(usable)}`;
}

function noneWords({ wanted, architecture, named }: BaseQuestion): string {
  const what = baseWords(wanted);
  if (named.length === 0) return `${what}: there is none`;
  const others = [...new Set(named.map((image) => image.architecture))];
  if (!others.includes(architecture))
    return `${what}: there is none for ${architecture}, only for ${others.join(" and ")}`;
  const need = wanted.kind === "recipe" ? "verified, available and not revoked" : "available";
  return `${what}: of ${countWords(named.length, "image")} none for ${architecture} is ${need}`;
}
