/** Where a recipe asks for its images: copies in its regions, shares from the image itself. */
import type { ConnectionState } from "../../../../shared/model/connection.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { RecipeSummary } from "../../../../shared/model/recipe.ts";
import { useTopic } from "../../../client/topic-store.ts";

/** As the recipe is now: it says where its images are to go. Null: it isn't there any more. */
export function useRecipeOf({ plan }: OperationDetail): RecipeSummary | null {
  const { rows } = useTopic("recipes");
  return plan.intent.kind === "bake" ? (rows.get(plan.intent.recipeFile) ?? null) : null;
}

export function wantedConnections(
  recipe: RecipeSummary | null,
  connections: readonly ConnectionState[],
  bake: OperationDetail,
): ReadonlySet<string> {
  const ofRegions = connections.filter(({ connection }) =>
    recipe?.regions.includes(connection.region),
  );
  const shared = recipe !== null && recipe.accounts.length > 0 ? [bake.connectionId] : [];
  return new Set<string>([...ofRegions.map(({ connection }) => connection.id), ...shared]);
}

export function missingRegions(
  recipe: RecipeSummary | null,
  connections: readonly ConnectionState[],
): readonly string[] {
  const there = connections.map(({ connection }) => connection.region);
  return (recipe?.regions ?? []).filter((region) => !there.includes(region));
}

export const accountsOf = (text: string) => text.split(/[\s,]+/).filter((word) => word !== "");
