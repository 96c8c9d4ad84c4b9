/** ReplaceRootVolume tasks over the wire: all four sources, states, refusals, failures with and without a root left. */
import {
  CreateReplaceRootVolumeTaskCommand,
  CreateSnapshotCommand,
  CreateTagsCommand,
  CreateVolumeCommand,
  DeregisterImageCommand,
  DescribeInstancesCommand,
  DescribeReplaceRootVolumeTasksCommand,
  DescribeTagsCommand,
  DescribeVolumesCommand,
  ModifyVolumeCommand,
  StopInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { CreateReplaceRootVolumeTaskRequest } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { keepContents } from "../../../../electron/practice/world/ec2/volumes/contents.ts";
import type { Mishaps } from "../../../../electron/practice/world/kernel/mishaps.ts";
import type { Sharing } from "../../../../electron/practice/world/kernel/state/ec2/images.ts";
import { addImage } from "../world/ec2-region.ts";
import {
  bring,
  codeOf,
  HOME,
  imageCloud,
  MINUTE,
  packagesOn,
  rootVolumeOf,
  startServer,
} from "./image-cloud.ts";

const NEXT_IMAGE = "ami-00000000000000002";
const root = (sizeGib: number) => [
  {
    device: "/dev/xvda",
    snapshotId: "snap-00000000000000002",
    sizeGib,
    volumeType: "gp3",
    deleteOnTermination: true,
  },
];

async function withServer() {
  const cloud = imageCloud();
  const contentsId = keepContents(cloud.world, {
    packages: [{ name: "caddy", version: "2", arch: "x86_64" }],
    kernel: "6.1",
    files: [],
    users: [],
    services: [],
    ports: [],
    health: "ok",
  });
  addImage(cloud.world, { id: NEXT_IMAGE, name: "next", mappings: root(10), contentsId });
  const InstanceId = await startServer(cloud);
  const replace = async (wish: Partial<CreateReplaceRootVolumeTaskRequest> = {}) => {
    const command = new CreateReplaceRootVolumeTaskCommand({ InstanceId, ...wish });
    return (await cloud.ec2.send(command)).ReplaceRootVolumeTask?.ReplaceRootVolumeTaskId ?? "";
  };
  const stateOf = async (id: string) => {
    const wish = { ReplaceRootVolumeTaskIds: [id] };
    const reply = await cloud.ec2.send(new DescribeReplaceRootVolumeTasksCommand(wish));
    return reply.ReplaceRootVolumeTasks?.[0]?.TaskState;
  };
  const rootNow = async () => rootVolumeOf(cloud.ec2, InstanceId);
  return { ...cloud, InstanceId, replace, stateOf, rootNow };
}

type Region = Awaited<ReturnType<typeof withServer>>;

async function snapshotOfRoot({ ec2, advance, rootNow }: Region): Promise<string> {
  const VolumeId = (await rootNow())?.VolumeId ?? "";
  const { SnapshotId = "" } = await ec2.send(new CreateSnapshotCommand({ VolumeId }));
  advance(3 * MINUTE);
  return SnapshotId;
}

async function volumeLike({ ec2, advance }: Region, AvailabilityZone = "eu-west-1a", Size = 8) {
  const { VolumeId = "" } = await ec2.send(new CreateVolumeCommand({ AvailabilityZone, Size }));
  advance(MINUTE);
  return VolumeId;
}

describe("a root volume is replaced", () => {
  it("from an image: pending, in progress, succeeded; the server names the new image and boots", async () => {
    const region = await withServer();
    const { ec2, advance, replace, stateOf, rootNow, world, InstanceId } = region;
    const before = await rootNow();
    const id = await replace({ ImageId: NEXT_IMAGE });
    const states = [await stateOf(id)];
    advance(10_000);
    states.push(await stateOf(id));
    advance(2 * MINUTE);
    states.push(await stateOf(id));
    expect(states).toEqual(["pending", "in-progress", "succeeded"]);
    const after = await rootNow();
    expect([after?.VolumeId === before?.VolumeId, after?.Size]).toEqual([false, 10]);
    const wish = { InstanceIds: [InstanceId] };
    const { Reservations } = await ec2.send(new DescribeInstancesCommand(wish));
    expect(Reservations?.[0]?.Instances?.[0]?.ImageId).toBe(NEXT_IMAGE);
    expect(packagesOn(world, InstanceId)).toEqual(["caddy"]);
    const { Volumes } = await ec2.send(
      new DescribeVolumesCommand({ VolumeIds: [before?.VolumeId ?? ""] }),
    );
    expect(Volumes?.[0]?.State).toBe("available");
  });

  it("from a snapshot of its own past, also of a root volume that it no longer has", async () => {
    const region = await withServer();
    const { advance, replace, stateOf, world, InstanceId } = region;
    const SnapshotId = await snapshotOfRoot(region);
    await replace({ ImageId: NEXT_IMAGE });
    advance(3 * MINUTE);
    expect(packagesOn(world, InstanceId)).toEqual(["caddy"]);
    const id = await replace({ SnapshotId });
    advance(3 * MINUTE);
    expect([await stateOf(id), packagesOn(world, InstanceId)]).toEqual(["succeeded", ["nginx"]]);
  });

  it("to its launch state when nothing is named, and may be deleted", async () => {
    const { ec2, advance, replace, rootNow } = await withServer();
    const before = (await rootNow())?.VolumeId ?? "";
    await replace({ DeleteReplacedRootVolume: true });
    advance(3 * MINUTE);
    expect((await rootNow())?.Size).toBe(8);
    const call = ec2.send(new DescribeVolumesCommand({ VolumeIds: [before] }));
    expect(await codeOf(call)).toBe("InvalidVolume.NotFound");
  });

  it("by a volume, which is then the root", async () => {
    const region = await withServer();
    const SnapshotId = await snapshotOfRoot(region);
    const wish = { AvailabilityZone: "eu-west-1a", SnapshotId };
    const { VolumeId = "" } = await region.ec2.send(new CreateVolumeCommand(wish));
    region.advance(MINUTE);
    const id = await region.replace({ VolumeId });
    region.advance(3 * MINUTE);
    expect([await region.stateOf(id), (await region.rootNow())?.VolumeId]).toEqual([
      "succeeded",
      VolumeId,
    ]);
    expect(packagesOn(region.world, region.InstanceId)).toEqual(["nginx"]);
  });

  it("carries its tags, which can be changed and found", async () => {
    const { ec2, replace } = await withServer();
    const tags = [{ Key: "why", Value: "patch" }];
    const ResourceType = "replace-root-volume-task" as const;
    const id = await replace({ TagSpecifications: [{ ResourceType, Tags: tags }] });
    const more = { Resources: [id], Tags: [{ Key: "who", Value: "me" }] };
    await ec2.send(new CreateTagsCommand(more));
    const Filters = [{ Name: "resource-type", Values: [ResourceType] }];
    const { Tags = [] } = await ec2.send(new DescribeTagsCommand({ Filters }));
    expect(Tags.map(({ Key, Value }) => `${Key}=${Value}`).sort()).toEqual(["who=me", "why=patch"]);
  });

  it("once for one client token", async () => {
    const { replace } = await withServer();
    const wish = { ClientToken: "once", ImageId: NEXT_IMAGE };
    expect(await replace(wish)).toBe(await replace(wish));
    expect(await codeOf(replace({ ...wish, DeleteReplacedRootVolume: true }))).toBe(
      "IdempotentParameterMismatch",
    );
  });
});

it("a server boots from its new root volume as for the first time", async () => {
  const { world, advance, replace } = await withServer();
  const boots: number[] = [];
  bring(world, {
    atBoot: (context) => {
      boots.push(context.instance.bootCount);
      return context;
    },
  });
  await replace();
  advance(4 * MINUTE);
  expect(boots).toEqual([1]);
});

it("a new root volume has no part in a change of the former one", async () => {
  const { ec2, advance, world, replace, rootNow } = await withServer();
  const VolumeId = (await rootNow())?.VolumeId ?? "";
  await ec2.send(new ModifyVolumeCommand({ VolumeId, Size: 9 }));
  advance(10_000);
  await replace();
  advance(20 * MINUTE);
  const next = (await rootNow())?.VolumeId ?? "";
  const changeOf = (id: string) => world.state.volumes.get(id)?.change?.state;
  expect([changeOf(VolumeId), changeOf(next)]).toEqual(["completed", undefined]);
});

describe("a replacement is refused", () => {
  it("of a server that doesn't run, or that has one under way", async () => {
    const { ec2, advance, replace, InstanceId } = await withServer();
    await replace();
    expect(await codeOf(replace())).toBe("IncorrectInstanceState");
    advance(4 * MINUTE);
    await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }));
    expect(await codeOf(replace())).toBe("IncorrectInstanceState");
  });

  it("from an image that is smaller, of another architecture, or not available", async () => {
    const { world, replace } = await withServer();
    const images = [
      { id: "ami-00000000000000003", mappings: root(7) },
      { id: "ami-00000000000000004", mappings: root(8), architecture: "arm64" },
      { id: "ami-00000000000000005", state: "disabled" as const },
    ];
    const codes = [];
    for (const image of images) {
      addImage(world, { name: image.id, ...image });
      codes.push(await codeOf(replace({ ImageId: image.id })));
    }
    expect(codes).toEqual([
      "InvalidParameterCombination",
      "InvalidParameterCombination",
      "InvalidAMIID.Unavailable",
    ]);
  });

  it("from another server's snapshot", async () => {
    const region = await withServer();
    const other = await startServer(region);
    const VolumeId = (await rootVolumeOf(region.ec2, other))?.VolumeId ?? "";
    const { SnapshotId } = await region.ec2.send(new CreateSnapshotCommand({ VolumeId }));
    expect(await codeOf(region.replace({ SnapshotId }))).toBe("IncorrectState");
    region.advance(3 * MINUTE);
    expect(await codeOf(region.replace({ SnapshotId }))).toBe("InvalidParameterCombination");
  });

  it("by a volume that is not encrypted where the root is", async () => {
    const region = await withServer();
    const DeviceName = "/dev/xvda";
    const InstanceId = await startServer(region, {
      BlockDeviceMappings: [{ DeviceName, Ebs: { Encrypted: true } }],
    });
    const by = async (Encrypted: boolean) => {
      const wish = { AvailabilityZone: "eu-west-1a", Size: 8, Encrypted };
      const { VolumeId } = await region.ec2.send(new CreateVolumeCommand(wish));
      region.advance(MINUTE);
      return codeOf(region.replace({ InstanceId, VolumeId }));
    };
    expect([await by(false), await by(true)]).toEqual(["InvalidParameterCombination", null]);
  });

  it("by a volume that is in use or in another zone", async () => {
    const region = await withServer();
    const own = (await region.rootNow())?.VolumeId ?? "";
    expect(await codeOf(region.replace({ VolumeId: own }))).toBe("IncorrectState");
    const VolumeId = await volumeLike(region, "eu-west-1b");
    expect(await codeOf(region.replace({ VolumeId }))).toBe("InvalidVolume.ZoneMismatch");
  });

  it.each<[string, Partial<CreateReplaceRootVolumeTaskRequest>, string]>([
    ["two sources", { ImageId: NEXT_IMAGE, VolumeId: "vol-1" }, "InvalidParameterCombination"],
    ["a rate of 99", { VolumeInitializationRate: 99 }, "InvalidParameterValue"],
    ["a dry run", { DryRun: true }, "DryRunOperation"],
    [
      "tags for a volume",
      { TagSpecifications: [{ ResourceType: "volume", Tags: [] }] },
      "InvalidParameterValue",
    ],
  ])("with %s", async (_, wish, code) => {
    const { replace } = await withServer();
    expect(await codeOf(replace(wish))).toBe(code);
  });
});

describe("a replacement fails", () => {
  async function course(mishaps: Partial<Mishaps>) {
    const region = await withServer();
    bring(region.world, mishaps);
    const id = await region.replace({ ImageId: NEXT_IMAGE });
    const seen = new Set<string>();
    for (let second = 0; second < 120; second++) {
      region.advance(1000);
      seen.add((await region.stateOf(id)) ?? "");
    }
    return { ...region, states: [...seen] };
  }

  it("and leaves the former root, if it must", async () => {
    const { states, rootNow } = await course({ rootVolumeFate: () => "fails" });
    expect(states).toEqual(["pending", "in-progress", "failing", "failed"]);
    expect(await rootNow()).toBeDefined();
  });

  it("or leaves none", async () => {
    const { states, rootNow } = await course({ rootVolumeFate: () => "fails-detached" });
    expect(states).toEqual(["pending", "in-progress", "failing-detached", "failed-detached"]);
    expect(await rootNow()).toBeUndefined();
  });

  it("when its image has gone meanwhile", async () => {
    const { ec2, advance, replace, stateOf, rootNow } = await withServer();
    const before = (await rootNow())?.VolumeId;
    const id = await replace({ ImageId: NEXT_IMAGE });
    await ec2.send(new DeregisterImageCommand({ ImageId: NEXT_IMAGE }));
    advance(3 * MINUTE);
    expect([await stateOf(id), (await rootNow())?.VolumeId]).toEqual(["failed", before]);
  });

  it("when the other account takes its image back meanwhile", async () => {
    const { cloud, world, advance, replace, stateOf, otherAccount } = await withServer();
    const other = cloud.find({ accountId: otherAccount, region: HOME }) ?? world;
    const ImageId = "ami-00000000000000009";
    const share = (sharedWith: readonly Sharing[]) =>
      addImage(other, { id: ImageId, mappings: root(8), sharedWith });
    share([{ kind: "account", value: world.accountId }]);
    const id = await replace({ ImageId });
    share([]);
    advance(3 * MINUTE);
    expect(await stateOf(id)).toBe("failed");
  });
});
