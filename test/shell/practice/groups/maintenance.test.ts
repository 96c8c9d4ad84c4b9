/** How unhealthy members are replaced: by the group's maintenance policy, or a few at a time. */
import { SetInstanceHealthCommand } from "@aws-sdk/client-auto-scaling";
import { beforeEach, describe, expect, it } from "vitest";
import { allInService, createGroup, MINUTE_MS, until } from "../group-questions.ts";
import { smallRegion } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { causesLike, memberIds, members } from "./group-wishes.ts";

let region: SmallRegion;
beforeEach(() => (region = smallRegion()));

async function makeUnhealthy(count: number, wishes: object): Promise<string[]> {
  await createGroup(region, { DesiredCapacity: 10, TargetGroupARNs: [], ...wishes });
  await until(region, allInService(region, 10), 3 * MINUTE_MS);
  region.advance(5 * MINUTE_MS);
  const ids = (await memberIds(region)).slice(0, count);
  for (const InstanceId of ids) {
    const order = { InstanceId, HealthStatus: "Unhealthy", ShouldRespectGracePeriod: false };
    await region.groups.send(new SetInstanceHealthCommand(order));
  }
  return ids;
}

/** The fewest in service and the most that were there, until none of these is a member any more. */
async function watch(ids: readonly string[]) {
  const seen = { fewest: Infinity, most: 0 };
  await until(
    region,
    async () => {
      const all = await members(region);
      const states = all.map(({ LifecycleState = "" }) => LifecycleState);
      const active = states.filter((state) => /^(InService|Pending)/.test(state)).length;
      seen.fewest = Math.min(seen.fewest, states.filter((state) => state === "InService").length);
      seen.most = Math.max(seen.most, active);
      const isGone = all.every(({ InstanceId = "" }) => !ids.includes(InstanceId));
      return isGone && states.every((state) => state === "InService") && states.length === 10;
    },
    60 * MINUTE_MS,
  );
  return seen;
}

const policy = (MinHealthyPercentage: number, MaxHealthyPercentage: number) => ({
  InstanceMaintenancePolicy: { MinHealthyPercentage, MaxHealthyPercentage },
});

describe("unhealthy members", () => {
  it.each([
    ["without a policy one of ten is ended at a time", {}, 3, { fewest: 9, most: 10 }],
    ["launch before terminating", policy(100, 110), 2, { fewest: 10, most: 11 }],
    ["terminate and launch", policy(80, 100), 3, { fewest: 8, most: 10 }],
    ["a policy of both", policy(90, 120), 3, { fewest: 9, most: 12 }],
  ] as const)("%s", async (_, wishes, count, bounds) => {
    const ids = await makeUnhealthy(count, wishes);
    const seen = await watch(ids);
    expect(seen.fewest).toBeGreaterThanOrEqual(bounds.fewest);
    expect(seen.most).toBe(bounds.most);
    const launched = await causesLike(region, /an unhealthy instance needing to be replaced\.$/);
    const ended = await causesLike(
      region,
      /taken out of service in response to a user health-check\.$/,
    );
    expect([launched.length, ended.length]).toEqual([count, count]);
  });

  it("wait until replacements have warmed up, where the group says how long that takes", async () => {
    const wishes = { ...policy(100, 110), DefaultInstanceWarmup: 600 };
    const [id = ""] = await makeUnhealthy(1, wishes);
    region.advance(5 * MINUTE_MS);
    expect(await memberIds(region)).toContain(id);
    expect(await memberIds(region)).toHaveLength(11);
    await watch([id]);
  });
});
