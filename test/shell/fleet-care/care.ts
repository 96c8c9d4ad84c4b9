/** The practice region with the console's own planning on it: plans of intents, carried out in virtual time. */
import { join } from "node:path";
import { campaignPlans } from "../../../electron/campaign/plan-campaigns.ts";
import { planning } from "../../../electron/planning/make-plan.ts";
import { leftSizes } from "../../../electron/journal/left-sizes.ts";
import type { HoleWorld } from "../../../shared/lineage/hole.ts";
import { deriveImages } from "../../../shared/fleet/derive-images.ts";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { imageId, planId, stepId } from "../../../shared/model/ids.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import type { Intent } from "../../../shared/model/intent.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aFolder, consoleOn } from "../operations/console.ts";
import { aPracticeRegion, connection } from "../operations/practice-region.ts";

export const FLEET = "checkout-web";

export function aCare() {
  const region = aPracticeRegion();
  const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
  const { cloud } = region;
  let count = 0;
  let facts: Facts;

  async function fleet(name = FLEET): Promise<FleetView> {
    facts = await region.facts();
    const left = leftSizes(console.journal, connection.id);
    const about = { connection, nowMs: cloud.clock.now(), policy: defaultPolicy, leftSizes: left };
    const found = deriveFleets(facts, about).find((one) => one.name === name);
    if (!found) throw new Error(`No fleet ${name}`);
    return found;
  }

  async function planned(intent: Intent, name = FLEET): Promise<Planned> {
    const known = await fleet(name);
    const make = planning({
      cloudOf: () => cloud,
      fleet: () => known,
      facts: () => facts,
      heldBy: () => new Map(),
      groupsOf: () => [],
      trafficTaken: () => null,
      leftSizes: (id) => leftSizes(console.journal, id),
      readRecipe: () => Promise.reject(new Error("No recipe is asked for")),
      policy: defaultPolicy,
      lineage: campaignPlans({
        journal: console.journal,
        cloudOf: () => cloud,
        facts: () => facts,
        worlds: () => [worldOf(facts, known)],
        accountOf: () => null,
        recipes: () => Promise.resolve([]),
        policy: defaultPolicy,
      }),
    });
    count += 1;
    const id = `plan-care-${String(count)}`;
    const ids = { planId: planId(id), stepId: (place: number) => stepId(`${id}/${String(place)}`) };
    return make({ intent, ids, nowMs: null, superseding: null });
  }

  const revoked = ({ imageId: image }: GenerationView, isRevoked: boolean, reason: string) =>
    planned({
      kind: "revoke",
      connectionId: connection.id,
      imageId: imageId(image ?? ""),
      isRevoked,
      fromMs: null,
      reason,
      by: "ada",
    });
  const generation = async (fits: (one: GenerationView) => boolean): Promise<GenerationView> => {
    const found = (await fleet()).generations.find(fits);
    if (!found) throw new Error("No such generation");
    return found;
  };
  const image = async (id: string) => (await cloud.reader.images([imageId(id)]))[0];
  return { ...console, region, fleet, planned, revoked, generation, image };
}

const worldOf = (facts: Facts, fleet: FleetView): HoleWorld => ({
  connectionId: connection.id,
  images: deriveImages(facts, [fleet], new Set(), connection),
  fleets: [fleet],
});

export function made(planned: Planned): Plan {
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  return planned.plan;
}
