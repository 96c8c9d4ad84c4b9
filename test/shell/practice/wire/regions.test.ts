/** One practice cloud of several regions and accounts: who reaches which, under one time, kept together. */
import {
  CreateLaunchTemplateCommand,
  DescribeAvailabilityZonesCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeRegionsCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { operatorCredentials } from "../../../../electron/practice/access-keys.ts";
import { CloudWorlds } from "../../../../electron/practice/cloud/cloud-worlds.ts";
import type { CloudJson } from "../../../../electron/practice/cloud/cloud-worlds.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { clientsOf } from "../clients/sdk-clients.ts";
import type { SdkClients } from "../clients/sdk-clients.ts";

const MINUTE = 60_000;

function twoAccounts() {
  const practice = createInThreadPractice({ seed: 4, scenario: "empty", accounts: 2 });
  const handler = practice.requestHandler();
  const at = (region: string, account = 0) =>
    clientsOf(handler, { region, keys: operatorCredentials(account) });
  return { ...practice, at };
}

const makeTemplate = ({ ec2 }: SdkClients, name: string) =>
  ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: name,
      LaunchTemplateData: { InstanceType: "m6i.large" },
    }),
  );

async function templateNames({ ec2 }: SdkClients) {
  const { LaunchTemplates = [] } = await ec2.send(new DescribeLaunchTemplatesCommand({}));
  return LaunchTemplates.map(({ LaunchTemplateName }) => LaunchTemplateName);
}

async function imageIds({ ec2 }: SdkClients) {
  const { Images = [] } = await ec2.send(new DescribeImagesCommand({}));
  return Images.map(({ ImageId = "" }) => ImageId);
}

describe("regions and accounts", () => {
  it("keep their resources to themselves", async () => {
    const { at } = twoAccounts();
    await makeTemplate(at("eu-west-1"), "home");
    await makeTemplate(at("us-east-1"), "away");
    await makeTemplate(at("eu-west-1", 1), "other");
    expect(await templateNames(at("eu-west-1"))).toEqual(["home"]);
    expect(await templateNames(at("us-east-1"))).toEqual(["away"]);
    expect(await templateNames(at("eu-west-1", 1))).toEqual(["other"]);
  });

  it("answer each key as its own account", async () => {
    const { at, cloud } = twoAccounts();
    const identity = (account: number) =>
      at("us-west-2", account).sts.send(new GetCallerIdentityCommand({}));
    expect((await identity(0)).Account).toBe(cloud.accounts[0]);
    expect((await identity(1)).Account).toBe(cloud.accounts[1]);
    expect(cloud.accounts[1]).toMatch(/^\d{12}$/);
  });

  it("begin with zones and base images of their own", async () => {
    const { at } = twoAccounts();
    const { AvailabilityZones } = await at("ap-southeast-2").ec2.send(
      new DescribeAvailabilityZonesCommand({}),
    );
    expect(AvailabilityZones?.map(({ ZoneName, ZoneId }) => [ZoneName, ZoneId])).toEqual([
      ["ap-southeast-2a", "apse2-az1"],
      ["ap-southeast-2b", "apse2-az2"],
      ["ap-southeast-2c", "apse2-az3"],
    ]);
    const here = await imageIds(at("ap-southeast-2"));
    const there = await imageIds(at("eu-central-1"));
    expect(here.length).toBeGreaterThan(0);
    expect(new Set([...here, ...there]).size).toBe(here.length + there.length);
  });

  it("are the same whenever they are first looked at", async () => {
    const early = twoAccounts();
    const late = twoAccounts();
    const first = await imageIds(early.at("us-east-2"));
    early.advance(90 * MINUTE);
    late.advance(90 * MINUTE);
    expect(await imageIds(late.at("us-east-2"))).toEqual(first);
    expect(JSON.stringify(late.cloud)).toBe(JSON.stringify(early.cloud));
  });

  it("live under one time", async () => {
    const { at, advance } = twoAccounts();
    const away = at("us-east-1");
    const [ImageId] = await imageIds(away);
    await away.ec2.send(
      new RunInstancesCommand({ ImageId, InstanceType: "m6i.large", MinCount: 1, MaxCount: 1 }),
    );
    advance(10 * MINUTE);
    const { Reservations } = await away.ec2.send(new DescribeInstancesCommand({}));
    expect(Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe("running");
  });

  it("go on alike after they were saved together", async () => {
    const { at, advance, cloud } = twoAccounts();
    const away = at("us-east-1", 1);
    const [ImageId] = await imageIds(away);
    await away.ec2.send(
      new RunInstancesCommand({ ImageId, InstanceType: "m6i.large", MinCount: 2, MaxCount: 2 }),
    );
    const json = JSON.parse(JSON.stringify(cloud)) as CloudJson;
    const again = CloudWorlds.restore(json, { scenario: { seed: 4 }, accounts: 2 });
    advance(30 * MINUTE);
    again.advanceTo(cloud.home.nowMs);
    expect(JSON.stringify(again)).toBe(JSON.stringify(cloud));
  });

  it("see each other as neighbours, brought to the present of the one that asks", () => {
    const { cloud } = twoAccounts();
    const { home } = cloud;
    const place = { accountId: home.accountId, region: "us-east-1" };
    home.advanceTo(home.nowMs + MINUTE);
    expect(home.neighbours?.find(place)?.nowMs).toBe(home.nowMs);
    expect(home.neighbours?.find({ ...place, accountId: "000000000000" })).toBeNull();
    expect(home.neighbours?.find({ ...place, region: "mars-north-1" })).toBeNull();
    expect(cloud.find(place)?.neighbours?.find(home)).toBe(home);
  });

  it("lay out the scenario where it is wished for", () => {
    const plan = { scenario: { seed: 2 }, regions: ["us-east-1"] };
    const cloud = CloudWorlds.create(plan);
    const groups = (region: string) =>
      cloud.find({ accountId: cloud.home.accountId, region })?.state.groups;
    expect(groups("us-east-1")?.size).toBe(cloud.home.state.groups.size);
    expect(groups("us-east-2")?.size).toBe(0);
    expect([...(groups("us-east-1")?.values() ?? [])][0]?.arn).toContain(":us-east-1:");
  });
});

describe("a region that isn't open", () => {
  const refused = (region: string) => {
    const { ec2, sts } = twoAccounts().at(region);
    return [
      ec2.send(new DescribeInstancesCommand({})).catch((error: Error) => error.name),
      sts.send(new GetCallerIdentityCommand({})).catch((error: Error) => error.name),
    ];
  };

  it.each([
    ["mars-north-1", "AuthFailure", "SignatureDoesNotMatch"],
    ["me-central-1", "AuthFailure", "InvalidClientTokenId"],
  ])("%s is refused as each service words it", async (region, ec2, sts) => {
    expect(await Promise.all(refused(region))).toEqual([ec2, sts]);
  });

  it("is told by DescribeRegions", async () => {
    const { ec2 } = twoAccounts().at("eu-west-1");
    const open = await ec2.send(new DescribeRegionsCommand({}));
    expect(open.Regions).toHaveLength(17);
    const all = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
    const status = (name: string) =>
      all.Regions?.find(({ RegionName }) => RegionName === name)?.OptInStatus;
    expect(status("eu-west-1")).toBe("opt-in-not-required");
    expect(status("me-central-1")).toBe("not-opted-in");
    await expect(
      ec2.send(new DescribeRegionsCommand({ RegionNames: ["mars-north-1"] })),
    ).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });
});
