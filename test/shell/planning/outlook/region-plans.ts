/** Plans and strategies on the practice region, as main makes them, with what is known of the outlook. */
import { planning } from "../../../../electron/planning/make-plan.ts";
import { strategiesFor, type PartsWithOutlook } from "../../../../electron/planning/strategies.ts";
import type { CloudReader } from "../../../../electron/ports.ts";
import { defaultGuardRails, type GuardRails } from "../../../../shared/model/guard-rails.ts";
import { planId, stepId, type ImageId } from "../../../../shared/model/ids.ts";
import type { PastRun } from "../../../../shared/model/facts/outlook-facts.ts";
import type { Intent } from "../../../../shared/model/intent.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { defaultIntent } from "../../../../shared/plan/strategy/strategy-defaults.ts";
import { defaultPolicy } from "../../../../shared/rules/fleet-policy.ts";
import { aPracticeRegion } from "../../operations/practice-region.ts";

interface Setting {
  readonly rails?: Partial<GuardRails>;
  readonly past?: readonly PastRun[];
  /** What the cloud answers otherwise. */
  readonly reader?: Partial<CloudReader>;
}

export async function regionPlans(name: string, setting: Setting = {}) {
  const region = aPracticeRegion();
  const cloud = { ...region.cloud, reader: { ...region.cloud.reader, ...setting.reader } };
  const facts = await region.facts();
  const fleet = await region.fleet(name);
  const parts: PartsWithOutlook = {
    cloudOf: () => cloud,
    fleet: () => fleet,
    facts: () => facts,
    heldBy: () => new Map(),
    groupsOf: () => [],
    trafficTaken: () => null,
    readRecipe: () => Promise.reject(new Error("no recipes here")),
    policy: defaultPolicy,
    outlook: {
      past: () => setting.past ?? [],
      rails: () => ({ ...defaultGuardRails("practice"), ...setting.rails }),
    },
  };
  const make = planning(parts);
  const ids = { planId: planId("p"), stepId: (place: number) => stepId(`p/${String(place)}`) };
  const plan = async (intent: Intent, isPreview: boolean): Promise<Plan> => {
    const planned = await make({ intent, ids, nowMs: null, superseding: null, isPreview });
    if (planned.refused) throw new Error(planned.reason);
    return planned.plan;
  };
  const intentOf = (imageId: ImageId) =>
    defaultIntent("parallel", {
      fleetId: fleet.id,
      imageId,
      desired: fleet.desired,
      policy: defaultPolicy,
    });
  return {
    ...region,
    /** With its outlook. */
    seen: async () => plan(intentOf(await region.otherImage(name)), true),
    unseen: async () => plan(intentOf(await region.otherImage(name)), false),
    strategies: async () => {
      const answer = await strategiesFor(parts, fleet.id, await region.otherImage(name));
      if (answer.refused) throw new Error(answer.reason);
      return answer;
    },
  };
}
