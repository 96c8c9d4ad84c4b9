/** Who gets how much traffic, in all states that targets and weights may be in. */
import { describe, expect, it } from "vitest";
import {
  insideGroup,
  sharesOf,
  trafficOfBalancer,
} from "../../../../electron/practice/world/elb/routing/traffic-model.ts";
import type {
  TargetGroupState,
  TargetHealthStateName,
} from "../../../../electron/practice/world/kernel/state/elb.ts";
import { smallRegion, TARGET_GROUP } from "../small-region.ts";

const { world } = smallRegion();
const plain = world.state.targetGroups.get(TARGET_GROUP);

function group(
  states: readonly TargetHealthStateName[],
  attributes: Record<string, string> = {},
): TargetGroupState {
  if (!plain) throw new Error("The small region has lost its target group");
  const targets = states.map((state, at) => ({
    instanceId: `i-${at}`,
    port: 8080,
    zone: null,
    state,
    reason: null,
    description: null,
    registeredAtMs: 0,
    changedAtMs: world.nowMs - 30_000,
    healthyInARow: 0,
    unhealthyInARow: 0,
  }));
  const byId = Object.fromEntries(targets.map((target) => [target.instanceId, target]));
  return { ...plain, attributes, targets: byId };
}

const LEAST = "target_group_health.unhealthy_state_routing.minimum_healthy_targets";

describe("inside a target group", () => {
  it.each([
    [
      "the healthy ones alone",
      ["healthy", "healthy", "unhealthy", "initial"],
      {},
      [0.5, 0.5],
      false,
    ],
    ["nobody who drains", ["healthy", "draining", "unused"], {}, [1], false],
    ["all when none is healthy", ["unhealthy", "initial", "draining"], {}, [0.5, 0.5], true],
    ["nobody where nobody is", [], {}, [], false],
    [
      "all when too few are healthy",
      ["healthy", "unhealthy"],
      { [`${LEAST}.count`]: "2" },
      [0.5, 0.5],
      true,
    ],
    [
      "all when too small a part is healthy",
      ["healthy", "unhealthy", "unhealthy", "unhealthy"],
      { [`${LEAST}.percentage`]: "50" },
      [0.25, 0.25, 0.25, 0.25],
      true,
    ],
  ] as const)("traffic goes to %s", (_, states, attributes, shares, failsOpen) => {
    const found = insideGroup(world, group(states, { ...attributes }));
    expect(found.targets.map(({ share }) => share)).toEqual(shares);
    expect(found.failsOpen).toBe(failsOpen);
  });

  it("a new target's part grows during its slow start", () => {
    const slow = group(["healthy", "healthy"], { "slow_start.duration_seconds": "120" });
    const [old, young] = [slow.targets["i-0"], slow.targets["i-1"]];
    if (old) old.changedAtMs = 0;
    if (young) young.changedAtMs = world.nowMs - 30_000;
    expect(insideGroup(world, slow).targets.map(({ share }) => share)).toEqual([0.8, 0.2]);
  });
});

describe("between target groups", () => {
  const forward = (weights: readonly number[]) => [
    {
      Type: "forward",
      ForwardConfig: {
        TargetGroups: weights.map((Weight, at) => ({
          TargetGroupArn: at === 0 ? TARGET_GROUP : `${TARGET_GROUP}-${at}`,
          Weight,
        })),
        TargetGroupStickinessConfig: { Enabled: false },
      },
    },
  ];

  it.each([
    [[1], [1]],
    [
      [90, 10],
      [0.9, 0.1],
    ],
    [
      [0, 5],
      [0, 1],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ])("the weights %j say who gets how much", (weights, shares) => {
    expect(sharesOf(world, forward(weights)).map(({ share }) => share)).toEqual(shares);
  });

  it("a group without targets keeps its part: nobody answers it", () => {
    const [, empty] = sharesOf(world, forward([1, 1]));
    expect(empty).toMatchObject({ share: 0.5, targets: [], failsOpen: false });
  });
});

it("every rule of a balancer is told, the default one last", () => {
  const balancer = [...world.state.loadBalancers.values()][0];
  if (!balancer) throw new Error("The small region has lost its balancer");
  const rules = trafficOfBalancer(world, balancer);
  expect(rules).toMatchObject([
    { priority: null, groups: [{ targetGroupArn: TARGET_GROUP, weight: 1, share: 1 }] },
  ]);
});
