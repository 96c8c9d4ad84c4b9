import { describe, expect, it } from "vitest";
import {
  launchInstances,
  terminateInstances,
} from "../../../../electron/practice/world/ec2/instances/instance-orders.ts";
import { PracticeError } from "../../../../electron/practice/world/kernel/practice-error.ts";
import { ec2Region, IMAGE, MINUTE_MS } from "./ec2-region.ts";

function withTemplate() {
  const region = ec2Region();
  const made = region.call("CreateLaunchTemplate", {
    LaunchTemplateName: "web",
    VersionDescription: "web-v001",
    LaunchTemplateData: { ImageId: IMAGE, InstanceType: "t3.small", UserData: "aGk=" },
  });
  return { region, id: made.LaunchTemplate?.LaunchTemplateId ?? "" };
}

describe("launch templates", () => {
  it("get versions that keep what the source has and change what is said", () => {
    const { region, id } = withTemplate();
    region.call("CreateLaunchTemplateVersion", {
      LaunchTemplateId: id,
      SourceVersion: "1",
      VersionDescription: "web-v002",
      LaunchTemplateData: { InstanceType: "t3.medium" },
    });
    const versions =
      region.call("DescribeLaunchTemplateVersions", { LaunchTemplateId: id })
        .LaunchTemplateVersions ?? [];
    expect(
      versions.map((each) => [each.VersionNumber, each.VersionDescription, each.DefaultVersion]),
    ).toEqual([
      [2, "web-v002", false],
      [1, "web-v001", true],
    ]);
    expect(versions[0]?.LaunchTemplateData).toEqual({
      ImageId: IMAGE,
      InstanceType: "t3.medium",
      UserData: "aGk=",
    });
  });

  it("tell $Latest from $Default", () => {
    const { region, id } = withTemplate();
    region.call("CreateLaunchTemplateVersion", {
      LaunchTemplateId: id,
      LaunchTemplateData: { ImageId: IMAGE },
    });
    const numbers = (...Versions: string[]) =>
      region
        .call("DescribeLaunchTemplateVersions", { Versions })
        .LaunchTemplateVersions?.map((each) => each.VersionNumber);
    expect([numbers("$Latest"), numbers("$Default")]).toEqual([[2], [1]]);
    region.call("ModifyLaunchTemplate", { LaunchTemplateId: id, DefaultVersion: "2" });
    expect(numbers("$Default")).toEqual([2]);
  });

  it("make one version for one client token", () => {
    const { region, id } = withTemplate();
    const make = (InstanceType: "t3.small" | "t3.large") =>
      region.call("CreateLaunchTemplateVersion", {
        LaunchTemplateId: id,
        LaunchTemplateData: { InstanceType },
        ClientToken: "once",
      }).LaunchTemplateVersion?.VersionNumber;
    expect([make("t3.small"), make("t3.small")]).toEqual([2, 2]);
    expect(region.codeOf(() => make("t3.large"))).toBe("IdempotentParameterMismatch");
  });

  it.each([
    [
      "DescribeLaunchTemplates",
      { LaunchTemplateIds: ["lt-0123456789abcdef0"] },
      "InvalidLaunchTemplateId.NotFound",
    ],
    [
      "DescribeLaunchTemplates",
      { LaunchTemplateNames: ["none"] },
      "InvalidLaunchTemplateName.NotFoundException",
    ],
    [
      "DescribeLaunchTemplateVersions",
      { LaunchTemplateName: "web", Versions: ["9"] },
      "InvalidLaunchTemplateId.VersionNotFound",
    ],
    [
      "CreateLaunchTemplate",
      { LaunchTemplateName: "web", LaunchTemplateData: {} },
      "InvalidLaunchTemplateName.AlreadyExistsException",
    ],
  ] as const)("%s %j is refused", (name, input, code) => {
    const { region } = withTemplate();
    expect(region.codeOf(() => region.call(name, input as object))).toBe(code);
  });
});

describe("launches by the world's other parts", () => {
  function order(templateId: string, subnetId: string) {
    return {
      templateId,
      version: "$Latest",
      subnetId,
      count: 2,
      tags: { service: "web" },
      groupName: "web-v001",
    };
  }

  it("carry the tags that AWS gives, and end for the cause that is told", () => {
    const { region, id } = withTemplate();
    const [subnet = ""] = [...region.world.state.subnets.keys()];
    const causes: string[] = [];
    region.world.onInstanceState((_, change) => void causes.push(change.cause));
    const ids = launchInstances(region.world, order(id, subnet));
    if (ids instanceof PracticeError) throw ids;
    expect(region.world.state.instances.get(ids[0] ?? "")?.tags).toEqual({
      service: "web",
      "aws:ec2launchtemplate:id": id,
      "aws:ec2launchtemplate:version": "1",
      "aws:autoscaling:groupName": "web-v001",
    });
    terminateInstances(region.world, [...ids, "i-0dead"], "scale-in");
    region.pass(2 * MINUTE_MS);
    expect(ids.map((each) => region.stateOf(each))).toEqual(["terminated", "terminated"]);
    expect(causes).toContain("scale-in");
  });

  it("are refused as a value, in the words of an activity", () => {
    const { region, id } = withTemplate();
    const [subnet = ""] = [...region.world.state.subnets.keys()];
    region.call("DeregisterImage", { ImageId: IMAGE });
    expect(launchInstances(region.world, order(id, subnet))).toMatchObject({
      code: "InvalidAMIID.NotFound",
      message: `The AMI ID '${IMAGE}' does not exist.`,
    });
  });
});
