/** Retention and inspections on the practice region, through the real SDK and the executor, in virtual time. */
import { join } from "node:path";
import { imagePlans, type ImagePlanParts } from "../../../electron/retention/plan-images.ts";
import { dryRun, safetyOf } from "../../../electron/retention/retention.ts";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import { deriveImages } from "../../../shared/fleet/derive-images.ts";
import { defaultGuardRails } from "../../../shared/model/guard-rails.ts";
import { planId, stepId, type ImageId } from "../../../shared/model/ids.ts";
import type { InspectIntent, RetentionIntent } from "../../../shared/model/intent.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { defaultRetentionRules, type RetentionRules } from "../../../shared/model/retention.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aFolder, consoleOn } from "../operations/console.ts";
import { aPracticeRegion, connection } from "../operations/practice-region.ts";

/** Everything that isn't newest, used or someone else's goes. */
export const strict: RetentionRules = {
  ...defaultRetentionRules,
  keepNewest: 1,
  keepDays: 0,
  failedDays: 0,
  templateDepth: 1,
  launchedDays: 0,
  graceDays: 1,
};

let plans = 0;

export async function aKeeper() {
  const region = aPracticeRegion();
  const facts = await region.facts();
  const { accountId } = region.world;
  const nowMs = region.world.nowMs;
  const fleets = deriveFleets(facts, { connection, policy: defaultPolicy, nowMs });
  const images = deriveImages(facts, fleets, new Set(), connection);
  const parts: ImagePlanParts = {
    rules: { of: () => strict },
    cloudOf: () => region.cloud,
    connections: () => [connection],
    facts: () => facts,
    views: () => ({
      fleets: new Map(fleets.map((fleet) => [fleet.id as string, fleet])),
      images: new Map(images.map((image) => [image.id as string, image])),
    }),
    state: () => ({ accountId, phase: "ready", lastSyncAtMs: nowMs }),
    guardRails: () => defaultGuardRails("practice"),
  };
  const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
  const plan = (intent: InspectIntent | RetentionIntent): Promise<Planned> => {
    plans += 1;
    const ids = {
      planId: planId(`plan-${String(plans)}`),
      stepId: (at: number) => stepId(String(at)),
    };
    return imagePlans(parts)({ intent, ids, nowMs: null, superseding: null }, intent);
  };
  return {
    ...{ region, facts, parts, console, plan },
    report: (rules = strict) => dryRun(parts, connection.id, rules),
    safety: (id: ImageId) => safetyOf(parts, connection.id, id),
    retention: (imageIds: readonly ImageId[], more: Partial<RetentionIntent> = {}) =>
      plan({
        ...{ kind: "retention", connectionId: connection.id, way: "carry-out" },
        ...{ imageIds, rules: strict },
        ...more,
      }),
    inspect: (imageId: ImageId, more: Partial<InspectIntent> = {}) =>
      plan({
        ...{ kind: "inspect", connectionId: connection.id, imageId },
        ...{ instanceType: "t4g.small", subnetId: null, watch: ["/etc/ssh/sshd_config"] },
        ...more,
      }),
  };
}

export function accepted(planned: Planned): Plan {
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  return planned.plan;
}
