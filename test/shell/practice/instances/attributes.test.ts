/** Attributes and metadata options of servers that exist. */
import {
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DescribeInstanceAttributeCommand,
  ModifyInstanceAttributeCommand,
  ModifyInstanceMetadataOptionsCommand,
  MonitorInstancesCommand,
  StopInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { ModifyInstanceAttributeCommandInput } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { codeOf, MINUTE_MS, run, runningServer, serversRegion, shown } from "./servers-region.ts";
import type { ServersRegion } from "./servers-region.ts";

type Change = Partial<ModifyInstanceAttributeCommandInput>;

const modify = (region: ServersRegion, InstanceId: string, change: Change) =>
  region.ec2.send(new ModifyInstanceAttributeCommand({ InstanceId, ...change }));

async function stoppedServer(region: ServersRegion): Promise<string> {
  const id = await runningServer(region);
  await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  region.advance(MINUTE_MS);
  return id;
}

const attribute = (
  region: ServersRegion,
  InstanceId: string,
  Attribute: "userData" | "instanceType" | "disableApiStop" | "blockDeviceMapping",
) => region.ec2.send(new DescribeInstanceAttributeCommand({ InstanceId, Attribute }));

describe("attributes", () => {
  it.each([
    ["user data", { UserData: { Value: Buffer.from("#!/bin/sh") } }],
    ["the type", { InstanceType: { Value: "m7i.large" } }],
    ["EBS optimization", { EbsOptimized: { Value: true } }],
  ])("change %s of a stopped server only", async (_, change: Change) => {
    const region = serversRegion();
    const id = await runningServer(region);
    expect(await codeOf(modify(region, id, change))).toBe("IncorrectInstanceState");
    const stopped = await stoppedServer(region);
    expect(await codeOf(modify(region, stopped, change))).toBeNull();
  });

  it("are read as they were changed", async () => {
    const region = serversRegion();
    const id = await stoppedServer(region);
    await modify(region, id, { UserData: { Value: Buffer.from("#!/bin/sh") } });
    await modify(region, id, { InstanceType: { Value: "m7i.xlarge" } });
    await modify(region, id, { Attribute: "disableApiStop", Value: "true" });
    const kept = [{ DeviceName: "/dev/xvda", Ebs: { DeleteOnTermination: false } }];
    await modify(region, id, { BlockDeviceMappings: kept });
    const userData = await attribute(region, id, "userData");
    expect(Buffer.from(userData.UserData?.Value ?? "", "base64").toString()).toBe("#!/bin/sh");
    expect((await attribute(region, id, "instanceType")).InstanceType?.Value).toBe("m7i.xlarge");
    expect((await attribute(region, id, "disableApiStop")).DisableApiStop?.Value).toBe(true);
    const { BlockDeviceMappings } = await attribute(region, id, "blockDeviceMapping");
    expect(BlockDeviceMappings?.[0]?.Ebs?.DeleteOnTermination).toBe(false);
  });

  it("put a running server into other security groups", async () => {
    const region = serversRegion();
    const id = await runningServer(region);
    const { GroupId = "" } = await region.ec2.send(
      new CreateSecurityGroupCommand({ GroupName: "web", Description: "web servers" }),
    );
    await modify(region, id, { Groups: [GroupId] });
    expect((await shown(region, id))?.SecurityGroups).toEqual([{ GroupId, GroupName: "web" }]);
    expect(await codeOf(modify(region, id, { Groups: ["sg-0dead"] }))).toBe(
      "InvalidGroup.NotFound",
    );
  });

  it.each([
    ["none", {}, "InvalidParameterCombination"],
    [
      "two at once",
      { DisableApiStop: { Value: true }, SourceDestCheck: { Value: false } },
      "InvalidParameterCombination",
    ],
    ["too much user data", { UserData: { Value: Buffer.alloc(16_385) } }, "InvalidParameterValue"],
    ["an unknown type", { InstanceType: { Value: "z9.nano" } }, "InvalidInstanceAttributeValue"],
    ["another architecture", { InstanceType: { Value: "m7g.large" } }, "InvalidParameterValue"],
    [
      "an unknown shutdown behaviour",
      { InstanceInitiatedShutdownBehavior: { Value: "sleep" } },
      "InvalidParameterValue",
    ],
    ["a dry run", { DisableApiTermination: { Value: true }, DryRun: true }, "DryRunOperation"],
  ])("are refused: %s", async (_, change: Change, code) => {
    const region = serversRegion();
    const id = await stoppedServer(region);
    expect(await codeOf(modify(region, id, change))).toBe(code);
    expect(region.world.state.instances.get(id)?.disableApiTermination).toBe(false);
  });
});

describe("metadata options", () => {
  it("are pending for a moment and then applied", async () => {
    const region = serversRegion();
    const id = await runningServer(region);
    const { InstanceMetadataOptions } = await region.ec2.send(
      new ModifyInstanceMetadataOptionsCommand({
        InstanceId: id,
        HttpTokens: "optional",
        HttpPutResponseHopLimit: 3,
      }),
    );
    expect(InstanceMetadataOptions?.State).toBe("pending");
    region.advance(10_000);
    expect((await shown(region, id))?.MetadataOptions).toMatchObject({
      State: "applied",
      HttpTokens: "optional",
      HttpPutResponseHopLimit: 3,
      InstanceMetadataTags: "disabled",
    });
  });

  it("let a server read its tags only if their keys can stand in a path", async () => {
    const region = serversRegion();
    const tags = (Key: string) => [
      { ResourceType: "instance" as const, Tags: [{ Key, Value: "1" }] },
    ];
    const MetadataOptions = { InstanceMetadataTags: "enabled" as const };
    const launch = (key: string) =>
      codeOf(run(region, { MetadataOptions, TagSpecifications: tags(key) }));
    expect(await launch("Patch Group")).toBe("InvalidParameterValue");
    expect(await launch("k8s.io/name")).toBe("InvalidParameterValue");
    expect(await launch("_index")).toBe("InvalidParameterValue");
    expect(await launch("team:name=1")).toBeNull();
    const plain = await runningServer(region, { TagSpecifications: tags("a/b") });
    const enable = new ModifyInstanceMetadataOptionsCommand({
      InstanceId: plain,
      ...MetadataOptions,
    });
    expect(await codeOf(region.ec2.send(enable))).toBe("InvalidParameterValue");
    const reading = await runningServer(region, { MetadataOptions });
    const Tags = [{ Key: "a/b", Value: "" }];
    const tag = new CreateTagsCommand({ Resources: [reading], Tags });
    expect(await codeOf(region.ec2.send(tag))).toBe("InvalidParameterValue");
  });
});

it("detailed monitoring can be turned on", async () => {
  const region = serversRegion();
  const id = await runningServer(region);
  const named = { InstanceIds: [id] };
  const answer = await region.ec2.send(new MonitorInstancesCommand(named));
  expect(answer.InstanceMonitorings?.[0]?.Monitoring?.State).toBe("pending");
  expect((await shown(region, id))?.Monitoring?.State).toBe("enabled");
});
