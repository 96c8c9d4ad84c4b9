/** What a policy lets through and what not, over the wire, in the words of each service. */
import {
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeAutoScalingGroupsCommand,
  SetDesiredCapacityCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateImageCommand,
  CreateTagsCommand,
  DescribeInstancesCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { RunInstancesCommandInput } from "@aws-sdk/client-ec2";
import { RegisterTargetsCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { DecodeAuthorizationMessageCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { ActionLog } from "../../../../electron/practice/api/iam/action-log.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { createTemplate } from "../../../../electron/practice/world/ec2/launch-templates/templates.ts";
import { putInstanceProfile, putUser } from "../../../../electron/practice/world/iam/principals.ts";
import { clientsOf } from "../clients/sdk-clients.ts";
import { GOOD_IMAGE, smallRegion, SUBNETS, TARGET_GROUP } from "../small-region.ts";

const OPERATOR = "arn:aws:iam::441722901163:user/practice-operator";
const ARN = "arn:aws:ec2:eu-west-1:441722901163";

type Statement = Readonly<Record<string, unknown>>;

const allow = (Action: string | readonly string[], more: Statement = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...more,
});

function region(...statements: readonly Statement[]) {
  const { world } = smallRegion();
  const actionLog = new ActionLog();
  const practice = createInThreadPractice({ seed: 7, world, actionLog });
  const restrict = (...wanted: readonly Statement[]) =>
    putUser(world, {
      name: "practice-operator",
      policies: { test: { Version: "2012-10-17", Statement: wanted } },
    });
  if (statements.length > 0) restrict(...statements);
  return { ...practice, ...clientsOf(practice.requestHandler()), restrict, actionLog };
}

type Region = ReturnType<typeof region>;

const run = ({ ec2 }: Region, more: Partial<RunInstancesCommandInput> = {}) =>
  ec2.send(
    new RunInstancesCommand({
      ImageId: GOOD_IMAGE,
      InstanceType: "m6i.large",
      SubnetId: SUBNETS[0],
      MinCount: 1,
      MaxCount: 1,
      ...more,
    }),
  );

async function said(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => "allowed",
    (error: Error) => error.name,
  );
}

async function refusal(asked: Promise<unknown>) {
  return asked.then(
    () => ({ name: "allowed", message: "", status: 200 }),
    (error: Error & { $metadata: { httpStatusCode: number } }) => ({
      name: error.name,
      message: error.message,
      status: error.$metadata.httpStatusCode,
    }),
  );
}

const tagged = (ResourceType: "instance" | "volume", Value: string) => ({
  TagSpecifications: [{ ResourceType, Tags: [{ Key: "team", Value }] }],
});

describe("launching a server", () => {
  const LAUNCH = allow("ec2:RunInstances");
  const on = (kind: string, more: Statement = {}) =>
    allow("ec2:RunInstances", { Resource: `arn:aws:ec2:*:*:${kind}/*`, ...more });
  const others = ["subnet", "security-group", "network-interface", "volume"].map((kind) =>
    on(kind),
  );
  const teamWeb = { Condition: { StringEquals: { "aws:RequestTag/team": "web" } } };
  const profile = { IamInstanceProfile: { Name: "web" } };
  const WEB_ROLE = "arn:aws:iam::441722901163:role/web";

  it.each<[string, readonly Statement[], Partial<RunInstancesCommandInput>, boolean]>([
    ["with everything", [LAUNCH], {}, true],
    ["without leave for the image", [on("instance"), ...others], {}, false],
    ["with leave for each part", [on("instance"), on("image"), ...others], {}, true],
    [
      "of another type",
      [
        on("instance", { Condition: { StringEquals: { "ec2:InstanceType": "t3.*" } } }),
        on("image"),
        ...others,
      ],
      {},
      false,
    ],
    [
      "of an allowed type",
      [
        on("instance", { Condition: { StringLike: { "ec2:InstanceType": "m6i.*" } } }),
        on("image"),
        ...others,
      ],
      {},
      true,
    ],
    [
      "in another region",
      [
        allow("ec2:RunInstances", {
          Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
        }),
      ],
      {},
      false,
    ],
    [
      "in one subnet",
      [
        on("instance"),
        on("image"),
        allow("ec2:RunInstances", { Resource: `${ARN}:subnet/${SUBNETS[1]}` }),
        ...others.slice(1),
      ],
      {},
      false,
    ],
    ["with tags, without leave to tag", [LAUNCH], tagged("instance", "web"), false],
    [
      "with tags, and leave to tag what is launched",
      [
        LAUNCH,
        allow("ec2:CreateTags", {
          Condition: { StringEquals: { "ec2:CreateAction": "RunInstances" } },
        }),
      ],
      tagged("instance", "web"),
      true,
    ],
    [
      "with the tag that is asked",
      [on("instance", teamWeb), on("image"), ...others, allow("ec2:CreateTags")],
      tagged("instance", "web"),
      true,
    ],
    [
      "with another tag",
      [on("instance", teamWeb), on("image"), ...others, allow("ec2:CreateTags")],
      tagged("instance", "api"),
      false,
    ],
    [
      "without the tag",
      [on("instance", teamWeb), on("image"), ...others, allow("ec2:CreateTags")],
      {},
      false,
    ],
    ["with a role, without leave to pass it", [LAUNCH], profile, false],
    [
      "with a role, and leave to pass it",
      [LAUNCH, allow("iam:PassRole", { Resource: WEB_ROLE })],
      profile,
      true,
    ],
    [
      "with leave to pass another",
      [LAUNCH, allow("iam:PassRole", { Resource: `${WEB_ROLE}2` })],
      profile,
      false,
    ],
    [
      "with leave to pass it to EC2",
      [
        LAUNCH,
        allow("iam:PassRole", {
          Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
        }),
      ],
      profile,
      true,
    ],
    [
      "with leave to pass it elsewhere",
      [
        LAUNCH,
        allow("iam:PassRole", {
          Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
        }),
      ],
      profile,
      false,
    ],
  ])("%s", async (_name, statements, more, expected) => {
    expect(await said(run(region(...statements), more))).toBe(
      expected ? "allowed" : "UnauthorizedOperation",
    );
  });

  it("looks at the role that the profile holds", async () => {
    const it = region(
      LAUNCH,
      allow("iam:PassRole", { Resource: "arn:aws:iam::441722901163:role/inner" }),
    );
    expect(await said(run(it, profile))).toBe("UnauthorizedOperation");
    putInstanceProfile(it.world, "web", "arn:aws:iam::441722901163:role/inner");
    expect(await said(run(it, profile))).toBe("allowed");
  });

  it("says what is lacking, and STS decodes the rest", async () => {
    const it = region(LAUNCH, allow("sts:DecodeAuthorizationMessage"));
    const { name, message, status } = await refusal(run(it, profile));
    expect({ name, status }).toEqual({ name: "UnauthorizedOperation", status: 403 });
    expect(message).toMatch(
      new RegExp(
        `^You are not authorized to perform this operation\\. User: ${OPERATOR} is not authorized to perform: iam:PassRole ` +
          `on resource: ${WEB_ROLE} because no identity-based policy allows the iam:PassRole action\\. ` +
          `Encoded authorization failure message: [\\w-]+$`,
      ),
    );
    const EncodedMessage = message.split(" ").at(-1) ?? "";
    const { DecodedMessage = "" } = await it.sts.send(
      new DecodeAuthorizationMessageCommand({ EncodedMessage }),
    );
    expect(JSON.parse(DecodedMessage)).toMatchObject({
      allowed: false,
      explicitDeny: false,
      context: { principal: { arn: OPERATOR }, action: "iam:PassRole", resource: WEB_ROLE },
    });
  });
});

describe("a dry run", () => {
  it("tells whether the call would be allowed", async () => {
    const it = region(allow("ec2:RunInstances"));
    expect(await said(run(it, { DryRun: true }))).toBe("DryRunOperation");
    it.restrict(allow("ec2:Describe*"));
    expect(await said(run(it, { DryRun: true }))).toBe("UnauthorizedOperation");
  });
});

describe("resources by their tags", () => {
  async function withServer(it: Region) {
    const { Instances } = await run(it, tagged("instance", "web"));
    return Instances?.[0]?.InstanceId ?? "";
  }

  it.each(["aws:ResourceTag/team", "ec2:ResourceTag/team"])("%s", async (key) => {
    const it = region();
    const id = await withServer(it);
    const end = () => said(it.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] })));
    const only = (team: string) =>
      it.restrict(
        allow("ec2:TerminateInstances", { Condition: { StringEquals: { [key]: team } } }),
      );
    only("api");
    expect(await end()).toBe("UnauthorizedOperation");
    only("web");
    expect(await end()).toBe("allowed");
  });

  it("an image needs the server, the image and its snapshots", async () => {
    const it = region();
    const id = await withServer(it);
    const make = () => said(it.ec2.send(new CreateImageCommand({ InstanceId: id, Name: "web 1" })));
    it.restrict(
      allow("ec2:CreateImage", { Resource: [`${ARN}:instance/*`, "arn:aws:ec2:*::image/*"] }),
    );
    expect(await make()).toBe("UnauthorizedOperation");
    it.restrict(
      allow("ec2:CreateImage", {
        Resource: [`${ARN}:instance/*`, "arn:aws:ec2:*::image/*", "arn:aws:ec2:*::snapshot/*"],
      }),
    );
    expect(await make()).not.toBe("UnauthorizedOperation");
  });

  it("tags may be limited to some keys", async () => {
    const it = region();
    const id = await withServer(it);
    it.restrict(
      allow("ec2:CreateTags", {
        Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["note"] } },
      }),
    );
    const tag = (Key: string) =>
      said(it.ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key, Value: "1" }] })));
    expect(await tag("note")).toBe("allowed");
    expect(await tag("team")).toBe("UnauthorizedOperation");
  });
});

describe("groups", () => {
  const GROUP = allow("autoscaling:*");
  const create = (it: Region, more: object = {}) =>
    it.groups.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName: "web-v1",
        LaunchTemplate: { LaunchTemplateName: "shop", Version: "1" },
        VPCZoneIdentifier: SUBNETS[0],
        MinSize: 0,
        MaxSize: 1,
        ...more,
      }),
    );

  it("need leave to launch from their template", async () => {
    expect(await refusal(create(region(GROUP)))).toEqual({
      name: "AccessDenied",
      message: "You are not authorized to use launch template: shop",
      status: 403,
    });
    expect(await said(create(region(GROUP, allow("ec2:RunInstances"))))).toBe("allowed");
  });

  it("need leave to pass the role of their template", async () => {
    const withRole = (...statements: readonly Statement[]) => {
      const it = region(GROUP, allow("ec2:RunInstances"), ...statements);
      const data = {
        ImageId: GOOD_IMAGE,
        InstanceType: "m6i.large",
        IamInstanceProfile: { Name: "web" },
      };
      createTemplate(it.world, { name: "roled", description: null, data, tags: {} });
      return said(create(it, { LaunchTemplate: { LaunchTemplateName: "roled" } }));
    };
    expect(await withRole()).toBe("AccessDenied");
    expect(await withRole(allow("iam:PassRole"))).toBe("allowed");
  });

  it("a launch configuration needs leave to pass its role", async () => {
    const make = (...statements: readonly Statement[]) =>
      said(
        region(GROUP, ...statements).groups.send(
          new CreateLaunchConfigurationCommand({
            LaunchConfigurationName: "web",
            ImageId: GOOD_IMAGE,
            InstanceType: "m6i.large",
            IamInstanceProfile: "web",
          }),
        ),
      );
    expect(await make()).toBe("AccessDenied");
    expect(await make(allow("iam:PassRole"))).toBe("allowed");
  });

  it("are named before they are there, and known by their tags afterwards", async () => {
    const named = "arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/web-*";
    const it = region(allow("autoscaling:*", { Resource: named }), allow("ec2:RunInstances"));
    expect(await said(create(it, { AutoScalingGroupName: "api-v1" }))).toBe("AccessDenied");
    const Tags = [{ Key: "team", Value: "web", PropagateAtLaunch: true }];
    expect(await said(create(it, { Tags }))).toBe("allowed");
    const size = () =>
      said(
        it.groups.send(
          new SetDesiredCapacityCommand({ AutoScalingGroupName: "web-v1", DesiredCapacity: 1 }),
        ),
      );
    it.restrict(
      allow("autoscaling:*", { Condition: { StringEquals: { "aws:ResourceTag/team": "api" } } }),
    );
    expect(await size()).toBe("AccessDenied");
    it.restrict(
      allow("autoscaling:*", { Condition: { StringEquals: { "aws:ResourceTag/team": "web" } } }),
    );
    expect(await size()).toBe("allowed");
  });

  it("refreshed to another template need leave to launch from that", async () => {
    const it = region();
    await create(it);
    it.restrict(GROUP);
    const refresh = () =>
      said(
        it.groups.send(
          new StartInstanceRefreshCommand({
            AutoScalingGroupName: "web-v1",
            DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "shop", Version: "2" } },
          }),
        ),
      );
    expect(await refresh()).toBe("AccessDenied");
    it.restrict(GROUP, allow("ec2:RunInstances"));
    expect(await refresh()).toBe("allowed");
  });
});

describe("an explicit deny", () => {
  it("is told as such by each service", async () => {
    const it = region(
      allow("*"),
      allow(
        ["ec2:TerminateInstances", "autoscaling:Describe*", "elasticloadbalancing:RegisterTargets"],
        { Effect: "Deny" },
      ),
    );
    const ended = await refusal(
      it.ec2.send(new TerminateInstancesCommand({ InstanceIds: ["i-0123"] })),
    );
    expect(ended.message).toContain(
      `is not authorized to perform: ec2:TerminateInstances on resource: ${ARN}:instance/i-0123 with an explicit deny in an identity-based policy.`,
    );
    expect(await refusal(it.groups.send(new DescribeAutoScalingGroupsCommand({})))).toEqual({
      name: "AccessDenied",
      message: `User: ${OPERATOR} is not authorized to perform: autoscaling:DescribeAutoScalingGroups with an explicit deny in an identity-based policy`,
      status: 403,
    });
    const targets = await refusal(
      it.balancing.send(
        new RegisterTargetsCommand({ TargetGroupArn: TARGET_GROUP, Targets: [{ Id: "i-1" }] }),
      ),
    );
    expect(targets.message).toContain(
      `elasticloadbalancing:RegisterTargets on resource: ${TARGET_GROUP} with an explicit deny`,
    );
  });

  it("never keeps anyone from asking who he is", async () => {
    const it = region(allow("*", { Effect: "Deny" }));
    const { Arn } = await it.sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(OPERATOR);
  });
});

describe("the log of actions", () => {
  it("names what was needed, the dependent ones too", async () => {
    const it = region();
    await run(it, { ...tagged("instance", "web"), IamInstanceProfile: { Name: "web" } });
    await it.ec2.send(new DescribeInstancesCommand({}));
    expect(it.actionLog.used(OPERATOR)).toEqual([
      "ec2:CreateTags",
      "ec2:DescribeInstances",
      "ec2:RunInstances",
      "iam:PassRole",
    ]);
    expect(it.actionLog.used("arn:aws:iam::441722901163:user/nobody")).toEqual([]);
  });

  it("is a policy that suffices", async () => {
    const it = region();
    const work = async () => {
      await run(it, tagged("volume", "web"));
      await it.groups.send(new DescribeAutoScalingGroupsCommand({}));
    };
    await work();
    it.restrict(allow(it.actionLog.used()));
    await expect(work()).resolves.toBeUndefined();
    it.restrict(allow(it.actionLog.used().slice(1)));
    await expect(work()).rejects.toThrow("not authorized");
  });
});
