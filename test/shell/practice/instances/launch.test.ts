/** What a launch takes from its request and its template, and what it is refused for. */
import {
  CreateLaunchTemplateCommand,
  DeregisterImageCommand,
  DescribeTagsCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { createGroup } from "../group-questions.ts";
import { GOOD_IMAGE, SUBNETS, ZONES } from "../small-region.ts";
import { codeOf, MINUTE_MS, run, serversRegion, shown, stateOf } from "./servers-region.ts";
import type { LaunchWish, ServersRegion } from "./servers-region.ts";

describe("a launch from a template", () => {
  it("takes what the request leaves open, and tags of both", async () => {
    const region = serversRegion();
    const tags = (key: string, Value: string) => [
      { ResourceType: "instance" as const, Tags: [{ Key: key, Value }] },
    ];
    const { LaunchTemplate } = await region.ec2.send(
      new CreateLaunchTemplateCommand({
        LaunchTemplateName: "base",
        LaunchTemplateData: {
          ImageId: GOOD_IMAGE,
          InstanceType: "m7i.xlarge",
          Placement: { AvailabilityZone: ZONES[1] },
          TagSpecifications: tags("from", "template"),
        },
      }),
    );
    const LaunchTemplateId = LaunchTemplate?.LaunchTemplateId ?? "";
    const [id = ""] = await run(region, {
      ...{ ImageId: undefined, SubnetId: undefined },
      InstanceType: "m6i.xlarge",
      LaunchTemplate: { LaunchTemplateId },
      TagSpecifications: tags("of", "request"),
    });
    const server = await shown(region, id);
    expect(server).toMatchObject({ ImageId: GOOD_IMAGE, InstanceType: "m6i.xlarge" });
    expect(server?.Placement).toMatchObject({
      AvailabilityZone: ZONES[1],
      AvailabilityZoneId: "euw1-az2",
    });
    const wanted = { from: "template", of: "request", "aws:ec2launchtemplate:version": "1" };
    expect(region.world.state.instances.get(id)?.tags).toMatchObject(wanted);
    const { Tags = [] } = await region.ec2.send(
      new DescribeTagsCommand({ Filters: [{ Name: "resource-id", Values: [id] }] }),
    );
    expect(Tags.map(({ Key }) => Key)).toHaveLength(4);
  });
});

describe("a client token", () => {
  it("answers with the same servers although their image is gone", async () => {
    const region = serversRegion();
    const first = await run(region, { ClientToken: "once" });
    region.advance(MINUTE_MS);
    await region.ec2.send(new DeregisterImageCommand({ ImageId: GOOD_IMAGE }));
    expect(await run(region, { ClientToken: "once" })).toEqual(first);
    expect(await codeOf(run(region, { ClientToken: "twice" }))).toBe("InvalidAMIID.NotFound");
  });

  it("launches again in another zone, and refuses other wishes in its own", async () => {
    const region = serversRegion();
    const [a] = await run(region, { ClientToken: "t" });
    const [b] = await run(region, { ClientToken: "t", SubnetId: SUBNETS[1] });
    const [c] = await run(region, {
      ClientToken: "t",
      Placement: { AvailabilityZone: ZONES[2] },
    });
    expect(new Set([a, b, c]).size).toBe(3);
    expect(await codeOf(run(region, { ClientToken: "t", InstanceType: "m7i.large" }))).toBe(
      "IdempotentParameterMismatch",
    );
    expect(await codeOf(run(region, { ClientToken: "t".repeat(65) }))).toBe(
      "InvalidParameterValue",
    );
  });

  it("is free again after a launch that was refused", async () => {
    const region = serversRegion();
    const wish = { ClientToken: "t", InstanceType: "m7g.large" } as const;
    expect(await codeOf(run(region, wish))).toBe("InvalidParameterValue");
    expect(await codeOf(run(region, { ClientToken: "t" }))).toBeNull();
  });
});

const tagged = (ResourceType: "instance" | "image", ...keys: string[]): LaunchWish => ({
  TagSpecifications: [{ ResourceType, Tags: keys.map((Key) => ({ Key, Value: "" })) }],
});
const many = (count: number) => Array.from({ length: count }, (_, at) => `key-${at}`);

describe("a launch is refused", () => {
  it.each<[string, LaunchWish, string]>([
    ["with 16,385 bytes of user data", { UserData: data(16_385) }, "InvalidParameterValue"],
    ["with AWS's own tags", tagged("instance", "aws:mine"), "InvalidParameterValue"],
    ["with a key twice", tagged("instance", "a", "a"), "InvalidParameterValue"],
    ["with tags of what it doesn't make", tagged("image", "a"), "InvalidParameterValue"],
    ["with 51 tags", tagged("instance", ...many(51)), "TagLimitExceeded"],
    ["with a key of 129 letters", tagged("instance", "k".repeat(129)), "InvalidParameterValue"],
    ["of none", { MinCount: 0, MaxCount: 0 }, "InvalidParameterValue"],
    ["of fewer at most than at least", { MinCount: 2, MaxCount: 1 }, "InvalidParameterValue"],
    [
      "with a subnet beside interfaces",
      { NetworkInterfaces: [{ DeviceIndex: 0 }], SubnetId: SUBNETS[0] },
      "InvalidParameterCombination",
    ],
    [
      "in a zone that is not its subnet's",
      { SubnetId: SUBNETS[0], Placement: { AvailabilityZone: ZONES[1] } },
      "InvalidParameterCombination",
    ],
    ["when it is only tried", { DryRun: true }, "DryRunOperation"],
  ])("%s", async (_, wish, code) => {
    const region = serversRegion();
    expect(await codeOf(run(region, wish))).toBe(code);
    expect(region.world.state.instances.size).toBe(0);
  });

  it.each<[string, LaunchWish]>([
    ["16,384 bytes of user data", { UserData: data(16_384) }],
    ["50 tags", tagged("instance", ...many(50))],
    ["a key of 128 letters", tagged("instance", "k".repeat(128))],
  ])("but not with %s", async (_, wish) => {
    expect(await codeOf(run(serversRegion(), wish))).toBeNull();
  });
});

function data(bytes: number): string {
  return Buffer.alloc(bytes, "a").toString("base64");
}

describe("a key that can't be used", () => {
  const Encrypted = true;
  const encrypted = { BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { Encrypted } }] };

  function withBadKey(): ServersRegion {
    const region = serversRegion();
    region.world.mishaps = {
      refuseLaunch: () => null,
      atBoot: (context) => context,
      keyFails: ({ zone }) => zone === ZONES[0],
    };
    return region;
  }

  it("ends a server that seemed to be launched", async () => {
    const region = withBadKey();
    const [id = ""] = await run(region, encrypted);
    const [plain = ""] = await run(region);
    expect(await stateOf(region, id)).toBe("pending");
    region.advance(MINUTE_MS);
    expect((await shown(region, id))?.StateReason).toEqual({
      Code: "Client.InternalError",
      Message: "Client.InternalError: Client error on launch",
    });
    expect([await stateOf(region, id), await stateOf(region, plain)]).toEqual([
      "terminated",
      "running",
    ]);
    expect([...region.world.state.volumes.values()].map(({ attachedTo }) => attachedTo)).toEqual([
      plain,
    ]);
  });

  it("is what a group's activity tells of, and the group tries again", async () => {
    const region = withBadKey();
    const { LaunchTemplate } = await region.ec2.send(
      new CreateLaunchTemplateCommand({
        LaunchTemplateName: "encrypted",
        LaunchTemplateData: { ImageId: GOOD_IMAGE, InstanceType: "m6i.large", ...encrypted },
      }),
    );
    const LaunchTemplateId = LaunchTemplate?.LaunchTemplateId ?? "";
    await createGroup(region, {
      DesiredCapacity: 1,
      LaunchTemplate: { LaunchTemplateId },
      VPCZoneIdentifier: SUBNETS[0],
    });
    region.advance(3 * MINUTE_MS);
    const activities = [...region.world.state.activities.values()];
    const lost = activities.filter(({ statusMessage }) =>
      statusMessage?.endsWith("Client.InternalError: Client error on launch"),
    );
    expect(lost.length).toBeGreaterThan(1);
  });
});
