/** Sizes that count something other than servers: refused alike by every strategy, with a cure that isn't refused. */
import { describe, expect, it } from "vitest";
import type { GroupSettings } from "../../../../shared/model/facts.ts";
import { imageId } from "../../../../shared/model/ids.ts";
import type { Planned } from "../../../../shared/model/plan.ts";
import type { Strategy } from "../../../../shared/model/intent.ts";
import { planByStrategy } from "../../../../shared/plan/strategy/plan-by-strategy.ts";
import { defaultIntent, strategies } from "../../../../shared/plan/strategy/strategy-defaults.ts";
import { defaultPolicy } from "../../../../shared/rules/fleet-policy.ts";
import { anImage } from "../../../builders/image.ts";
import { inputOf, refusal } from "../../../builders/plan.ts";
import { aFleet } from "../../../builders/world.ts";

const mixed = (...overrides: readonly object[]): Partial<GroupSettings> => ({
  mixedInstances: {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: "lt-web", Version: "41" },
      Overrides: overrides,
    },
  },
});

function planned(strategy: Strategy, settings: Partial<GroupSettings>): Planned {
  const facts = aFleet()
    .withGeneration(41, (group) => group.size(6).sized(2, 12, 6).settings(settings))
    .withImage(anImage("ami-new", { name: "web 7.3.0" }))
    .facts();
  const input = inputOf(facts);
  const intent = defaultIntent(strategy, {
    fleetId: input.fleet.id,
    imageId: imageId("ami-new"),
    desired: 6,
    policy: defaultPolicy,
  });
  return planByStrategy({ ...input, intent, image: facts.images.get("ami-new") ?? null });
}

describe.each(strategies)("%s", (strategy) => {
  it.each<readonly [string, Partial<GroupSettings>, RegExp]>([
    [
      "weights",
      mixed(
        { InstanceType: "m5.large", WeightedCapacity: "1" },
        { InstanceType: "m5.xlarge", WeightedCapacity: "2" },
      ),
      /count weighted capacity, not servers \(by the weights of m5\.xlarge\)/,
    ],
    ["vCPUs", { further: { DesiredCapacityType: "vcpu" } }, /count vcpu, not servers/],
  ])(
    "is refused where sizes count %s, and sends nobody to another of Bennu's",
    (_, settings, why) => {
      const found = planned(strategy, settings);
      expect(refusal(found)).toMatch(why);
      const cure = found.refused ? found.cure : "";
      expect(cure).toMatch(/in AWS's console/);
      expect(cure).not.toMatch(/grow|parallel/);
    },
  );
});

it.each<Strategy>(["parallel", "refresh"])("%s is made where each type weighs 1", (strategy) => {
  const found = planned(strategy, mixed({ InstanceType: "m5.large", WeightedCapacity: "1" }));
  expect(found.refused).toBe(false);
});
