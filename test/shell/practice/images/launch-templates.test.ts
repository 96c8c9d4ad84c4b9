/** Launch templates over the wire: versions and their source, deletion one by one, parameters for images, from a server. */
import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DeleteLaunchTemplateCommand,
  DeleteLaunchTemplateVersionsCommand,
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  GetLaunchTemplateDataCommand,
  ModifyLaunchTemplateCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { RequestLaunchTemplateData } from "@aws-sdk/client-ec2";
import {
  CreateAutoScalingGroupCommand,
  DescribeScalingActivitiesCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import { LabelParameterVersionCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import { operatorCredentials } from "../../../../electron/practice/access-keys.ts";
import { clientsOf } from "../clients/sdk-clients.ts";
import { addImage } from "../world/ec2-region.ts";
import { codeOf, HOME, IMAGE, imageCloud, MINUTE, startServer } from "./image-cloud.ts";

const SNAPSHOT = "snap-0123456789abcdef0";
const KEY = { KeyName: "k" };
const NEXT_IMAGE = "ami-00000000000000002";

async function withTemplate(data: RequestLaunchTemplateData = {}) {
  const cloud = imageCloud();
  const { ec2 } = cloud;
  const made = await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: "web",
      LaunchTemplateData: { ImageId: IMAGE, InstanceType: "t3.small", ...data },
    }),
  );
  const LaunchTemplateId = made.LaunchTemplate?.LaunchTemplateId ?? "";
  const next = async (LaunchTemplateData: RequestLaunchTemplateData, SourceVersion?: string) => {
    const wish = { LaunchTemplateId, LaunchTemplateData };
    const source = SourceVersion === undefined ? {} : { SourceVersion };
    const reply = await ec2.send(new CreateLaunchTemplateVersionCommand({ ...wish, ...source }));
    return reply.LaunchTemplateVersion;
  };
  const remove = (...Versions: string[]) =>
    ec2.send(new DeleteLaunchTemplateVersionsCommand({ LaunchTemplateId, Versions }));
  const numbers = async (...Versions: string[]) => {
    const wish = { LaunchTemplateId, ...(Versions.length > 0 ? { Versions } : {}) };
    const reply = await ec2.send(new DescribeLaunchTemplateVersionsCommand(wish));
    return reply.LaunchTemplateVersions?.map((one) => one.VersionNumber);
  };
  return { ...cloud, LaunchTemplateId, next, remove, numbers };
}

describe("a new version", () => {
  it("has only what is said when no source is named", async () => {
    const { next } = await withTemplate();
    expect((await next({ KeyName: "k" }))?.LaunchTemplateData).toEqual({ KeyName: "k" });
  });

  it("replaces what it names whole, keeps the rest, and leaves the source's snapshots behind", async () => {
    const tags = (Value: string) => [
      { ResourceType: "instance" as const, Tags: [{ Key: "t", Value }] },
    ];
    const { next } = await withTemplate({
      TagSpecifications: tags("old"),
      MetadataOptions: { HttpTokens: "required", HttpPutResponseHopLimit: 2 },
      BlockDeviceMappings: [
        { DeviceName: "/dev/sdf", Ebs: { SnapshotId: SNAPSHOT, VolumeSize: 20 } },
      ],
    });
    const own = { TagSpecifications: tags("new"), MetadataOptions: { HttpTokens: "optional" } };
    const made = await next({ ...own, MetadataOptions: { HttpTokens: "optional" } }, "1");
    expect(made?.LaunchTemplateData).toEqual({
      ImageId: IMAGE,
      InstanceType: "t3.small",
      TagSpecifications: tags("new"),
      MetadataOptions: { HttpTokens: "optional" },
      BlockDeviceMappings: [{ DeviceName: "/dev/sdf", Ebs: { VolumeSize: 20 } }],
    });
  });

  it("may take a version by $Latest or $Default as its source", async () => {
    const { next } = await withTemplate();
    await next({ InstanceType: "t3.large" }, "1");
    expect((await next(KEY, "$Latest"))?.LaunchTemplateData?.InstanceType).toBe("t3.large");
    expect((await next(KEY, "$Default"))?.LaunchTemplateData?.InstanceType).toBe("t3.small");
  });
});

describe("deletion", () => {
  it("tells of each version how it went; the default one stays", async () => {
    const { next, remove, numbers } = await withTemplate();
    await next(KEY, "1");
    const reply = await remove("1", "2", "7");
    expect(
      reply.SuccessfullyDeletedLaunchTemplateVersions?.map((one) => one.VersionNumber),
    ).toEqual([2]);
    expect(
      reply.UnsuccessfullyDeletedLaunchTemplateVersions?.map((one) => [
        one.VersionNumber,
        one.ResponseError?.Code,
      ]),
    ).toEqual([
      [1, "unexpectedError"],
      [7, "launchTemplateVersionDoesNotExist"],
    ]);
    expect(await numbers()).toEqual([1]);
  });

  it("gives no number twice, and $Latest is the newest that is left", async () => {
    const { next, remove, numbers } = await withTemplate();
    await next(KEY, "1");
    await next(KEY, "1");
    await remove("3");
    expect(await numbers("$Latest")).toEqual([2]);
    expect((await next(KEY, "1"))?.VersionNumber).toBe(4);
    expect(await numbers("$Latest")).toEqual([4]);
  });

  it("of a template leaves its groups, whose launches then fail", async () => {
    const cloud = await withTemplate();
    const { LaunchTemplateId, ec2, advance } = cloud;
    const { groups } = clientsOf(cloud.requestHandler(), { keys: operatorCredentials(0) });
    const [subnet = ""] = [...cloud.world.state.subnets.keys()];
    const AutoScalingGroupName = "web";
    await groups.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName,
        MinSize: 0,
        MaxSize: 2,
        VPCZoneIdentifier: subnet,
        MixedInstancesPolicy: {
          LaunchTemplate: {
            LaunchTemplateSpecification: { LaunchTemplateId, Version: "$Latest" },
            Overrides: [{ InstanceType: "t3.small" }, { InstanceType: "t3.medium" }],
          },
        },
      }),
    );
    await ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateId }));
    await groups.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 1 }));
    advance(5 * MINUTE);
    const wish = { AutoScalingGroupName };
    const { Activities } = await groups.send(new DescribeScalingActivitiesCommand(wish));
    expect(Activities?.[0]?.StatusCode).toBe("Failed");
    const all = await ec2.send(new DescribeLaunchTemplatesCommand({}));
    expect(all.LaunchTemplates).toEqual([]);
  });
});

describe("a parameter in the place of an image", () => {
  async function withParameter() {
    const cloud = await withTemplate();
    addImage(cloud.world, { id: NEXT_IMAGE, name: "next" });
    const ssm = new SSMClient({
      region: HOME,
      endpoint: "http://practice.invalid",
      credentials: operatorCredentials(0),
      requestHandler: cloud.requestHandler(),
      maxAttempts: 1,
    });
    const put = (Value: string, DataType = "aws:ec2:image") =>
      ssm.send(
        new PutParameterCommand({
          Name: "/golden",
          Type: "String",
          Overwrite: true,
          Value,
          DataType,
        }),
      );
    await put(IMAGE);
    cloud.advance(MINUTE);
    return { ...cloud, ssm, put };
  }

  const launched = async (
    cloud: Awaited<ReturnType<typeof withParameter>>,
    Version = "$Latest",
  ) => {
    const { LaunchTemplateId } = cloud;
    const wish = { LaunchTemplate: { LaunchTemplateId, Version }, MinCount: 1, MaxCount: 1 };
    return (await cloud.ec2.send(new RunInstancesCommand(wish))).Instances?.[0]?.ImageId;
  };

  it("is looked up at each launch", async () => {
    const cloud = await withParameter();
    await cloud.next({ ImageId: "resolve:ssm:/golden" }, "1");
    expect(await launched(cloud)).toBe(IMAGE);
    await cloud.put(NEXT_IMAGE);
    cloud.advance(MINUTE);
    expect(await launched(cloud)).toBe(NEXT_IMAGE);
  });

  it("may be named with a version or a label", async () => {
    const cloud = await withParameter();
    await cloud.put(NEXT_IMAGE);
    cloud.advance(MINUTE);
    const label = { Name: "/golden", ParameterVersion: 1, Labels: ["live"] };
    await cloud.ssm.send(new LabelParameterVersionCommand(label));
    await cloud.next({ ImageId: "resolve:ssm:/golden:2" }, "1");
    await cloud.next({ ImageId: "resolve:ssm:/golden:live" }, "1");
    expect([await launched(cloud, "2"), await launched(cloud, "3")]).toEqual([NEXT_IMAGE, IMAGE]);
  });

  it("is shown as it is unless its resolution is asked for", async () => {
    const { ec2, next, LaunchTemplateId } = await withParameter();
    await next({ ImageId: "resolve:ssm:/golden" });
    const shown = async (ResolveAlias: boolean) => {
      const wish = { LaunchTemplateId, Versions: ["2"], ResolveAlias };
      const reply = await ec2.send(new DescribeLaunchTemplateVersionsCommand(wish));
      return reply.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.ImageId;
    };
    expect([await shown(false), await shown(true)]).toEqual(["resolve:ssm:/golden", IMAGE]);
  });

  it("must be there and be of the data type for images", async () => {
    const { ssm, next } = await withParameter();
    await ssm.send(new PutParameterCommand({ Name: "/text", Type: "String", Value: IMAGE }));
    const refusals = ["/none", "/text", "/golden:9"].map((name) =>
      codeOf(next({ ImageId: `resolve:ssm:${name}` })),
    );
    expect(new Set(await Promise.all(refusals))).toEqual(new Set(["SsmInvalidParameter"]));
  });
});

describe("what else is asked", () => {
  it("GetLaunchTemplateData tells what a server would need", async () => {
    const cloud = imageCloud();
    const Tags = [{ Key: "team", Value: "web" }];
    const InstanceId = await startServer(cloud, {
      UserData: "aGk=",
      TagSpecifications: [{ ResourceType: "instance", Tags }],
    });
    const reply = await cloud.ec2.send(new GetLaunchTemplateDataCommand({ InstanceId }));
    expect(reply.LaunchTemplateData).toMatchObject({
      ImageId: IMAGE,
      InstanceType: "t3.small",
      UserData: "aGk=",
      TagSpecifications: [{ ResourceType: "instance", Tags }],
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 8 } }],
    });
    const copy = reply.LaunchTemplateData as RequestLaunchTemplateData;
    const made = { LaunchTemplateName: "copy", LaunchTemplateData: copy };
    await cloud.ec2.send(new CreateLaunchTemplateCommand(made));
    const launch = { LaunchTemplate: { LaunchTemplateName: "copy" }, MinCount: 1, MaxCount: 1 };
    expect(await codeOf(cloud.ec2.send(new RunInstancesCommand(launch)))).toBeNull();
  });

  it.each([
    ["image-id", IMAGE, [2, 1]],
    ["instance-type", "t3.large", [2]],
    ["is-default-version", "true", [1]],
    ["ebs-optimized", "true", [2]],
    ["http-tokens", "required", [2]],
  ])("versions are found by %s=%s", async (Name, value, expected) => {
    const { ec2, next, LaunchTemplateId } = await withTemplate();
    const MetadataOptions = { HttpTokens: "required" as const };
    await next({ InstanceType: "t3.large", EbsOptimized: true, MetadataOptions }, "1");
    const wish = { LaunchTemplateId, Filters: [{ Name, Values: [value] }] };
    const reply = await ec2.send(new DescribeLaunchTemplateVersionsCommand(wish));
    expect(reply.LaunchTemplateVersions?.map((one) => one.VersionNumber)).toEqual(expected);
  });

  it("a template is named by its id or its name, not by both; a default is chosen once for a token", async () => {
    const { ec2, LaunchTemplateId, next } = await withTemplate();
    const both = { LaunchTemplateId, LaunchTemplateName: "web" };
    expect(await codeOf(ec2.send(new DeleteLaunchTemplateCommand(both)))).toBe(
      "InvalidParameterCombination",
    );
    await next(KEY, "1");
    const choose = (DefaultVersion: string, ClientToken: string) =>
      ec2.send(new ModifyLaunchTemplateCommand({ LaunchTemplateId, DefaultVersion, ClientToken }));
    const long = "t".repeat(128);
    expect((await choose("2", long)).LaunchTemplate?.DefaultVersionNumber).toBe(2);
    await choose("1", "other");
    expect((await choose("2", long)).LaunchTemplate?.DefaultVersionNumber).toBe(1);
    expect(await codeOf(choose("2", "t".repeat(129)))).toBe("InvalidParameterValue");
  });
});
