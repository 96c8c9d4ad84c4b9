import { expect, it } from "vitest";
import { readFleetAfresh, type Known } from "../../../electron/planning/fresh-fleet.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConsole, until } from "../operations/console.ts";
import { FLEET, replacePlan } from "../operations/plans.ts";
import { GOOD_IMAGE, NEW, OLD, START_MS, TEMPLATE } from "../operations/small-cloud.ts";

const nothing: Facts = {
  groups: new Map(),
  servers: new Map(),
  images: new Map(),
  templateVersions: new Map(),
  templateHistories: new Map(),
  targetGroups: new Map(),
  targetHealth: new Map(),
};
const generation = { groupName: OLD, templateId: TEMPLATE, imageId: GOOD_IMAGE };
const fleet = { id: FLEET, name: "shop", generations: [generation] };
/** What the inventory knew before the operation made its group. */
const known = { facts: nothing, fleet } as unknown as Known;

it("a roll back sees the group that the running operation made a moment ago", async () => {
  const { operations, cloud } = aConsole();
  const id = operations.start(replacePlan(), { reason: "", changeNumber: null });
  await until(operations, () => cloud.callsNamed("CreateAutoScalingGroup").length > 0);
  const options = { policy: defaultPolicy, images: [], heldBy: new Map(), nowMs: START_MS };
  const groups = operations.groupsOf(id);
  const fresh = await readFleetAfresh(cloud, known, { ...options, groups });
  expect(fresh.fleet.generations.map(({ groupName }) => groupName)).toContain(NEW);
  await operations.stop(id, "");
  expect(operations.groupsOf(id)).toEqual([OLD, NEW]);
});
