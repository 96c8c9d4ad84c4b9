/** What plans are made from: each planner's questions, answered by the console's parts. */
import { defaultPolicy } from "../../shared/rules/fleet-policy.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import { bakePlanningParts } from "../bake/bakes.ts";
import { campaignPlans, type PlanLineage } from "../campaign/plan-campaigns.ts";
import { heldFleets } from "../held-fleets.ts";
import { leftSizes } from "../journal/left-sizes.ts";
import { lastStrategy } from "../planning/last-strategy.ts";
import { pastRuns } from "../planning/past-runs.ts";
import type { PartsWithOutlook } from "../planning/strategies.ts";
import { ownSizes, takenOver } from "../planning/taken-over.ts";
import { trafficTaken } from "../planning/traffic-taken.ts";
import { imagePlans } from "../retention/plan-images.ts";
import { findFleet, worldsOf } from "./last-seen.ts";
import type { Parts } from "./parts.ts";

export function planningPartsOf(parts: Parts): PartsWithOutlook {
  const { journal, clouds, connections, rails, inventory, operations, recipes } = parts;
  return {
    cloudOf: (id) => clouds.get(id),
    fleet: (id) => findFleet(inventory, id),
    facts: (id) => inventory.facts(id),
    heldBy: () => heldFleets(operations.summaries()),
    groupsOf: (id) => operations.groupsOf(id),
    trafficTaken: (id, group) => trafficTaken(journal, id, group),
    takenOver: (id) => takenOver(journal, id),
    ownSizes: (id) => ownSizes(journal, id),
    lastStrategy: (id) => lastStrategy(journal, id),
    leftSizes: (id) => leftSizes(journal, id),
    returnFacts: (id) => parts.returns.facts(id),
    ...bakePlanningParts(parts.bakeSettings, journal, recipes),
    policy: defaultPolicy,
    lineage: lineagePlans(parts),
    imagePlans: imagePlans({
      ...retentionParts(parts),
      guardRails: (id) => rails.of(connections.get(id)),
    }),
    outlook: { past: (id) => pastRuns(journal, id), rails: (id) => rails.of(connections.get(id)) },
  };
}

export const retentionParts = ({ inventory, clouds, retention }: Parts) => ({
  rules: retention,
  cloudOf: (id: ConnectionId) => clouds.get(id),
  connections: () => inventory.connections(),
  facts: (id: ConnectionId) => inventory.facts(id),
  views: (id: ConnectionId) => inventory.views(id),
  state: (id: ConnectionId) => inventory.state(id),
});

function lineagePlans(parts: Parts): PlanLineage {
  const { journal, clouds, inventory, recipes } = parts;
  return campaignPlans({
    journal,
    cloudOf: (id) => clouds.get(id),
    facts: (id) => inventory.facts(id),
    worlds: () => worldsOf(parts),
    accountOf: (id) => inventory.state(id)?.accountId ?? null,
    recipes: () => recipes.list(),
    policy: defaultPolicy,
  });
}
