/** Who starts operations by himself, on a word that was given before: the roll back, a campaign, schedules, promises. */
import { defaultPolicy } from "../../shared/rules/fleet-policy.ts";
import { createBakes, type Bakes } from "../bake/bakes.ts";
import { ChildOperations } from "../campaign/child-operations.ts";
import { AutomaticRollback } from "../operations/ending/automatic-rollback.ts";
import type { PlanBook } from "../planning/plan-book.ts";
import { strategiesFor } from "../planning/strategies.ts";
import { planWayBack } from "../planning/way-back.ts";
import { keepPromises } from "../readiness/promise-keeper.ts";
import { findFleet, standOn } from "./last-seen.ts";
import type { ConsoleOptions } from "./options.ts";
import type { Parts } from "./parts.ts";
import { planningPartsOf } from "./planning.ts";

export function automaticRollback(
  { onFault }: ConsoleOptions,
  { journal, operations, inventory, clouds }: Parts,
  book: PlanBook,
): AutomaticRollback {
  const wayBack = { book, fleet: (id: string) => findFleet(inventory, id) };
  return new AutomaticRollback({
    journal,
    operations,
    plan: (failed, operation) => planWayBack(wayBack, failed, operation),
    nowMs: ({ connectionId }) => clouds.find(connectionId)?.clock.now() ?? null,
    onFault: (id, message) => onFault(`The roll back of ${id} by itself is held up: ${message}`),
  });
}

export function campaignChildren(
  { onFault }: ConsoleOptions,
  parts: Parts,
  book: PlanBook,
): ChildOperations {
  const { journal, operations, inventory, rails, connections, clouds } = parts;
  return new ChildOperations({
    journal,
    operations,
    book,
    fleet: (id) => findFleet(inventory, id),
    strategies: (fleet, image) => strategiesFor(planningPartsOf(parts), fleet, image),
    rails: (id) => rails.of(connections.get(id)),
    nowMs: (id) => clouds.get(id).clock.now(),
    policy: defaultPolicy,
    onFault: (id, message) => onFault(`The operation ${id} could not be stopped: ${message}`),
  });
}

export function bakesOf(options: ConsoleOptions, parts: Parts, book: PlanBook): Bakes {
  const { dataDir, random, user, onFault } = options;
  const { journal, operations, recipes, connections, rails, clouds, inventory } = parts;
  return createBakes(
    {
      ...{ dataDir, journal, operations, book, recipes, random, user, onFault },
      connection: (id) => connections.get(id),
      rails: (id) => rails.of(connections.get(id)),
      findCloud: (id) => clouds.find(id),
      cloudOf: (id) => clouds.get(id),
      facts: (id) => inventory.facts(id),
    },
    parts.bakeSettings,
  );
}

/** Gives the function that ends it. */
export function promiseKeeper(
  { onFault }: ConsoleOptions,
  parts: Parts,
  book: PlanBook,
): () => void {
  const { operations, inventory } = parts;
  return keepPromises({
    operations,
    book,
    connection: (id) => inventory.connections().find((one) => one.id === id) ?? null,
    standOn: (id) => standOn(parts, id),
    onFault,
  });
}
