/** What can be asked of images: lists by filter and page, ancestry, references and their blind spots, the last launch. */
import { createHash } from "node:crypto";
import { CreateAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import {
  CopyImageCommand,
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  CreateReplaceRootVolumeTaskCommand,
  DescribeImageAttributeCommand,
  DescribeImageReferencesCommand,
  DescribeImagesCommand,
  DescribeSnapshotsCommand,
  GetImageAncestryCommand,
} from "@aws-sdk/client-ec2";
import type { DescribeImageReferencesRequest } from "@aws-sdk/client-ec2";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import { operatorCredentials } from "../../../../electron/practice/access-keys.ts";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import { chooseVisibility } from "../../../../electron/practice/world/ec2/visibility/visibility.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { clientsOf } from "../clients/sdk-clients.ts";
import { addImage } from "../world/ec2-region.ts";
import {
  AWAY,
  codeOf,
  HOME,
  HOUR,
  IMAGE,
  imageCloud,
  imageOf,
  makeImage,
  MINUTE,
  readyImage,
  startServer,
} from "./image-cloud.ts";
import type { ImageCloud } from "./image-cloud.ts";

function clients(cloud: ImageCloud) {
  const requestHandler = cloud.requestHandler();
  const keys = operatorCredentials(0);
  const options = { region: HOME, endpoint: "http://practice.invalid", credentials: keys };
  const ssm = new SSMClient({ ...options, requestHandler, maxAttempts: 1 });
  return { ...clientsOf(requestHandler, { keys }), ssm };
}

describe("DescribeImages", () => {
  it.each([
    ["name", "web*", 1],
    ["state", "available", 2],
    ["source-image-id", IMAGE, 1],
    ["source-image-region", HOME, 1],
    ["block-device-mapping.volume-size", "8", 2],
    ["block-device-mapping.encrypted", "true", 0],
    ["block-device-mapping.device-name", "/dev/xvda", 2],
    ["is-public", "false", 2],
    ["hypervisor", "xen", 2],
    ["platform", "windows", 0],
    ["manifest-location", "441722901163/web-1", 1],
    ["state-reason-code", "*", 0],
  ])("finds by %s=%s", async (Name, value, count) => {
    const cloud = imageCloud();
    await readyImage(cloud);
    const wish = { Filters: [{ Name, Values: [value] }] };
    expect((await cloud.ec2.send(new DescribeImagesCommand(wish))).Images).toHaveLength(count);
  });

  it("gives every image once, page by page", async () => {
    const cloud = imageCloud();
    for (let more = 1; more < 8; more++)
      addImage(cloud.world, { id: `ami-0000000000000000${more}`, name: `n${more}` });
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const wish = { MaxResults: 3, ...(NextToken === undefined ? {} : { NextToken }) };
      const page = await cloud.ec2.send(new DescribeImagesCommand(wish));
      seen.push(...(page.Images ?? []).map(({ ImageId }) => ImageId));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([8, 8]);
  });
});

describe("GetImageAncestry", () => {
  it("goes from a copy in another region up to the root", async () => {
    const cloud = imageCloud();
    const baked = await readyImage(cloud);
    const away = cloud.at(AWAY);
    const wish = { SourceImageId: baked, SourceRegion: HOME, Name: "away" };
    const { ImageId = "" } = await away.send(new CopyImageCommand(wish));
    const { ImageAncestryEntries = [] } = await away.send(new GetImageAncestryCommand({ ImageId }));
    expect(
      ImageAncestryEntries.map((one) => [one.ImageId, one.SourceImageId, one.SourceImageRegion]),
    ).toEqual([
      [ImageId, baked, HOME],
      [baked, IMAGE, HOME],
      [IMAGE, undefined, undefined],
    ]);
  });
});

describe("DescribeImageReferences", () => {
  async function withReferences() {
    const cloud = imageCloud();
    const server = await startServer(cloud);
    const made = await cloud.ec2.send(
      new CreateLaunchTemplateCommand({
        LaunchTemplateName: "web",
        LaunchTemplateData: { ImageId: IMAGE, InstanceType: "t3.small" },
      }),
    );
    const template = made.LaunchTemplate?.LaunchTemplateId ?? "";
    const { ssm } = clients(cloud);
    const DataType = "aws:ec2:image";
    await ssm.send(
      new PutParameterCommand({ Name: "/golden", Value: IMAGE, Type: "String", DataType }),
    );
    cloud.advance(MINUTE);
    const refer = async (wish: Omit<DescribeImageReferencesRequest, "ImageIds">) => {
      const all = { ImageIds: [IMAGE], ...wish };
      const reply = await cloud.ec2.send(new DescribeImageReferencesCommand(all));
      return reply.ImageReferences?.map((one) => `${one.ResourceType} ${one.Arn}`);
    };
    return { ...cloud, server, template, refer };
  }

  const own = (rest: string) => `arn:aws:ec2:${HOME}:441722901163:${rest}`;

  it("lists servers, templates and parameters", async () => {
    const { server, template, refer } = await withReferences();
    expect(await refer({ IncludeAllResourceTypes: true })).toEqual([
      `ec2:Instance ${own(`instance/${server}`)}`,
      `ec2:LaunchTemplate ${own(`launch-template/${template}`)}`,
      `ssm:Parameter arn:aws:ssm:${HOME}:441722901163:parameter/golden`,
    ]);
  });

  it("looks at ten versions of a template unless told, and at servers in any state", async () => {
    const { ec2, template, refer } = await withReferences();
    for (let more = 0; more < 10; more++) {
      const LaunchTemplateData = { ImageId: "ami-0000000000000dead" };
      const wish = { LaunchTemplateId: template, LaunchTemplateData };
      await ec2.send(new CreateLaunchTemplateVersionCommand(wish));
    }
    const ResourceType = "ec2:LaunchTemplate" as const;
    expect(await refer({ ResourceTypes: [{ ResourceType }] })).toEqual([]);
    const deep = [{ OptionName: "version-depth" as const, OptionValues: ["11"] }];
    const wish = { ResourceTypes: [{ ResourceType, ResourceTypeOptions: deep }] };
    expect(await refer(wish)).toHaveLength(1);
    const stopped = [{ OptionName: "state-name" as const, OptionValues: ["stopped"] }];
    const servers = { ResourceType: "ec2:Instance" as const, ResourceTypeOptions: stopped };
    expect(await refer({ ResourceTypes: [servers] })).toEqual([]);
  });

  it("is blind to Auto Scaling groups that name an image in their policy", async () => {
    const cloud = imageCloud();
    addImage(cloud.world, { id: "ami-0000000000000beef", name: "only the group's" });
    const { groups, ec2 } = clients(cloud);
    await ec2.send(
      new CreateLaunchTemplateCommand({
        LaunchTemplateName: "web",
        LaunchTemplateData: { ImageId: IMAGE, InstanceType: "t3.small" },
      }),
    );
    const [subnet = ""] = [...cloud.world.state.subnets.keys()];
    await groups.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName: "web",
        MinSize: 0,
        MaxSize: 1,
        VPCZoneIdentifier: subnet,
        MixedInstancesPolicy: {
          LaunchTemplate: {
            LaunchTemplateSpecification: { LaunchTemplateName: "web", Version: "1" },
            Overrides: [{ InstanceType: "t3.small", ImageId: "ami-0000000000000beef" }],
          },
        },
      }),
    );
    const wish = { ImageIds: ["ami-0000000000000beef"], IncludeAllResourceTypes: true };
    const { ImageReferences } = await ec2.send(new DescribeImageReferencesCommand(wish));
    expect(ImageReferences).toEqual([]);
  });

  it.each<[string, DescribeImageReferencesRequest, string]>([
    ["no types", { ImageIds: [IMAGE] }, "MissingParameter"],
    [
      "eleven images",
      { ImageIds: Array<string>(11).fill(IMAGE), IncludeAllResourceTypes: true },
      "InvalidParameterValue",
    ],
    [
      "pages of four",
      { ImageIds: [IMAGE], IncludeAllResourceTypes: true, MaxResults: 4 },
      "InvalidParameterValue",
    ],
  ])("refuses %s", async (_, wish, code) => {
    const { ec2 } = imageCloud();
    expect(await codeOf(ec2.send(new DescribeImageReferencesCommand(wish)))).toBe(code);
  });
});

describe("the last launch", () => {
  it("is told a day late, while later launches go on", async () => {
    const cloud = imageCloud();
    const { ec2, advance, world } = cloud;
    const launchedAtMs = world.nowMs;
    await startServer(cloud);
    advance(23 * HOUR);
    expect((await imageOf(ec2, IMAGE))?.LastLaunchedTime).toBeUndefined();
    await startServer(cloud);
    advance(HOUR);
    const told = (await imageOf(ec2, IMAGE))?.LastLaunchedTime;
    expect(told).toBe(new Date(launchedAtMs).toISOString());
    const wish = { ImageId: IMAGE, Attribute: "lastLaunchedTime" as const };
    const attribute = await ec2.send(new DescribeImageAttributeCommand(wish));
    expect(attribute.LastLaunchedTime?.Value).toBe(told);
  });

  it("is remembered by the hour: no launch of a busy day makes it grow further", async () => {
    const cloud = imageCloud();
    for (let more = 0; more < 60; more++) {
      await startServer(cloud);
      cloud.advance(26 * MINUTE);
    }
    const kept = cloud.world.state.images.get(IMAGE)?.launchesAtMs ?? [];
    expect(kept.length).toBeLessThanOrEqual(26);
  });
});

describe("history", () => {
  /** The clients would otherwise draw tokens of their own. */
  const token = (ClientToken: string) => ({ ClientToken });
  const digest = (json: unknown) => createHash("sha256").update(JSON.stringify(json)).digest("hex");

  async function busyCloud() {
    const cloud = imageCloud(9);
    const server = await startServer(cloud, token("server"));
    const baked = await makeImage(cloud, server);
    cloud.advance(5 * MINUTE);
    const wish = { SourceImageId: baked, SourceRegion: HOME, Name: "copy", ...token("copy") };
    await cloud.at(AWAY).send(new CopyImageCommand(wish));
    await makeImage(cloud, server, { Name: "more" });
    const task = { InstanceId: server, ImageId: baked, ...token("root") };
    await cloud.ec2.send(new CreateReplaceRootVolumeTaskCommand(task));
    return cloud;
  }

  it("is the same for the same seed and the same calls, to the bit, in both regions", async () => {
    const run = async () => {
      const { advance, cloud } = await busyCloud();
      advance(20 * MINUTE);
      return digest(cloud.toJSON());
    };
    expect(await run()).toBe(await run());
  });

  it("goes on the same after a restore in the middle of an image, and of a root volume's task", async () => {
    const { advance, world } = await busyCloud();
    advance(30_000);
    const restored = restorePracticeWorld(JSON.parse(JSON.stringify(world)) as WorldJson);
    const untilMs = world.nowMs + 20 * MINUTE;
    for (const each of [world, restored]) each.advanceTo(untilMs);
    expect(digest(restored)).toBe(digest(world));
  });
});

it("where reads lag, a new image and its snapshots are missing for a while", async () => {
  const cloud = imageCloud();
  const server = await startServer(cloud);
  chooseVisibility(cloud.world, { upToMs: MINUTE });
  const id = await makeImage(cloud, server);
  const lists = async () => [
    (await cloud.ec2.send(new DescribeImagesCommand({}))).Images?.length,
    (await cloud.ec2.send(new DescribeSnapshotsCommand({}))).Snapshots?.length,
  ];
  expect([await codeOf(imageOf(cloud.ec2, id)), await lists()]).toEqual([
    "InvalidAMIID.NotFound",
    [1, 0],
  ]);
  cloud.advance(MINUTE);
  expect([(await imageOf(cloud.ec2, id))?.State, await lists()]).toEqual(["pending", [2, 1]]);
});
