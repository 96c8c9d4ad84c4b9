/**
 * A console on the practice region "lineage", with all of its own planning, in virtual time: a base with twelve
 * descendants, twelve fleets on them. Begun anew on the same journal and world, it is a console after a crash.
 */
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { campaignPlans } from "../../../electron/campaign/plan-campaigns.ts";
import { ChildOperations } from "../../../electron/campaign/child-operations.ts";
import { openJournal } from "../../../electron/journal/journal.ts";
import { createOperations } from "../../../electron/operations/operations.ts";
import { steps } from "../../../electron/operations/steps/registry.ts";
import type { Children } from "../../../electron/operations/children.ts";
import { planning } from "../../../electron/planning/make-plan.ts";
import { PlanBook } from "../../../electron/planning/plan-book.ts";
import { strategiesFor } from "../../../electron/planning/strategies.ts";
import { createPracticeWorld } from "../../../electron/practice/practice-world.ts";
import type { World, WorldJson } from "../../../electron/practice/world/kernel/world.ts";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import { deriveImages } from "../../../shared/fleet/derive-images.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { GuardRails } from "../../../shared/model/guard-rails.ts";
import { defaultGuardRails } from "../../../shared/model/guard-rails.ts";
import { imageId, type ImageId, type OperationId } from "../../../shared/model/ids.ts";
import type { CampaignIntent } from "../../../shared/model/intent.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aFolder } from "../operations/console.ts";
import { aPracticeRegion, connection } from "../operations/practice-region.ts";
import { recipesIn } from "../recipes/a-recipe-folder.ts";

const seeds = new URL("../../../electron/practice/recipes", import.meta.url).pathname;
export const OLD = "al2023-2026.10.30";
export const NEWER = "al2023-2026.11.14";

/** Soaks of a few seconds: what they hold is tested elsewhere. */
export const hurried = { ...defaultPolicy, canarySoakMs: 0, soakMs: 10_000, warmForMs: 60_000 };

export interface CampaignOptions {
  readonly folder?: string;
  readonly saved?: WorldJson;
  readonly recipes?: string;
  readonly rails?: () => GuardRails;
  readonly onTime?: (world: World) => void;
}

export const lineageWorld = (): WorldJson =>
  structuredClone(createPracticeWorld({ seed: 1, scenario: "lineage" }).toJSON());

export async function aCampaignConsole(options: CampaignOptions = {}) {
  const folder = options.folder ?? aFolder();
  let world: World | null = null;
  const region = aPracticeRegion(options.saved ?? lineageWorld(), () => {
    if (world !== null) options.onTime?.(world);
  });
  world = region.world;
  const { cloud } = region;
  const late: { children: Children | null } = { children: null };
  const faults: string[] = [];
  const journal = openJournal(join(folder, "journal.sqlite"));
  const operations = createOperations({
    journal,
    cloudOf: () => cloud,
    steps,
    who: "ada",
    holder: "ada@console",
    onFault: (_id, error) => faults.push(error.message),
    children: () => late.children,
    random: { next: () => 0.5, id: idsFrom(folder) },
  });
  let isOpen = true;
  const leave = async () => {
    if (!isOpen) return;
    isOpen = false;
    await operations.close();
    journal.close();
  };
  onTestFinished(leave);
  const ended = async (id: OperationId) => {
    await operations.finished(id);
    const detail = operations.detail(id);
    if (!detail) throw new Error("The operation is gone");
    return detail;
  };
  const console = { journal, operations, faults, ended, leave };
  const folderOfRecipes = recipesIn(options.recipes ?? seeds);
  let facts: Facts = await region.facts();
  let fleets: readonly FleetView[] = [];
  const rails = options.rails ?? (() => defaultGuardRails("practice"));

  async function look(): Promise<void> {
    facts = await region.facts();
    fleets = deriveFleets(facts, { connection, nowMs: cloud.clock.now(), policy: hurried });
  }
  const fleet = (id: string) => fleets.find((one) => one.id === id) ?? null;
  const parts = {
    cloudOf: () => cloud,
    fleet,
    facts: () => facts,
    heldBy: () => new Map(),
    groupsOf: (id: OperationId) => console.operations.groupsOf(id),
    trafficTaken: () => null,
    readRecipe: folderOfRecipes.read.bind(folderOfRecipes),
    policy: hurried,
    outlook: { past: () => [], rails },
    lineage: campaignPlans({
      journal: console.journal,
      cloudOf: () => cloud,
      facts: () => facts,
      worlds: () => [
        {
          connectionId: connection.id,
          // To be walked once, as the inventory's rows are.
          fleets: fleets.values(),
          images: deriveImages(facts, fleets, new Set(), connection).values(),
        },
      ],
      accountOf: () => null,
      recipes: () => folderOfRecipes.list(),
      policy: hurried,
    }),
  };
  const make = planning(parts);
  const book = new PlanBook({
    make: async (request) => {
      await look();
      return make(request);
    },
    random: { next: () => 0.5, id: idsFrom(folder) },
  });
  late.children = new ChildOperations({
    journal: console.journal,
    operations: console.operations,
    book,
    fleet,
    strategies: async (id, image) => {
      await look();
      return strategiesFor(parts, id, image);
    },
    rails,
    nowMs: () => cloud.clock.now(),
    policy: hurried,
    onFault: (_id, message) => console.faults.push(message),
  });
  await look();

  const imageNamed = (name: string): ImageId => {
    const found = [...facts.images.values()].find((image) => image.name === name);
    if (!found) throw new Error(`No image ${name}`);
    return imageId(found.id);
  };
  const planned = (changes: Partial<CampaignIntent> = {}): Promise<Planned> =>
    book.make({
      kind: "campaign",
      connectionId: connection.id,
      fromImageId: imageNamed(OLD),
      toImageId: imageNamed(NEWER),
      bakesAtOnce: 4,
      onFailure: "hold",
      leftOut: [],
      ...changes,
    });
  const backOf = (campaign: OperationId): Promise<Planned> =>
    book.make({ kind: "campaign-back", connectionId: connection.id, campaign });
  return {
    ...console,
    region,
    folder,
    book,
    look,
    planned,
    backOf,
    imageNamed,
    fleets: () => fleets,
    facts: () => facts,
  };
}

export function accepted(planned: Planned): Plan {
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  return planned.plan;
}

/** What each fleet's live generation stands on, by name. */
export function basesOf(fleets: readonly FleetView[]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    fleets.map(({ name, generations, liveId }) => [
      name,
      generations.find(({ id }) => id === liveId)?.baseName ?? null,
    ]),
  );
}

/** Ids that go on after a restart in the same folder. */
const counters = new Map<string, number>();
const idsFrom = (folder: string) => (prefix: string) => {
  const next = (counters.get(folder) ?? 0) + 1;
  counters.set(folder, next);
  return `${prefix}-${String(next)}`;
};
