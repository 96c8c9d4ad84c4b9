/** The console's own planning of everything about images, with what it knows from its journal and its inventory. */
import { campaignPlans } from "../../../../electron/campaign/plan-campaigns.ts";
import type { Journal } from "../../../../electron/journal/journal.ts";
import { leftSizes } from "../../../../electron/journal/left-sizes.ts";
import type { Operations } from "../../../../electron/operations/operations.ts";
import { planning } from "../../../../electron/planning/make-plan.ts";
import { pastRuns } from "../../../../electron/planning/past-runs.ts";
import { PlanBook } from "../../../../electron/planning/plan-book.ts";
import type { PartsWithOutlook } from "../../../../electron/planning/strategies.ts";
import { ownSizes, takenOver } from "../../../../electron/planning/taken-over.ts";
import { trafficTaken } from "../../../../electron/planning/traffic-taken.ts";
import type { Cloud, Random } from "../../../../electron/ports.ts";
import { dryRun, type RetentionParts } from "../../../../electron/retention/retention.ts";
import { imagePlans } from "../../../../electron/retention/plan-images.ts";
import { defaultBakeSettings } from "../../../../shared/model/bake.ts";
import type { Connection } from "../../../../shared/model/connection.ts";
import { defaultGuardRails } from "../../../../shared/model/guard-rails.ts";
import { connectionId, operationId, type ConnectionId } from "../../../../shared/model/ids.ts";
import { isTerminal } from "../../../../shared/model/operation.ts";
import type { RetentionReport, RetentionRules } from "../../../../shared/model/retention.ts";
import { defaultPolicy, type FleetPolicy } from "../../../../shared/rules/fleet-policy.ts";
import type { KnownWorld } from "./known-world.ts";
import type { LifeRecipes } from "./recipes.ts";
import { strictRules } from "./retention-rules.ts";

/** Soaks of less than a minute: what they hold is drawn for single fleets. */
export const hurried: FleetPolicy = { ...defaultPolicy, canarySoakMs: 20_000, soakMs: 40_000 };
export const rails = defaultGuardRails("practice");
export const SOURCE = connectionId("source");

export interface LifePlanningParts {
  readonly cloud: Cloud;
  /** Where a copy comes from. */
  readonly source: Cloud;
  readonly journal: Journal;
  readonly operations: () => Operations;
  readonly known: KnownWorld;
  readonly recipes: LifeRecipes;
  readonly random: Pick<Random, "id">;
}

export interface LifePlanning {
  readonly book: PlanBook;
  readonly parts: PartsWithOutlook;
  /** What the rules say of every image, looked at in full. */
  readonly report: (rules: RetentionRules) => Promise<RetentionReport>;
}

export function lifePlanning(life: LifePlanningParts): LifePlanning {
  const parts = partsOf(life);
  const { id } = life.random;
  const book = new PlanBook({ make: planning(parts), random: { next: () => 0.5, id } });
  const { connection } = life.cloud;
  return { book, parts, report: (rules) => dryRun(retentionParts(life), connection.id, rules) };
}

function partsOf(life: LifePlanningParts): PartsWithOutlook {
  const { journal, known, recipes, operations } = life;
  const cloudOf = (id: ConnectionId) => (id === SOURCE ? life.source : life.cloud);
  return {
    cloudOf,
    fleet: (id) => known.fleet(id),
    facts: () => known.facts,
    heldBy: () => new Map(),
    groupsOf: (id) => operations().groupsOf(id),
    trafficTaken: (id, group) => trafficTaken(journal, id, group),
    takenOver: (id) => takenOver(journal, id),
    ownSizes: (id) => ownSizes(journal, id),
    leftSizes: (id) => leftSizes(journal, id),
    readRecipe: recipes.read,
    bakeSettings: () => defaultBakeSettings,
    earlierBakes: (recipe, file) => journal.bakes.times({ name: recipe, file }),
    operationState: (id) => {
      const record = journal.running.operation(operationId(id));
      return record && (isTerminal(record.status) ? "ended" : "at-work");
    },
    policy: hurried,
    lineage: campaignPlans({
      journal,
      cloudOf,
      facts: () => known.facts,
      worlds: () => [
        {
          connectionId: life.cloud.connection.id,
          fleets: known.fleets.values(),
          images: known.images.values(),
        },
      ],
      accountOf: () => null,
      recipes: () => recipes.list(),
      policy: hurried,
    }),
    imagePlans: imagePlans({ ...retentionParts(life), guardRails: () => rails }),
    outlook: { past: (id) => pastRuns(journal, id), rails: () => rails },
  };
}

function retentionParts({ cloud, known }: LifePlanningParts): RetentionParts {
  const connections: readonly Connection[] = [cloud.connection];
  return {
    rules: { of: () => strictRules("disable") },
    cloudOf: () => cloud,
    connections: () => connections,
    facts: () => known.facts,
    views: () => ({
      fleets: new Map(known.fleets.map((fleet) => [fleet.id, fleet])),
      images: new Map(known.images.map((image) => [image.id, image])),
    }),
    state: () => ({ accountId: null, phase: "ready", lastSyncAtMs: known.readAtMs }),
  };
}
