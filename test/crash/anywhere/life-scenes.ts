/** Plans by the console's own planning: a campaign over two small fleets, and what the retention rules take away. */
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import type { SimulatedConsole } from "../../simulation/crashing-console.ts";
import { KnownWorld } from "../../simulation/life/console/known-world.ts";
import { hurried, lifePlanning } from "../../simulation/life/console/planning.ts";
import { campaignIntent } from "../../simulation/life/console/plans.ts";
import { recipeTexts } from "../../simulation/life/console/recipe-texts.ts";
import { lifeRecipes } from "../../simulation/life/console/recipes.ts";
import { aLifeRegion } from "../../simulation/life/region.ts";
import { strictRules } from "../../simulation/life/console/retention-rules.ts";
import type { LifeFleet } from "../../simulation/life/scenario/scenario.ts";
import type { CrashRegion } from "./region.ts";

const fleet = (entry: string): LifeFleet => ({
  ...{ entry, servers: 1, targetGroups: 1, below: 0, above: 2 },
});

export const aCampaignWorld = (): World =>
  aLifeRegion({
    ...{ seed: 1, life: "campaign", oldImages: 0 },
    fleets: [fleet("price-api"), fleet("cart-api")],
  }).world;

export async function aCampaign(region: CrashRegion, console: SimulatedConsole): Promise<Plan> {
  const { known, book } = await planningOn(region, console);
  return accepted(book.make(campaignIntent(known, { bakesAtOnce: 2, onFailure: "hold" })));
}

/** Old images that nothing needs, taken away at once: nothing gives them back. */
export const aRetentionWorld = (): World =>
  aLifeRegion({ seed: 1, life: "retention", fleets: [fleet("price-api")], oldImages: 2 }).world;

export async function aRetention(region: CrashRegion, console: SimulatedConsole): Promise<Plan> {
  const { book, report } = await planningOn(region, console);
  const rules = strictRules("nothing");
  const { rows } = await report(rules);
  const imageIds = rows.filter(({ verdict }) => verdict === "goes").map((row) => row.imageId);
  const { id: connectionId } = region.cloud.connection;
  const way = "carry-out" as const;
  return accepted(book.make({ kind: "retention", connectionId, way, imageIds, rules }));
}

async function planningOn({ cloud }: CrashRegion, { journal, operations }: SimulatedConsole) {
  const known = new KnownWorld(cloud, hurried);
  await known.look();
  const planning = lifePlanning({
    ...{ cloud, source: cloud, journal, known, recipes: lifeRecipes(recipeTexts) },
    ...{ operations: () => operations, random: { id: () => "life" } },
  });
  return { ...planning, known };
}

async function accepted(planning: Promise<Planned>): Promise<Plan> {
  const planned = await planning;
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  return planned.plan;
}
