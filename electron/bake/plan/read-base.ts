/** Reads, afresh, what a bake could stand on: what the user chose, and what the recipe names. */
import { chooseBase, type BaseFound } from "../../../shared/bake/base/choose-base.ts";
import { BennuError } from "../../../shared/errors.ts";
import { inForce, Revocations } from "../../../shared/lineage/revocation.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import { imageId, type ImageId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { RecipeBase } from "../../../shared/recipe/recipe.ts";
import type { CloudReader } from "../../ports.ts";

export interface BaseWish {
  readonly wanted: RecipeBase;
  readonly chosen: ImageId | null;
  readonly architecture: string;
  /** As the inventory has them: what was made from what. */
  readonly known: ReadonlyMap<string, ImageFact>;
  readonly nowMs: number;
}

export async function readBase(reader: CloudReader, wish: BaseWish): Promise<BaseFound> {
  const { wanted, chosen, architecture, nowMs } = wish;
  const [named, [image = null]] = await Promise.all([
    chosen === null ? namedBy(reader, wanted) : namedOrNone(reader, wanted),
    chosen === null ? [] : reader.images([chosen]),
  ]);
  const revocations = revocationsOf(wish.known, image === null ? named : [...named, image]);
  return chooseBase({
    wanted,
    chosen: chosen === null ? null : { id: chosen, image },
    architecture,
    named,
    isRevoked: ({ id }) => inForce(revocations.of(id), nowMs) !== null,
  });
}

/** What was read now is newer than what the inventory holds. */
export const revocationsOf = (
  known: ReadonlyMap<string, ImageFact>,
  fresh: readonly ImageFact[],
): Revocations =>
  new Revocations(new Map([...known, ...fresh.map((one) => [one.id, one] as const)]));

async function namedBy(reader: CloudReader, wanted: RecipeBase): Promise<readonly ImageFact[]> {
  switch (wanted.kind) {
    case "image":
      return reader.images([imageId(wanted.image)]);
    case "name":
      return reader.imagesNamed(wanted.name, wanted.owner);
    case "recipe":
      return reader.imagesByTag(TAG.recipe, wanted.recipe);
    case "parameter": {
      const found = await reader.imageOfParameter(wanted.parameter);
      return found === null ? [] : reader.images([found.imageId]);
    }
  }
}

/** Beside a base that was chosen it only tells whether there is a newer one: a bake can do without. */
async function namedOrNone(reader: CloudReader, wanted: RecipeBase): Promise<readonly ImageFact[]> {
  try {
    return await namedBy(reader, wanted);
  } catch (error) {
    if (error instanceof BennuError) return [];
    throw error;
  }
}
