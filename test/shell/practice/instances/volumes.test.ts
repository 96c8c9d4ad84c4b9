/** Volumes: made, attached, taken off, deleted; those of servers, and those that survive them. */
import {
  AttachVolumeCommand,
  CreateVolumeCommand,
  DeleteVolumeCommand,
  DescribeVolumesCommand,
  DescribeVolumesModificationsCommand,
  DetachVolumeCommand,
  ModifyVolumeCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { CreateVolumeCommandInput, ModifyVolumeCommandInput } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { ZONES } from "../small-region.ts";
import {
  codeOf,
  MINUTE_MS,
  refusalOf,
  run,
  runningServer,
  serversRegion,
  shown,
  SNAPSHOT,
} from "./servers-region.ts";
import type { ServersRegion } from "./servers-region.ts";

async function create(region: ServersRegion, wish: Partial<CreateVolumeCommandInput> = {}) {
  const where = { AvailabilityZone: ZONES[0], Size: 20, VolumeType: "gp3" as const };
  const { VolumeId = "" } = await region.ec2.send(new CreateVolumeCommand({ ...where, ...wish }));
  return VolumeId;
}

async function volume(region: ServersRegion, id: string) {
  const { Volumes = [] } = await region.ec2.send(new DescribeVolumesCommand({ VolumeIds: [id] }));
  return Volumes[0];
}

const attach = (region: ServersRegion, VolumeId: string, InstanceId: string, Device = "/dev/sdf") =>
  region.ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device }));
const detach = (region: ServersRegion, VolumeId: string) =>
  region.ec2.send(new DetachVolumeCommand({ VolumeId }));
const remove = (region: ServersRegion, VolumeId: string) =>
  region.ec2.send(new DeleteVolumeCommand({ VolumeId }));

describe("a volume by itself", () => {
  it("is made, attached, taken off and deleted, through all states", async () => {
    const region = serversRegion();
    const server = await runningServer(region);
    const id = await create(region);
    expect(await volume(region, id)).toMatchObject({ State: "creating", Iops: 3000, Size: 20 });
    expect(await codeOf(attach(region, id, server))).toBe("IncorrectState");
    region.advance(5000);
    expect((await volume(region, id))?.State).toBe("available");
    expect((await attach(region, id, server)).State).toBe("attaching");
    region.advance(5000);
    expect(await volume(region, id)).toMatchObject({
      State: "in-use",
      Attachments: [{ InstanceId: server, Device: "/dev/sdf", State: "attached" }],
    });
    expect((await shown(region, server))?.BlockDeviceMappings).toHaveLength(2);
    expect((await detach(region, id)).State).toBe("detaching");
    region.advance(9000);
    expect(await volume(region, id)).toMatchObject({ State: "available", Attachments: [] });
    await remove(region, id);
    expect((await volume(region, id))?.State).toBe("deleting");
    region.advance(5000);
    expect(await codeOf(volume(region, id))).toBe("InvalidVolume.NotFound");
  });

  it("of a snapshot is at least as large, encrypted ones name their key", async () => {
    const region = serversRegion();
    const id = await create(region, { SnapshotId: SNAPSHOT, Size: undefined, Encrypted: true });
    expect(await volume(region, id)).toMatchObject({ Size: 8, Encrypted: true });
    expect((await volume(region, id))?.KmsKeyId).toMatch(/^arn:aws:kms:eu-west-1:\d+:key\//);
  });

  it("whose key can't be used fails a little later", async () => {
    const region = serversRegion();
    const key = { refuseLaunch: () => null, keyFails: () => true };
    region.world.mishaps = { ...key, atBoot: (context) => context };
    const id = await create(region, { Encrypted: true });
    region.advance(5000);
    expect((await volume(region, id))?.State).toBe("error");
    region.advance(MINUTE_MS);
    expect(await codeOf(volume(region, id))).toBe("InvalidVolume.NotFound");
  });

  it("is made once for one client token", async () => {
    const region = serversRegion();
    const id = await create(region, { ClientToken: "once" });
    expect(await create(region, { ClientToken: "once" })).toBe(id);
    expect(await codeOf(create(region, { ClientToken: "once", Size: 30 }))).toBe(
      "IdempotentParameterMismatch",
    );
  });

  it.each<[string, Partial<CreateVolumeCommandInput>, string]>([
    ["of no size", { Size: undefined }, "MissingParameter"],
    ["smaller than its snapshot", { SnapshotId: SNAPSHOT, Size: 4 }, "InvalidParameterValue"],
    ["of an unknown snapshot", { SnapshotId: "snap-0dead0dead" }, "InvalidSnapshot.NotFound"],
    ["in an unknown zone", { AvailabilityZone: "eu-west-1x" }, "InvalidZone.NotFound"],
    ["too large for its type", { VolumeType: "gp2", Size: 20_000 }, "InvalidParameterValue"],
    ["too small for its type", { VolumeType: "st1", Size: 20 }, "InvalidParameterValue"],
    ["io2 without speed", { VolumeType: "io2" }, "MissingParameter"],
    ["with a key but not encrypted", { KmsKeyId: "alias/x" }, "InvalidParameterDependency"],
    ["when it is only tried", { DryRun: true }, "DryRunOperation"],
  ])("is refused %s", async (_, wish, code) => {
    const region = serversRegion();
    expect(await codeOf(create(region, wish))).toBe(code);
    expect(region.world.state.volumes.size).toBe(0);
  });
});

describe("attaching is refused", () => {
  it("across zones, to a taken device, to a strange one, twice, and while in use", async () => {
    const region = serversRegion();
    const server = await runningServer(region);
    const [first, second, far] = [
      await create(region),
      await create(region),
      await create(region, { AvailabilityZone: ZONES[1] }),
    ];
    region.advance(5000);
    expect((await refusalOf(attach(region, far, server)))?.message).toBe(
      `The volume '${far}' is not in the same availability zone as instance '${server}'`,
    );
    await attach(region, first, server);
    expect((await refusalOf(attach(region, second, server)))?.message).toBe(
      "Invalid value '/dev/sdf' for unixDevice. Attachment point /dev/sdf is already in use",
    );
    expect(await codeOf(attach(region, second, server, "disk1"))).toBe("InvalidParameterValue");
    expect(await codeOf(attach(region, first, server, "/dev/sdg"))).toBe("VolumeInUse");
    expect((await refusalOf(remove(region, first)))?.message).toBe(
      `Volume ${first} is currently attached to ${server}`,
    );
    expect(await codeOf(detach(region, second))).toBe("IncorrectState");
    const [pending = ""] = await run(region);
    expect(await codeOf(attach(region, second, pending))).toBe("IncorrectState");
  });
});

describe("the root volume", () => {
  it("comes off a stopped server alone, which can't start without it and boots what is put there", async () => {
    const region = serversRegion();
    const id = await runningServer(region);
    const root = (await shown(region, id))?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? "";
    const start = () => region.ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    expect((await refusalOf(detach(region, root)))?.message).toBe(
      `Unable to detach root volume '${root}' from instance '${id}'`,
    );
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    region.advance(MINUTE_MS);
    await detach(region, root);
    region.advance(9000);
    expect(await codeOf(start())).toBe("IncorrectInstanceState");
    await attach(region, root, id, "/dev/xvda");
    expect(await codeOf(start())).toBeNull();
  });
});

describe("a change of a volume", () => {
  const modify = (
    region: ServersRegion,
    VolumeId: string,
    wish: Partial<ModifyVolumeCommandInput>,
  ) => region.ec2.send(new ModifyVolumeCommand({ VolumeId, ...wish }));

  async function change(region: ServersRegion, id: string) {
    const { VolumesModifications = [] } = await region.ec2.send(
      new DescribeVolumesModificationsCommand({ VolumeIds: [id] }),
    );
    return VolumesModifications[0];
  }

  it("is modifying, optimizing with the new numbers, and completed before the next one", async () => {
    const region = serversRegion();
    const id = await create(region);
    region.advance(5000);
    expect(await change(region, id)).toBeUndefined();
    const wish = { Size: 40, VolumeType: "io2" as const, Iops: 400 };
    const { VolumeModification } = await modify(region, id, wish);
    expect(VolumeModification).toMatchObject({
      ModificationState: "modifying",
      OriginalSize: 20,
      OriginalIops: 3000,
      TargetSize: 40,
      TargetIops: 400,
    });
    region.advance(8000);
    expect((await change(region, id))?.ModificationState).toBe("optimizing");
    expect(await volume(region, id)).toMatchObject({ Size: 40, VolumeType: "io2", Iops: 400 });
    expect((await volume(region, id))?.Throughput).toBeUndefined();
    expect(await codeOf(modify(region, id, { Size: 50 }))).toBe("IncorrectModificationState");
    region.advance(10 * MINUTE_MS);
    expect(await change(region, id)).toMatchObject({
      ModificationState: "completed",
      Progress: 100,
    });
    expect(await codeOf(modify(region, id, { Size: 30 }))).toBe("InvalidParameterValue");
    expect(await codeOf(modify(region, id, { Size: 50, DryRun: true }))).toBe("DryRunOperation");
    expect(await codeOf(modify(region, id, { Size: 50 }))).toBeNull();
  });

  it("is possible four times in 24 hours", async () => {
    const region = serversRegion();
    const id = await create(region);
    region.advance(5000);
    for (const Size of [30, 40, 50, 60]) {
      expect(await codeOf(modify(region, id, { Size }))).toBeNull();
      region.advance(15 * MINUTE_MS);
    }
    expect(await codeOf(modify(region, id, { Size: 70 }))).toBe("VolumeModificationRateExceeded");
    region.advance(23 * 60 * MINUTE_MS);
    expect(await codeOf(modify(region, id, { Size: 70 }))).toBeNull();
    region.advance(15 * MINUTE_MS);
    expect(await codeOf(modify(region, id, { Size: 80 }))).toBeNull();
  });
});

describe("volumes of a server", () => {
  const Ebs = { VolumeSize: 30, VolumeType: "gp3" as const };
  const data = [
    { DeviceName: "/dev/sdf", Ebs: { ...Ebs, DeleteOnTermination: false } },
    { DeviceName: "/dev/sdg", Ebs },
  ];

  it("go with it unless they are to stay; what was attached later stays", async () => {
    const region = serversRegion();
    const server = await runningServer(region, { BlockDeviceMappings: data });
    const later = await create(region);
    region.advance(5000);
    await attach(region, later, server, "/dev/sdh");
    region.advance(5000);
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [server] }));
    region.advance(MINUTE_MS);
    const { Volumes = [] } = await region.ec2.send(new DescribeVolumesCommand({}));
    expect(Volumes.map(({ Size, State }) => [Size, State])).toEqual([
      [30, "available"],
      [20, "available"],
    ]);
  });

  it("are found by their server, their fate and their state", async () => {
    const region = serversRegion();
    const server = await runningServer(region, { BlockDeviceMappings: data });
    await runningServer(region);
    const find = async (filters: Record<string, string>) => {
      const Filters = Object.entries(filters).map(([Name, value]) => ({ Name, Values: [value] }));
      const { Volumes = [] } = await region.ec2.send(new DescribeVolumesCommand({ Filters }));
      return Volumes.map(({ Attachments }) => Attachments?.[0]?.Device);
    };
    const ofServer = { "attachment.instance-id": server };
    expect(await find(ofServer)).toEqual(["/dev/xvda", "/dev/sdf", "/dev/sdg"]);
    expect(await find({ ...ofServer, "attachment.delete-on-termination": "false" })).toEqual([
      "/dev/sdf",
    ]);
    expect(await find({ ...ofServer, status: "available" })).toEqual([]);
    expect(await find({ "attachment.device": "/dev/sd?" })).toEqual(["/dev/sdf", "/dev/sdg"]);
  });
});
