/** What a console's process needs beside its operations where one of them starts others. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Journal } from "../../../electron/journal/journal.ts";
import type { Children } from "../../../electron/operations/children.ts";
import type { Operations } from "../../../electron/operations/operations.ts";
import type { Cloud } from "../../../electron/ports.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { fleetPart } from "../../simulation/judging/serving.ts";
import type { Watch } from "../../simulation/judging/watched-endpoint.ts";
import { childrenOf, follow } from "../../simulation/life/console/console.ts";
import { KnownWorld } from "../../simulation/life/console/known-world.ts";
import { hurried, lifePlanning } from "../../simulation/life/console/planning.ts";
import { lifeRecipes } from "../../simulation/life/console/recipes.ts";

const LOOKS_EVERY_MS = 60_000;

interface Parts {
  readonly journal: Journal;
  readonly operations: Operations;
  readonly cloud: Cloud;
}

/** Recipes are read from the folder: the process is one file, far from the project's. */
export function childrenIn(folder: string, { journal, operations, cloud }: Parts): Children {
  const texts = new Map(
    JSON.parse(readFileSync(join(folder, "recipes.json"), "utf8")) as [string, string][],
  );
  const known = new KnownWorld(cloud, hurried);
  void follow(known, cloud, LOOKS_EVERY_MS, () => true);
  // As long as plans that this journal holds, and no id is given twice.
  let plans = journal.running.operations().length * 1000;
  const planning = lifePlanning({
    ...{ cloud, source: cloud, journal, known, recipes: lifeRecipes(texts) },
    ...{ operations: () => operations, random: { id: () => `plan-${String((plans += 1))}` } },
  });
  return childrenOf({ journal }, planning, known, operations);
}

/** Each fleet apart: nobody changes another one meanwhile, and all of each is its floor. */
export function watchFleets(watch: Watch, { campaign }: Plan): void {
  watch.parts = (campaign?.fleets ?? []).map(({ name, servers }) => ({
    ...fleetPart(name),
    name,
    floor: () => servers,
  }));
}
