/** A campaign over two small fleets: bakes in order, two of them side by side, then a replacement each. */
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import type { SimulatedConsole } from "../../simulation/crashing-console.ts";
import { KnownWorld } from "../../simulation/life/known-world.ts";
import { hurried, lifePlanning } from "../../simulation/life/planning.ts";
import { campaignIntent } from "../../simulation/life/plans.ts";
import { recipeTexts } from "../../simulation/life/recipe-texts.ts";
import { lifeRecipes } from "../../simulation/life/recipes.ts";
import { aLifeRegion } from "../../simulation/life/region.ts";
import type { LifeFleet } from "../../simulation/life/scenario.ts";
import type { CrashRegion } from "./region.ts";

const fleet = (entry: string): LifeFleet => ({
  ...{ entry, servers: 1, targetGroups: 1, below: 0, above: 2 },
});

export const aCampaignWorld = (): World =>
  aLifeRegion({
    ...{ seed: 1, life: "campaign", oldImages: 0 },
    fleets: [fleet("price-api"), fleet("cart-api")],
  }).world;

export async function aCampaign(
  { cloud }: CrashRegion,
  { journal, operations }: SimulatedConsole,
): Promise<Plan> {
  const known = new KnownWorld(cloud, hurried);
  await known.look();
  const { book } = lifePlanning({
    ...{ cloud, source: cloud, journal, known, recipes: lifeRecipes(recipeTexts) },
    ...{ operations: () => operations, random: { id: () => "campaign" } },
  });
  const planned = await book.make(campaignIntent(known, { bakesAtOnce: 2, onFailure: "hold" }));
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  return planned.plan;
}
