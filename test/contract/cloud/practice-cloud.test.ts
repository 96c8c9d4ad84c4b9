/** The ports of a cloud, held on the practice cloud over the real SDK. */
import { describe, expect, test } from "vitest";
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import type { Cloud } from "../../../electron/ports.ts";
import { PRACTICE_REGION } from "../../../electron/practice/practice-world.ts";
import type { Call } from "../../../shared/model/call.ts";
import type { GroupSettings } from "../../../shared/model/facts.ts";
import {
  groupName,
  imageId,
  serverId,
  targetGroupArn,
  templateId,
} from "../../../shared/model/ids.ts";
import {
  GOOD_IMAGE,
  smallRegion,
  SUBNETS,
  TARGET_GROUP,
} from "../../shell/practice/small-region.ts";
import { aConnection, eagerTime } from "../../shell/aws/canned-aws.ts";

const WEB = groupName("web-v001");
const traffic = targetGroupArn(TARGET_GROUP);

const settings: GroupSettings = {
  zones: [],
  subnetIds: [...SUBNETS],
  targetGroupArns: [traffic],
  classicLoadBalancers: [],
  healthCheckType: "ELB",
  healthCheckGraceSeconds: 60,
  defaultCooldownSeconds: 300,
  defaultInstanceWarmupSeconds: 30,
  terminationPolicies: ["Default"],
  newInstancesProtectedFromScaleIn: false,
  maxInstanceLifetimeSeconds: null,
  capacityRebalance: false,
  enabledMetrics: [],
  serviceLinkedRoleArn: null,
  placementGroup: null,
  minHealthyPercentage: 90,
  maxHealthyPercentage: 120,
  deletionProtection: null,
  zoneDistribution: "balanced-best-effort",
  mixedInstances: null,
  launchConfiguration: null,
  otherTraffic: [],
  further: {},
};

function practice(): {
  readonly cloud: Cloud;
  readonly advance: (ms: number) => void;
  readonly create: Call;
} {
  const region = smallRegion();
  giveItADisk(region.world);
  const clock = {
    now: () => region.world.nowMs,
    sleep: async (ms: number) => region.advance(ms),
    reading: () => ({ nowMs: region.world.nowMs, wallMs: 0, speed: 1 }),
  };
  const cloud = makeCloud({
    connection: aConnection({ region: PRACTICE_REGION }),
    clock,
    random: { next: () => 0 },
    credentials: null,
    transport: { kind: "practice", requestHandler: region.requestHandler() },
    time: eagerTime(),
  });
  const create: Call = {
    call: "CreateAutoScalingGroup",
    groupName: WEB,
    templateId: templateId(region.template.id),
    templateVersion: 1,
    minSize: 0,
    maxSize: 5,
    desiredCapacity: 2,
    settings,
    tags: [{ key: "team", value: "web", propagateAtLaunch: true }],
  };
  return { cloud, advance: (ms) => region.advance(ms), create };
}

/** So that an image of a server started from it has a snapshot. */
function giveItADisk({ state }: ReturnType<typeof smallRegion>["world"]): void {
  const image = state.images.get(GOOD_IMAGE);
  const disk = { device: "/dev/xvda", snapshotId: "snap-0000000000000000a", sizeGib: 8 };
  const mappings = [{ ...disk, volumeType: "gp3", deleteOnTermination: true }];
  if (image) state.images.set(GOOD_IMAGE, { ...image, mappings });
}

async function withGroup() {
  const region = practice();
  expect(await region.cloud.actor.perform(region.create)).toMatchObject({ kind: "ok" });
  region.advance(10 * 60_000);
  return region;
}

const inService = async (cloud: Cloud) => (await cloud.reader.groups([WEB]))[0]?.members.length;

describe("reading", () => {
  test("who we are", async () => {
    expect(await practice().cloud.reader.identity()).toMatchObject({
      accountId: expect.stringMatching(/^\d{12}$/),
    });
  });

  test("what isn't there is left out, not an error", async () => {
    const { reader } = practice().cloud;
    expect(await reader.groups([groupName("none")])).toEqual([]);
    expect(await reader.servers([serverId("i-00000000000000abc")])).toEqual([]);
    expect(await reader.images([imageId("ami-00000000000000abc")])).toEqual([]);
    expect(await reader.imagesByName("none")).toEqual([]);
    expect(await reader.templateVersions(templateId("lt-00000000000000abc"))).toEqual([]);
    expect(await reader.targetGroups([targetGroupArn(`${TARGET_GROUP}0`)])).toEqual([]);
    expect(await reader.targetHealth(targetGroupArn(`${TARGET_GROUP}0`))).toEqual([]);
    expect(await reader.snapshotStates(["snap-00000000000000abc"])).toEqual({});
  });

  test("a group comes back with the settings it was made with", async () => {
    const { cloud } = await withGroup();
    const [group] = await cloud.reader.groups([WEB]);
    expect(group).toMatchObject({
      name: WEB,
      minSize: 0,
      maxSize: 5,
      desiredCapacity: 2,
      status: null,
    });
    expect(group?.tags).toContainEqual({ key: "team", value: "web", propagateAtLaunch: true });
    const {
      zones: _zones,
      subnetIds,
      terminationPolicies: _policies,
      ...others
    } = group?.settings ?? settings;
    expect(subnetIds.toSorted()).toEqual(settings.subnetIds.toSorted());
    const { serviceLinkedRoleArn: _role, deletionProtection: _protection, ...expected } = settings;
    const { zones: _z, subnetIds: _s, terminationPolicies: _t, ...made } = expected;
    expect(others).toMatchObject(made);
  });

  test("members, their servers, their health and the activities that brought them", async () => {
    const { cloud } = await withGroup();
    const [group] = await cloud.reader.groups([WEB]);
    const ids = group?.members.map((member) => member.serverId) ?? [];
    expect(group?.members.map(({ lifecycleState }) => lifecycleState)).toEqual([
      "InService",
      "InService",
    ]);
    const servers = await cloud.reader.servers(ids);
    expect(
      servers.map(({ groupName: name, imageId: image, state }) => [name, image, state]),
    ).toEqual([
      [WEB, GOOD_IMAGE, "running"],
      [WEB, GOOD_IMAGE, "running"],
    ]);
    expect((await cloud.reader.targetHealth(traffic)).map(({ state }) => state)).toEqual([
      "healthy",
      "healthy",
    ]);
    expect(await cloud.reader.trafficSources(WEB)).toMatchObject({ [TARGET_GROUP]: "InService" });
    expect(await cloud.reader.activities(WEB, 0)).toHaveLength(2);
    expect(await cloud.reader.activities(WEB, cloud.clock.now())).toEqual([]);
  });

  test("a plain group has no extras", async () => {
    const { cloud } = await withGroup();
    expect(await cloud.reader.groupExtras(WEB)).toEqual({
      scalingPolicies: [],
      scheduledActions: [],
      lifecycleHooks: [],
      notifications: [],
      warmPool: null,
      activeRefresh: null,
    });
  });

  test("target groups with their deregistration delay, and subnets", async () => {
    const { reader } = practice().cloud;
    expect(await reader.targetGroups([traffic])).toMatchObject([
      { arn: TARGET_GROUP, deregistrationDelaySeconds: expect.any(Number) },
    ]);
    expect((await reader.subnets()).map(({ id }) => id).toSorted()).toEqual(
      [...SUBNETS].toSorted(),
    );
  });

  test("the whole region in pages", async () => {
    const { cloud, create } = await withGroup();
    const { pages } = cloud;
    const count = async (source: AsyncIterable<readonly unknown[]>) => {
      let rows = 0;
      for await (const page of source) rows += page.length;
      return rows;
    };
    expect(await count(pages.groupPages())).toBe(1);
    expect(await count(pages.serverPages())).toBe(2);
    expect(await count(pages.imagePages())).toBe(2);
    expect(await count(pages.targetGroupPages())).toBe(1);
    const id = create.call === "CreateAutoScalingGroup" ? create.templateId : templateId("");
    expect(await count(pages.templateVersionPages([id]))).toBe(2);
  });
});

describe("acting", () => {
  test("an existing name is AlreadyExists", async () => {
    const { cloud, create } = await withGroup();
    expect(await cloud.actor.perform(create)).toMatchObject({
      kind: "failed",
      code: "AlreadyExists",
    });
  });

  test("sizes, processes, traffic and tags", async () => {
    const { cloud, advance } = await withGroup();
    const perform = async (call: Call) =>
      expect(await cloud.actor.perform(call)).toMatchObject({ kind: "ok" });
    await perform({
      call: "UpdateAutoScalingGroup",
      groupName: WEB,
      minSize: 1,
      maxSize: 6,
      desiredCapacity: 3,
    });
    advance(10 * 60_000);
    expect(await inService(cloud)).toBe(3);
    await perform({ call: "SuspendProcesses", groupName: WEB, processes: ["Launch", "Terminate"] });
    await perform({ call: "DetachTrafficSources", groupName: WEB, targetGroupArns: [traffic] });
    await perform({ call: "CreateOrUpdateTags", groupName: WEB, tags: { "bennu:claim": "me" } });
    advance(10 * 60_000);
    const [group] = await cloud.reader.groups([WEB]);
    expect(group?.suspended.map(({ process }) => process).toSorted()).toEqual([
      "Launch",
      "Terminate",
    ]);
    expect(group?.tags.map(({ key }) => key)).toContain("bennu:claim");
    expect(group?.settings.targetGroupArns).toEqual([]);
    await perform({ call: "AttachTrafficSources", groupName: WEB, targetGroupArns: [traffic] });
    await perform({ call: "ResumeProcesses", groupName: WEB, processes: ["Launch", "Terminate"] });
    await perform({ call: "DeleteTags", groupName: WEB, keys: ["bennu:claim"] });
    advance(10 * 60_000);
    const [again] = await cloud.reader.groups([WEB]);
    expect(again?.suspended).toEqual([]);
    expect(again?.settings.targetGroupArns).toEqual([traffic]);
    expect(again?.tags.map(({ key }) => key)).not.toContain("bennu:claim");
    await perform({ call: "DeleteAutoScalingGroup", groupName: WEB, force: true });
    advance(20 * 60_000);
    expect(await cloud.reader.groups([WEB])).toEqual([]);
  });

  test("a version from another, with its image; the same token makes no second one", async () => {
    const { cloud, create } = practice();
    const id = create.call === "CreateAutoScalingGroup" ? create.templateId : templateId("");
    const call: Call = {
      call: "CreateLaunchTemplateVersion",
      templateId: id,
      sourceVersion: "1",
      imageId: imageId(GOOD_IMAGE),
      description: "web-v002",
      clientToken: "op-1-step-2",
    };
    expect(await cloud.actor.perform(call)).toMatchObject({
      kind: "ok",
      produced: { templateVersion: 3 },
    });
    expect(await cloud.actor.perform(call)).toMatchObject({
      kind: "ok",
      produced: { templateVersion: 3 },
    });
    const versions = await cloud.reader.templateVersions(id);
    expect(versions.find(({ version }) => version === 3)).toMatchObject({
      description: "web-v002",
      imageId: GOOD_IMAGE,
    });
  });

  test("a builder, its console, its image, and its end", async () => {
    const { cloud, advance } = practice();
    const tags = { "bennu:operation": "op-1" };
    const started = await cloud.actor.perform({
      call: "RunInstances",
      imageId: imageId(GOOD_IMAGE),
      instanceType: "t3.small",
      subnetId: SUBNETS[0],
      securityGroupIds: [],
      userData: "#!/bin/sh\necho hello\n",
      tags,
      clientToken: "op-1-run",
    });
    const id =
      started.kind === "ok" ? (started.produced.serverIds?.[0] ?? serverId("")) : serverId("");
    advance(10 * 60_000);
    expect(
      (await cloud.reader.serversByTag("bennu:operation", "op-1")).map((server) => server.id),
    ).toEqual([id]);
    expect(typeof (await cloud.reader.consoleOutput(id))).toBe("string");
    const made = await cloud.actor.perform({
      call: "CreateImage",
      serverId: id,
      name: "web 7",
      description: "",
      tags,
    });
    advance(60 * 60_000);
    const [image] = await cloud.reader.imagesByName("web 7");
    expect(made).toMatchObject({ kind: "ok", produced: { imageId: image?.id } });
    expect(image).toMatchObject({ state: "available", tags });
    const snapshots = await cloud.reader.snapshotStates(image?.snapshotIds ?? []);
    expect(Object.values(snapshots).map(({ state }) => state)).toEqual(["completed"]);
    await cloud.actor.perform({ call: "TerminateInstances", serverIds: [id] });
    advance(10 * 60_000);
    expect(await cloud.reader.serversByTag("bennu:operation", "op-1")).toEqual([]);
  });
});
