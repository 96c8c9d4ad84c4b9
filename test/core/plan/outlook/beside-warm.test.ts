import { expect, test } from "vitest";
import { imageId } from "../../../../shared/model/ids.ts";
import type { Strategy } from "../../../../shared/model/intent.ts";
import { planByStrategy } from "../../../../shared/plan/strategy/plan-by-strategy.ts";
import { defaultIntent } from "../../../../shared/plan/strategy/strategy-defaults.ts";
import { defaultPolicy } from "../../../../shared/rules/fleet-policy.ts";
import { anImage } from "../../../builders/image.ts";
import { inputOf, madePlan } from "../../../builders/plan.ts";
import { aFleet } from "../../../builders/world.ts";
import { outlookFor } from "./cases.ts";

const facts = aFleet("web")
  .withGeneration(1, (group) => group.size(6).parked())
  .withGeneration(2, (group) => group.size(6))
  .withImage(anImage("ami-3"))
  .facts();

test.each<readonly [Strategy, number, number]>([
  ["parallel", 18, 6],
  ["grow-shrink", 14, 2],
  ["refresh", 13, 1],
  ["root-volume", 12, 0],
])(
  "%s of a fleet whose earlier generation is still warm: %d servers at the most, %d of them new",
  (strategy, most, added) => {
    const input = inputOf(facts);
    const intent = defaultIntent(strategy, {
      fleetId: input.fleet.id,
      imageId: imageId("ami-3"),
      desired: 6,
      policy: defaultPolicy,
    });
    const image = facts.images.get("ami-3") ?? null;
    const plan = madePlan(planByStrategy({ ...input, intent, image }));
    expect(plan.mostServers).toBe(most);
    expect(outlookFor(facts, {}, plan).quota.neededVcpus).toBe(added * 2);
  },
);
