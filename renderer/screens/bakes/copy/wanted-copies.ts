/** Where a recipe asks for its image: as its bake's plan said, else, of a plan of before, as the recipe is now. */
import { noCopies, type CopiesWanted } from "../../../../shared/bake/copy/wanted.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { useTopic } from "../../../client/topic-store.ts";

export function useWantedCopies({ plan }: OperationDetail): CopiesWanted {
  const { rows } = useTopic("recipes");
  if (plan.bake?.copies) return plan.bake.copies;
  const recipe = plan.intent.kind === "bake" ? rows.get(plan.intent.recipeFile) : undefined;
  return recipe?.copies ?? noCopies;
}
