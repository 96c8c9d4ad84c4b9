/** What a console keeps open as long as it is there, each from its ports: opened in order, and closed in order. */
import { hostname } from "node:os";
import { join } from "node:path";
import { BakeSettingsFile } from "../bake/settings-file.ts";
import { Clouds } from "../connections/clouds.ts";
import { ConnectionFile } from "../connections/connection-file.ts";
import { Connections } from "../connections/connections.ts";
import { GuardRailFile } from "../connections/guard-rail-file.ts";
import { PracticePanel } from "../connections/practice-panel.ts";
import { PracticeRegions } from "../connections/practice-regions.ts";
import { startInventoryWorker } from "../inventory/inventory-link.ts";
import { createInventory } from "../inventory/inventory.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { Journal } from "../journal/journal.ts";
import type { Children } from "../operations/children.ts";
import { createOperations } from "../operations/operations.ts";
import type { Operations } from "../operations/operations.ts";
import { steps } from "../operations/steps/registry.ts";
import { ReturnChecks } from "../readiness/return-checks.ts";
import { FolderChoice } from "../recipes/folder-choice.ts";
import { openRecipeFolder } from "../recipes/recipe-folder.ts";
import type { RecipeFolder } from "../recipes/recipe-folder.ts";
import { seedRecipeFolder } from "../recipes/seed-recipes.ts";
import { RetentionRulesFile } from "../retention/rules-file.ts";
import type { ConsoleOptions } from "./options.ts";
import { later, repeatedly } from "./timers.ts";

export interface Parts {
  readonly journal: Journal;
  readonly practice: PracticeRegions;
  readonly panel: PracticePanel;
  readonly clouds: Clouds;
  readonly inventory: Inventory;
  readonly connections: Connections;
  readonly rails: GuardRailFile;
  readonly operations: Operations;
  readonly recipes: RecipeFolder;
  readonly returns: ReturnChecks;
  readonly bakeSettings: BakeSettingsFile;
  readonly retention: RetentionRulesFile;
  /** Put in when the planning is there, which asks the operations in turn. */
  readonly late: { children: Children | null };
}

export async function openParts(options: ConsoleOptions, journal: Journal): Promise<Parts> {
  const { wall, random, onFault, dataDir, awsFiles } = options;
  const practice = await PracticeRegions.start({
    ...options.practice,
    worker: options.workers.practice,
    dataDir,
    onFault,
  });
  const clouds = new Clouds({ practice, files: awsFiles, random, wall });
  const inventory = createInventory({
    link: startInventoryWorker(options.workers.inventory),
    access: (connection) => clouds.access(connection),
    wallMs: wall,
  });
  const file = new ConnectionFile(join(dataDir, "connections.json"));
  const connections = new Connections({ clouds, file, inventory, practice });
  const bakeSettings = new BakeSettingsFile(dataDir);
  const retention = new RetentionRulesFile(dataDir);
  const rails = new GuardRailFile(join(dataDir, "guard-rails.json"));
  await connections.openAll();
  const late: Parts["late"] = { children: null };
  const operations = createOperations({
    journal,
    steps,
    random,
    cloudOf: (id) => clouds.find(id),
    children: () => late.children,
    who: options.user,
    holder: `${options.user}@${hostname()}`,
    onFault: (id, error) => onFault(`The operation ${id} is held up: ${error.message}`),
    ...(options.crashPoint ? { crashPoint: options.crashPoint } : {}),
  });
  const recipes = openRecipeFolder({
    given: options.recipes.folder,
    own: () => ownRecipes(options),
    choice: new FolderChoice(join(dataDir, "recipe-folder.json")),
    clock: { nowMs: wall, after: later },
  });
  const panel = new PracticePanel({
    regions: practice,
    operations: () => operations.summaries(),
    wall,
    every: repeatedly,
  });
  const returns = new ReturnChecks({
    connections: () => inventory.connections(),
    facts: (id) => inventory.facts(id),
    fleets: (id) => inventory.views(id).fleets.values(),
    cloudOf: (id) => clouds.find(id),
    wallMs: wall,
  });
  return {
    journal,
    practice,
    panel,
    clouds,
    inventory,
    connections,
    rails,
    operations,
    recipes,
    returns,
    bakeSettings,
    retention,
    late,
  };
}

/** In the data folder; it begins with the practice cloud's recipes. */
function ownRecipes({ recipes, dataDir }: ConsoleOptions): string {
  const own = join(dataDir, "recipes");
  seedRecipeFolder(own, recipes.seeds);
  return own;
}

/** Those that act first, then what they act with, the journal last. */
export async function closeParts({
  operations,
  inventory,
  clouds,
  practice,
  recipes,
  journal,
}: Parts): Promise<void> {
  recipes.close();
  await operations.close();
  await inventory.stop();
  clouds.closeAll();
  await practice.stop();
  journal.close();
}
