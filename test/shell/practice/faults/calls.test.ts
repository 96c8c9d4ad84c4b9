/** Rules on calls, as an unmodified SDK client meets them. */
import { DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import {
  CreateLaunchTemplateCommand,
  CreateTagsCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { DescribeTargetGroupsCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { GOOD_IMAGE, SUBNETS } from "../small-region.ts";
import { faultyRegion, settle } from "./faulty-region.ts";

type Region = ReturnType<typeof faultyRegion>;

interface Refusal {
  readonly code: string;
  readonly status: number | undefined;
  readonly message: string;
}

async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    const { name, Code, message, $metadata } = error as {
      name: string;
      Code?: string;
      message: string;
      $metadata?: { httpStatusCode?: number };
    };
    return { code: Code ?? name, status: $metadata?.httpStatusCode, message };
  }
  throw new Error("The call was not refused");
}

const ask = {
  ec2: ({ ec2 }: Region) => ec2.send(new DescribeImagesCommand({ Owners: ["self"] })),
  autoscaling: ({ groups }: Region) => groups.send(new DescribeAutoScalingGroupsCommand({})),
  elb: ({ balancing }: Region) => balancing.send(new DescribeTargetGroupsCommand({})),
  sts: ({ sts }: Region) => sts.send(new GetCallerIdentityCommand({})),
  ssm: ({ ssm }: Region) => ssm.send(new GetParameterCommand({ Name: "/shop" })),
} as const;

const makeTemplate = ({ ec2 }: Region, LaunchTemplateName: string) =>
  ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName,
      LaunchTemplateData: { InstanceType: "m6i.large" },
    }),
  );

async function templates({ ec2 }: Region): Promise<readonly string[]> {
  const { LaunchTemplates = [] } = await ec2.send(new DescribeLaunchTemplatesCommand({}));
  return LaunchTemplates.map(({ LaunchTemplateName = "" }) => LaunchTemplateName);
}

describe("a call that is struck", () => {
  it.each([
    ["throttle", "ec2", "RequestLimitExceeded", 503],
    ["throttle", "autoscaling", "Throttling", 400],
    ["throttle", "elb", "Throttling", 400],
    ["throttle", "sts", "Throttling", 400],
    ["throttle", "ssm", "ThrottlingException", 400],
    ["credentials-expired", "ec2", "RequestExpired", 400],
    ["credentials-expired", "autoscaling", "ExpiredToken", 403],
    ["credentials-expired", "sts", "ExpiredToken", 403],
    ["credentials-expired", "ssm", "ExpiredTokenException", 400],
    ["denied", "ec2", "UnauthorizedOperation", 403],
    ["denied", "autoscaling", "AccessDenied", 403],
    ["denied", "elb", "AccessDenied", 403],
    ["denied", "ssm", "AccessDeniedException", 400],
  ] as const)("%s: %s answers %s, HTTP %i", async (kind, service, code, status) => {
    const region = faultyRegion();
    region.spoil({ at: "call", effect: { kind } });
    expect(await refusalOf(ask[service](region))).toMatchObject({ code, status });
  });

  it.each([
    [500, "ec2", "InternalError"],
    [503, "ec2", "Unavailable"],
    [500, "autoscaling", "InternalFailure"],
    [503, "elb", "ServiceUnavailable"],
  ] as const)("HTTP %i: %s answers %s", async (status, service, code) => {
    const region = faultyRegion();
    region.spoil({ at: "call", effect: { kind: "server-error", status } });
    expect(await refusalOf(ask[service](region))).toMatchObject({ code, status });
  });

  it("names the caller and the action where it is denied", async () => {
    const region = faultyRegion();
    region.spoil({ at: "call", operation: "ec2:Describe*", effect: { kind: "denied" } });
    const { message } = await refusalOf(ask.ec2(region));
    expect(message).toContain("arn:aws:iam::441722901163:user/practice-operator");
    expect(message).toContain("ec2:DescribeImages");
    await expect(ask.autoscaling(region)).resolves.toBeDefined();
  });

  it("may fail although it was carried out", async () => {
    const region = faultyRegion();
    region.spoil({
      at: "call",
      operation: "CreateLaunchTemplate",
      effect: { kind: "server-error", carriedOut: true },
    });
    expect((await refusalOf(makeTemplate(region, "made"))).status).toBe(500);
    expect(await templates(region)).toContain("made");
  });

  it("may break its connection after it was carried out", async () => {
    const region = faultyRegion();
    region.spoil({ at: "call", operation: "CreateLaunchTemplate", effect: { kind: "reply-lost" } });
    expect(await refusalOf(makeTemplate(region, "made"))).toMatchObject({ code: "Error" });
    expect(await templates(region)).toContain("made");
  });

  it("may be answered late, after later calls", async () => {
    const region = faultyRegion();
    const effect = { kind: "reply-late", upToMs: 60_000 };
    region.spoil({ at: "call", operation: "CreateLaunchTemplate", effect });
    const order: string[] = [];
    const first = makeTemplate(region, "made").then(() => order.push("created"));
    await settle();
    expect(await templates(region)).toContain("made");
    order.push("described");
    region.advance(60_000);
    await first;
    expect(order).toEqual(["described", "created"]);
  });

  it("may arrive late, behind calls that were sent after it", async () => {
    const region = faultyRegion();
    const effect = { kind: "request-late", upToMs: 30_000 };
    region.spoil({ at: "call", operation: "CreateLaunchTemplate", resource: "slow", effect });
    const slow = makeTemplate(region, "slow");
    await settle();
    await makeTemplate(region, "quick");
    region.advance(30_000);
    await slow;
    expect((await templates(region)).slice(-2)).toEqual(["quick", "slow"]);
  });

  it("may break its connection, and be carried out afterwards", async () => {
    const region = faultyRegion();
    const effect = { kind: "effect-late", upToMs: 30_000 };
    region.spoil({ at: "call", count: 1, effect });
    await refusalOf(makeTemplate(region, "late"));
    expect(await templates(region)).not.toContain("late");
    region.advance(30_000);
    expect(await templates(region)).toContain("late");
  });

  it("may read what was before", async () => {
    const region = faultyRegion();
    region.spoil({
      at: "call",
      operation: "DescribeLaunchTemplates",
      effect: { kind: "stale-read", upToMs: 60_000 },
    });
    await templates(region);
    region.advance(61_000);
    await makeTemplate(region, "new");
    expect(await templates(region)).not.toContain("new");
  });
});

describe("a rule", () => {
  it("strikes at most so often", async () => {
    const region = faultyRegion();
    region.spoil({ at: "call", count: 2, effect: { kind: "throttle" } });
    await refusalOf(ask.ec2(region));
    await refusalOf(ask.ec2(region));
    await expect(ask.ec2(region)).resolves.toBeDefined();
  });

  it("is in force from a moment on and until another", async () => {
    const region = faultyRegion();
    region.spoil({ at: "call", after: "5m", for: "10m", effect: { kind: "throttle" } });
    await ask.ec2(region);
    region.advance(5 * 60_000);
    await refusalOf(ask.ec2(region));
    region.advance(10 * 60_000);
    await expect(ask.ec2(region)).resolves.toBeDefined();
  });

  it("strikes with its probability", async () => {
    const region = faultyRegion();
    region.spoil({ at: "call", probability: 0.3, effect: { kind: "throttle" } });
    let struck = 0;
    for (let call = 0; call < 200; call++)
      await ask.sts(region).catch(() => {
        struck += 1;
      });
    expect(struck).toBeGreaterThan(40);
    expect(struck).toBeLessThan(80);
  });

  it("concerns one resource, wherever its name stands", async () => {
    const region = faultyRegion();
    region.spoil({ at: "call", resource: GOOD_IMAGE, effect: { kind: "throttle" } });
    const read = (id: string) => region.ec2.send(new DescribeImagesCommand({ ImageIds: [id] }));
    await refusalOf(read(GOOD_IMAGE));
    await expect(read("ami-00000000000000bad")).resolves.toBeDefined();
  });

  it("works together with others: the first that strikes counts", async () => {
    const region = faultyRegion();
    region.spoil(
      { at: "call", operation: "DescribeImages", count: 1, effect: { kind: "throttle" } },
      { at: "call", operation: "Describe*", effect: { kind: "credentials-expired" } },
    );
    expect((await refusalOf(ask.ec2(region))).code).toBe("RequestLimitExceeded");
    expect((await refusalOf(ask.ec2(region))).code).toBe("RequestExpired");
  });
});

describe("a lost reply and idempotency", () => {
  it("RunInstances with the same client token launches no second server", async () => {
    const region = faultyRegion();
    region.spoil({
      at: "call",
      operation: "RunInstances",
      count: 1,
      effect: { kind: "reply-lost" },
    });
    const run = () =>
      region.ec2.send(
        new RunInstancesCommand({
          ImageId: GOOD_IMAGE,
          InstanceType: "m6i.large",
          SubnetId: SUBNETS[0],
          MinCount: 1,
          MaxCount: 1,
          ClientToken: "once",
        }),
      );
    await refusalOf(run());
    const { Instances: [again] = [] } = await run();
    const { Reservations = [] } = await region.ec2.send(new DescribeInstancesCommand({}));
    expect(
      Reservations.flatMap(({ Instances = [] }) => Instances.map((i) => i.InstanceId)),
    ).toEqual([again?.InstanceId]);
  });

  it("a change that comes late meets what was done meanwhile", async () => {
    const region = faultyRegion();
    const tag = (Value: string) =>
      region.ec2.send(
        new CreateTagsCommand({ Resources: [GOOD_IMAGE], Tags: [{ Key: "owner", Value }] }),
      );
    region.spoil({ at: "call", count: 1, effect: { kind: "effect-late", upToMs: 20_000 } });
    await refusalOf(tag("first"));
    await tag("second");
    region.advance(20_000);
    expect(region.world.state.images.get(GOOD_IMAGE)?.tags["owner"]).toBe("first");
  });
});
