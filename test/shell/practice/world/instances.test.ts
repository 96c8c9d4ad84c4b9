import { describe, expect, it } from "vitest";
import type { GuestContext } from "../../../../electron/practice/world/kernel/guest.ts";
import { addImage, ec2Region, IMAGE, MINUTE_MS } from "./ec2-region.ts";

describe("the life of a server", () => {
  it("is pending, runs within 45 s, passes its checks later, and its service comes up", () => {
    const region = ec2Region();
    const [id = ""] = region.run();
    expect(region.stateOf(id)).toBe("pending");
    region.pass(19_000);
    expect(region.stateOf(id)).toBe("pending");
    region.pass(27_000);
    expect(region.stateOf(id)).toBe("running");
    expect(checksOf(region, id)).toBe("initializing");
    region.pass(3 * MINUTE_MS);
    expect(checksOf(region, id)).toBe("ok");
    expect(region.world.state.instances.get(id)?.health).toBe("healthy");
  });

  it("ends, stays visible for an hour, and takes along the volumes that are to go with it", () => {
    const region = ec2Region();
    const kept = { DeviceName: "/dev/sdf", Ebs: { VolumeSize: 20, DeleteOnTermination: false } };
    const [id = ""] = region.run({ BlockDeviceMappings: [kept] });
    region.pass(MINUTE_MS);
    const [change] =
      region.call("TerminateInstances", { InstanceIds: [id] }).TerminatingInstances ?? [];
    expect([change?.PreviousState?.Name, change?.CurrentState?.Name]).toEqual([
      "running",
      "shutting-down",
    ]);
    region.pass(MINUTE_MS);
    expect(region.stateOf(id)).toBe("terminated");
    const volumes = region.call("DescribeVolumes").Volumes ?? [];
    expect(volumes.map(({ Size, State }) => [Size, State])).toEqual([[20, "available"]]);
    region.pass(58 * MINUTE_MS);
    expect(region.stateOf(id)).toBe("terminated");
    region.pass(4 * MINUTE_MS);
    expect(region.codeOf(() => region.call("DescribeInstances", { InstanceIds: [id] }))).toBe(
      "InvalidInstanceID.NotFound",
    );
  });

  it("can be stopped and started; a timer of the boot before does nothing any more", () => {
    const region = ec2Region();
    const [id = ""] = region.run();
    region.pass(46_000);
    region.call("StopInstances", { InstanceIds: [id] });
    region.pass(41_000);
    expect([region.stateOf(id), region.world.state.instances.get(id)?.health]).toEqual([
      "stopped",
      "unknown",
    ]);
    region.call("StartInstances", { InstanceIds: [id] });
    region.pass(4 * MINUTE_MS);
    expect([region.stateOf(id), region.world.state.instances.get(id)?.health]).toEqual([
      "running",
      "healthy",
    ]);
  });

  it("tells the other parts of each change", () => {
    const region = ec2Region();
    const heard: string[] = [];
    region.world.onInstanceState(
      (_, { from, to, cause }) => void heard.push(`${from} ${to} ${cause}`),
    );
    const [id = ""] = region.run();
    region.pass(MINUTE_MS);
    region.call("TerminateInstances", { InstanceIds: [id] });
    region.call("TerminateInstances", { InstanceIds: [id] });
    region.pass(MINUTE_MS);
    expect(heard).toEqual([
      "null pending user",
      "pending running boot",
      "running shutting-down user",
      "shutting-down terminated terminated",
    ]);
  });

  it("shows no volume while it is pending", () => {
    const region = ec2Region();
    const [id = ""] = region.run();
    expect(shown(region, id)?.BlockDeviceMappings).toEqual([]);
    region.pass(MINUTE_MS);
    expect(shown(region, id)?.BlockDeviceMappings).toHaveLength(1);
  });
});

describe("a guest", () => {
  const script = "#!/bin/bash\necho hello";

  it("gets the decoded user data, speaks on the console and powers the server off", () => {
    const region = ec2Region();
    const seen: string[] = [];
    region.world.guests.set("default", {
      boot(ctx) {
        seen.push(ctx.userData, ctx.image?.id ?? "none");
        ctx.say("first", 1000);
        ctx.say("second", 5000);
        ctx.shutdownAt(10_000);
      },
    });
    const UserData = Buffer.from(script).toString("base64");
    const [id = ""] = region.run({ UserData, InstanceInitiatedShutdownBehavior: "terminate" });
    region.pass(50_000);
    expect(seen).toEqual([script, IMAGE]);
    expect(consoleOf(region, id)).toBe("first\r\nsecond\r\n");
    region.pass(2 * MINUTE_MS);
    expect(region.stateOf(id)).toBe("terminated");
    expect(shown(region, id)?.StateReason?.Code).toBe("Client.InstanceInitiatedShutdown");
  });

  it("decides what an image of its server carries", () => {
    const region = ec2Region();
    const baked = (ctx: GuestContext) =>
      ctx.setContents({ ...ctx.contents, appVersion: "7.3.0" }, 5000);
    region.world.guests.set("default", { boot: baked });
    const [id = ""] = region.run();
    region.pass(MINUTE_MS);
    const { ImageId = "" } = region.call("CreateImage", { InstanceId: id, Name: "baked" });
    const contentsId = region.world.state.images.get(ImageId)?.contentsId ?? "";
    expect(region.world.state.contents.get(contentsId)?.appVersion).toBe("7.3.0");
  });

  it("keeps the last 64 KiB of the console", () => {
    const region = ec2Region();
    region.world.guests.set("default", {
      boot(ctx) {
        for (let line = 0; line < 900; line++) ctx.say(`${line} ${"é".repeat(60)}`, line);
      },
    });
    const [id = ""] = region.run();
    region.pass(MINUTE_MS);
    const output = consoleOf(region, id);
    expect(Buffer.byteLength(output)).toBeLessThanOrEqual(65_536);
    expect(output).toContain("899 é");
    expect(output).not.toContain("\r\n1 é");
  });
});

describe("a launch is refused", () => {
  it.each([
    ["without an image", { ImageId: undefined }, "MissingParameter"],
    ["of an unknown image", { ImageId: "ami-0000000000000dead" }, "InvalidAMIID.NotFound"],
    ["of a malformed image id", { ImageId: "ami-zzz" }, "InvalidAMIID.Malformed"],
    ["of a pending image", { ImageId: "ami-00000000000000001" }, "InvalidAMIID.Unavailable"],
    ["of a disabled image", { ImageId: "ami-00000000000000002" }, "InvalidAMIID.Unavailable"],
    ["of a deregistered image", { ImageId: "ami-00000000000000003" }, "InvalidAMIID.NotFound"],
    ["on another architecture", { InstanceType: "c7g.large" as const }, "InvalidParameterValue"],
    ["with an unknown security group", { SecurityGroupIds: ["sg-0dead"] }, "InvalidGroup.NotFound"],
    ["in an unknown subnet", { SubnetId: "subnet-0dead" }, "InvalidSubnetID.NotFound"],
    [
      "with a smaller root volume",
      { BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 4 } }] },
      "InvalidBlockDeviceMapping",
    ],
    [
      "with too much user data",
      { UserData: Buffer.alloc(16_385).toString("base64") },
      "InvalidParameterValue",
    ],
    [
      "with a tag of AWS's own",
      {
        TagSpecifications: [
          { ResourceType: "instance" as const, Tags: [{ Key: "aws:x", Value: "1" }] },
        ],
      },
      "InvalidParameterValue",
    ],
    ["when it is only tried", { DryRun: true }, "DryRunOperation"],
  ])("%s", (_, input, code) => {
    const region = ec2Region();
    addImage(region.world, { id: "ami-00000000000000001", name: "p", state: "pending" });
    addImage(region.world, { id: "ami-00000000000000002", name: "d", state: "disabled" });
    addImage(region.world, { id: "ami-00000000000000003", name: "g", state: "deregistered" });
    expect(region.codeOf(() => region.run(input as Parameters<typeof region.run>[0]))).toBe(code);
    expect(region.world.state.instances.size).toBe(0);
  });
});

describe("client tokens", () => {
  it("make a repeated launch the same launch, with the server as it is now", () => {
    const region = ec2Region();
    const first = region.run({ ClientToken: "once" });
    region.pass(MINUTE_MS);
    const again = region.call("RunInstances", {
      ImageId: IMAGE,
      InstanceType: "t3.small",
      MinCount: 1,
      MaxCount: 1,
      ClientToken: "once",
    });
    expect(again.Instances?.map((each) => [each.InstanceId, each.State?.Name])).toEqual([
      [first[0], "running"],
    ]);
    expect(region.world.state.instances.size).toBe(1);
  });

  it("refuse other parameters, and are of one zone where a subnet is given", () => {
    const region = ec2Region();
    const [a = "", b = ""] = [...region.world.state.subnets.keys()];
    region.run({ ClientToken: "t", SubnetId: a });
    expect(region.codeOf(() => region.run({ ClientToken: "t", SubnetId: a, MaxCount: 2 }))).toBe(
      "IdempotentParameterMismatch",
    );
    region.run({ ClientToken: "t", SubnetId: b });
    expect(region.world.state.instances.size).toBe(2);
  });
});

describe("DescribeInstances", () => {
  it("pages until the token is gone, and may give empty pages on the way", () => {
    const region = ec2Region();
    const ids = [
      region.run({ MinCount: 7, MaxCount: 7 }),
      region.run({ MinCount: 6, MaxCount: 6 }),
    ].flat();
    const pages = pagesOf(region, {});
    expect(pages.map((page) => page.length)).toEqual([5, 5, 3]);
    expect(pages.flat()).toEqual(ids);
  });

  it("filters by tag, state and wildcard", () => {
    const region = ec2Region();
    const tagged = {
      TagSpecifications: [
        { ResourceType: "instance" as const, Tags: [{ Key: "team", Value: "shop-a" }] },
      ],
    };
    const [id = ""] = region.run(tagged);
    region.run();
    const found = (Name: string, ...Values: string[]) =>
      pagesOf(region, { Filters: [{ Name, Values }] }).flat();
    expect(found("tag:team", "shop-*")).toEqual([id]);
    expect(found("tag:team", "shop-?", "other")).toEqual([id]);
    expect(found("tag-key", "team")).toEqual([id]);
    expect(found("instance-state-name", "running")).toEqual([]);
    expect(region.codeOf(() => found("nonsense", "x"))).toBe("InvalidParameterValue");
  });

  it.each([
    [
      "ids together with a page size",
      { InstanceIds: ["i-0123456789abcdef0"], MaxResults: 10 },
      "InvalidParameterCombination",
    ],
    ["a malformed id", { InstanceIds: ["i-xyz"] }, "InvalidInstanceID.Malformed"],
    ["an unknown id", { InstanceIds: ["i-0123456789abcdef0"] }, "InvalidInstanceID.NotFound"],
    ["a page that is too small", { MaxResults: 1 }, "InvalidParameterValue"],
    ["a token that it never gave", { NextToken: "nonsense" }, "InvalidPaginationToken"],
  ])("refuses %s", (_, input, code) => {
    const region = ec2Region();
    expect(region.codeOf(() => region.call("DescribeInstances", input))).toBe(code);
  });

  it.each([
    [
      "a server's id that is none",
      "DescribeInstances" as const,
      { InstanceIds: ["web-1"] },
      '"web-1"',
    ],
    [
      "an image's id that is none",
      "DescribeImages" as const,
      { ImageIds: ["web-1"] },
      '"web-1" (expecting "ami-...")',
    ],
  ])("names %s as AWS does", (_, operation, input, words) => {
    const region = ec2Region();
    expect(() => region.call(operation, input)).toThrow(`Invalid id: ${words}`);
  });
});

type Region = ReturnType<typeof ec2Region>;

function shown(region: Region, id: string) {
  return region.call("DescribeInstances", { InstanceIds: [id] }).Reservations?.[0]?.Instances?.[0];
}

function checksOf(region: Region, id: string) {
  return region.call("DescribeInstanceStatus", { InstanceIds: [id] }).InstanceStatuses?.[0]
    ?.InstanceStatus?.Status;
}

function consoleOf(region: Region, id: string) {
  return Buffer.from(
    region.call("GetConsoleOutput", { InstanceId: id, Latest: true }).Output ?? "",
    "base64",
  ).toString("utf8");
}

function pagesOf(
  region: Region,
  input: { Filters?: { Name: string; Values: string[] }[] },
): (string | undefined)[][] {
  const pages: (string | undefined)[][] = [];
  let NextToken: string | undefined;
  do {
    const page = region.call("DescribeInstances", {
      ...input,
      MaxResults: 5,
      ...(NextToken ? { NextToken } : {}),
    });
    const instances = (page.Reservations ?? []).flatMap(
      (reservation) => reservation.Instances ?? [],
    );
    pages.push(instances.map((instance) => instance.InstanceId));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return pages;
}
