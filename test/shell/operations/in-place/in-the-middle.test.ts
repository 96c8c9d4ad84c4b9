import { describe, expect, it } from "vitest";
import type { GrowShrinkIntent, RootVolumeIntent } from "../../../../shared/model/intent.ts";
import { serverId } from "../../../../shared/model/ids.ts";
import { until } from "../console.ts";
import {
  activeIds,
  anInPlaceConsole,
  cameTo,
  DONE,
  groupsOf,
  idsOf,
  leastServing,
  ownOf,
  versionsOf,
  why,
  type InPlaceConsole,
} from "./in-place-region.ts";

const FLEET = "ledger-db";
const grow: Omit<GrowShrinkIntent, "kind" | "fleetId" | "imageId"> = {
  strategy: "grow-shrink",
  batch: 1,
  batchSoakMs: 0,
  soakMs: 0,
  gates: [],
  onFailure: "hold",
};
const swap: Omit<RootVolumeIntent, "kind" | "fleetId" | "imageId"> = {
  strategy: "root-volume",
  batch: 1,
  batchSoakMs: 0,
  keepReplaced: false,
  soakMs: 0,
  gates: [],
  onFailure: "hold",
};

async function begun(
  console: InPlaceConsole,
  fleet = FLEET,
  how: typeof grow | typeof swap = grow,
) {
  const plan = await console.replaceBy(fleet, await console.otherImage(fleet), how);
  const name = groupsOf(plan).to;
  const before = await console.group(name);
  const least = leastServing(console, name);
  const id = console.operations.start(plan, why);
  const fresh = (count: number) =>
    until(
      console.operations,
      () => (console.operations.detail(id)?.samples.at(-1)?.to ?? 0) >= count,
    );
  const stuckBy = (words: string) =>
    until(
      console.operations,
      () => console.operations.summary(id)?.stuck?.cause.includes(words) ?? false,
    );
  return { plan, name, before, least, id, fresh, stuckBy };
}

describe("somebody else in the middle", () => {
  it("a colleague who raises the fleet is obeyed: it ends with the size that he gave", async () => {
    const console = anInPlaceConsole();
    const { name, id, fresh, least, before } = await begun(console);
    await fresh(1);
    const { maxSize, minSize } = await console.group(name);
    await console.cloud.actor.perform({
      call: "UpdateAutoScalingGroup",
      groupName: name,
      minSize,
      maxSize,
      desiredCapacity: 5,
    });
    expect(cameTo(await console.ended(id))).toEqual(DONE);
    const after = await console.group(name);
    expect(after.desiredCapacity).toBe(5);
    expect(versionsOf(after)).toHaveLength(1);
    expect(activeIds(after).filter((one) => idsOf(before).includes(one))).toEqual([]);
    expect(least()).toBeGreaterThanOrEqual(3);
    expect(after.suspended).toEqual([]);
  });

  it("a colleague who makes the fleet smaller than the floor stops it, and is told to make a new plan", async () => {
    const console = anInPlaceConsole();
    const { name, id, fresh, stuckBy } = await begun(console);
    await fresh(1);
    const { maxSize, minSize } = await console.group(name);
    const sizes = { minSize, maxSize, desiredCapacity: 2 };
    await console.cloud.actor.perform({
      call: "UpdateAutoScalingGroup",
      groupName: name,
      ...sizes,
    });
    await stuckBy("too few for this plan's floor");
    await console.operations.stop(id, "a new plan");
    const after = await console.group(name);
    expect(after.desiredCapacity).toBe(2);
    expect(after.suspended).toEqual([]);
  });

  it("a server that somebody protects isn't ended; what holds it is named, and one call clears it", async () => {
    const console = anInPlaceConsole();
    const [first] = (await console.fleet(FLEET)).generations;
    const group = await console.group(first?.groupName ?? ("" as never));
    const held = idsOf(group)[0] ?? serverId("none");
    const protect = (protectedFromScaleIn: boolean) =>
      console.cloud.actor.perform({
        call: "SetInstanceProtection",
        groupName: group.name,
        serverIds: [held],
        protectedFromScaleIn,
      });
    await protect(true);
    const { id, stuckBy, name, plan } = await begun(console);
    expect(plan.warnings.join()).toContain(held);
    await stuckBy("protected from scale-in");
    expect(idsOf(await console.group(name))).toContain(held);
    expect(console.operations.summary(id)?.stuck?.clear?.calls).toMatchObject([
      { call: "SetInstanceProtection", serverIds: [held], protectedFromScaleIn: false },
    ]);
    await protect(false);
    expect(cameTo(await console.ended(id))).toEqual(DONE);
    expect(versionsOf(await console.group(name))).toHaveLength(1);
  });

  it("an old server in standby is left alone, named in the end, and replaced when it comes back", async () => {
    const console = anInPlaceConsole();
    const [first] = (await console.fleet(FLEET)).generations;
    const group = await console.group(first?.groupName ?? ("" as never));
    const resting = idsOf(group).slice(0, 1);
    const { actor } = console.cloud;
    const about = { groupName: group.name, serverIds: resting };
    await actor.perform({ call: "EnterStandby", ...about, decrement: true });
    const { id, stuckBy, name } = await begun(console);
    await stuckBy("in standby still old");
    expect(console.operations.summary(id)?.stuck?.clear?.calls).toMatchObject([
      { call: "ExitStandby", serverIds: resting },
    ]);
    await actor.perform({ call: "ExitStandby", ...about });
    expect(cameTo(await console.ended(id))).toEqual(DONE);
    const after = await console.group(name);
    expect(after.desiredCapacity).toBe(3);
    expect(activeIds(after)).not.toContain(resting[0]);
  });

  it("what somebody else suspended stays suspended", async () => {
    const console = anInPlaceConsole();
    const [first] = (await console.fleet(FLEET)).generations;
    const name = first?.groupName ?? ("" as never);
    await console.cloud.actor.perform({
      call: "SuspendProcesses",
      groupName: name,
      processes: ["AZRebalance"],
    });
    const { id, before } = await begun(console);
    expect(cameTo(await console.ended(id))).toEqual(DONE);
    expect(ownOf(await console.group(name))).toEqual(ownOf(before));
  });
});

describe("what doesn't go well", () => {
  it("an image that never gets well: nothing old has ended, the group has its own version and size again", async () => {
    const console = anInPlaceConsole();
    const { id, before, name, least } = await begun(console, "session-cache", {
      ...grow,
      batch: 4,
    });
    await until(console.operations, () => idsOnTheirWay(console, name) > 0);
    const sicken = () => {
      for (const { instanceId, template } of console.world.state.groups.get(name)?.members ?? []) {
        const server = console.world.state.instances.get(instanceId);
        const isNew = String(template?.version) !== before.members[0]?.template?.version;
        if (server && isNew && !idsOf(before).some((one) => one === instanceId))
          server.health = "unhealthy";
      }
    };
    console.watch.push(sicken);
    const detail = await console.ended(id);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).not.toContain("Left behind");
    const after = await console.group(name);
    expect(ownOf(after)).toEqual(ownOf(before));
    expect(after.template).toEqual(before.template);
    expect(idsOf(after).filter((one) => idsOf(before).includes(one))).toHaveLength(12);
    expect(least()).toBeGreaterThanOrEqual(12);
  });

  it("stopped half-way it holds what serves, and a new plan for the same image finishes it", async () => {
    const console = anInPlaceConsole();
    const { id, before, name, fresh, least } = await begun(console);
    await fresh(2);
    await console.operations.stop(id, "enough for today");
    const half = await console.group(name);
    expect(ownOf(half)).toEqual(ownOf(before));
    const image = (await console.fleet(FLEET)).generations.find(
      ({ templateVersion }) => String(templateVersion) === half.template?.version,
    )?.imageId;
    const rest = await console.replaceBy(FLEET, image ?? ("" as never), grow);
    expect(rest.steps.map(({ work }) => work.kind)).not.toContain("make-template-version");
    expect(cameTo(await console.carryOut(rest))).toEqual(DONE);
    const after = await console.group(name);
    expect(ownOf(after)).toEqual(ownOf(before));
    expect(versionsOf(after)).toHaveLength(1);
    expect(least()).toBeGreaterThanOrEqual(3);
  });

  it.each(["fails", "fails-detached"] as const)(
    "a root volume task that %s is named, and what can serve does",
    async (fate) => {
      const console = anInPlaceConsole();
      console.world.mishaps = { ...console.world.mishaps, rootVolumeFate: () => fate } as never;
      const { id, before, name } = await begun(console, "ledger-db", swap);
      const detail = await console.ended(id);
      expect(detail.status).toBe("failed");
      expect(detail.outcome).toContain(fate === "fails" ? "failed)" : "failed-detached)");
      console.practice.advance(60_000);
      const after = await console.group(name);
      expect(after.template).toEqual(before.template);
      const serving = after.members.filter(({ lifecycleState }) => lifecycleState === "InService");
      expect(serving).toHaveLength(fate === "fails" ? 3 : 2);
      expect(after.suspended).toEqual([]);
      expect(after.minSize).toBe(before.minSize);
    },
  );
});

const idsOnTheirWay = ({ world }: InPlaceConsole, name: string) =>
  world.state.groups.get(name)?.members.filter(({ lifecycleState }) => lifecycleState === "Pending")
    .length ?? 0;
