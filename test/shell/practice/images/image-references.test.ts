/** DescribeImageReferences: servers, templates and parameters, how deep it looks, and what it is blind to. */
import { CreateAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DescribeImageReferencesCommand,
} from "@aws-sdk/client-ec2";
import type { DescribeImageReferencesRequest } from "@aws-sdk/client-ec2";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { describe, expect, it } from "vitest";
import { operatorCredentials } from "../../../../electron/practice/access-keys.ts";
import { clientsOf } from "../clients/sdk-clients.ts";
import { addImage } from "../world/ec2-region.ts";
import { codeOf, HOME, IMAGE, imageCloud, MINUTE, startServer } from "./image-cloud.ts";
import type { ImageCloud } from "./image-cloud.ts";

function clients(cloud: ImageCloud) {
  const requestHandler = cloud.requestHandler();
  const keys = operatorCredentials(0);
  const options = { region: HOME, endpoint: "http://practice.invalid", credentials: keys };
  const ssm = new SSMClient({ ...options, requestHandler, maxAttempts: 1 });
  return { ...clientsOf(requestHandler, { keys }), ssm };
}

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
