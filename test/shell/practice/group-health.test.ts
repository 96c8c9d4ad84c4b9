/** What becomes of members that fall ill, of launches that AWS refuses, and of targets. */
import {
  AttachTrafficSourcesCommand,
  DescribeTrafficSourcesCommand,
  DetachTrafficSourcesCommand,
  SetDesiredCapacityCommand,
  SetInstanceHealthCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DeregisterImageCommand, StopInstancesCommand } from "@aws-sdk/client-ec2";
import { DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { beforeEach, describe, expect, it } from "vitest";
import {
  activities,
  allInService,
  createGroup,
  memberStates,
  MINUTE_MS,
  readGroup,
  targetStates,
  until,
} from "./group-questions.ts";
import { GOOD_IMAGE, smallRegion, TARGET_GROUP } from "./small-region.ts";
import type { SmallRegion } from "./small-region.ts";

const AutoScalingGroupName = "shop-v001";
let region: SmallRegion;

beforeEach(() => {
  region = smallRegion();
});

const ids = async () =>
  ((await readGroup(region))?.Instances ?? []).map((member) => member.InstanceId ?? "");

describe("targets", () => {
  it("are initial, then healthy, and drain when they leave", async () => {
    await createGroup(region);
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    expect(new Set(await targetStates(region))).toEqual(new Set(["initial"]));
    const allHealthy = async () =>
      (await targetStates(region)).every((state) => state === "healthy");
    await until(region, allHealthy, 3 * MINUTE_MS);
    await region.groups.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 2 }),
    );
    await until(region, async () => (await targetStates(region)).includes("draining"), MINUTE_MS);
    await until(region, async () => (await targetStates(region)).length === 2, 2 * MINUTE_MS);
  });

  it("say why an ill server is unhealthy", async () => {
    const LaunchTemplate = { LaunchTemplateId: region.template.id, Version: "2" };
    await createGroup(region, { LaunchTemplate, DesiredCapacity: 1 });
    await until(
      region,
      async () => (await targetStates(region)).includes("unhealthy"),
      5 * MINUTE_MS,
    );
    region.advance(MINUTE_MS);
    const { TargetHealthDescriptions = [] } = await region.balancing.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: TARGET_GROUP }),
    );
    expect(TargetHealthDescriptions[0]?.TargetHealth).toEqual({
      State: "unhealthy",
      Reason: "Target.ResponseCodeMismatch",
      Description: "Health checks failed with these codes: [503]",
    });
  });

  it("are not registered while AddToLoadBalancer is suspended", async () => {
    await createGroup(region);
    const ScalingProcesses = ["AddToLoadBalancer"];
    await region.groups.send(
      new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses }),
    );
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    expect(await targetStates(region)).toEqual([]);
  });
});

describe("traffic sources", () => {
  const TrafficSources = [{ Identifier: TARGET_GROUP, Type: "elbv2" }];
  const sourceStates = async () => {
    const answer = await region.groups.send(
      new DescribeTrafficSourcesCommand({ AutoScalingGroupName }),
    );
    return (answer.TrafficSources ?? []).map((source) => source.State);
  };

  it("are adding, added, in service, removing and gone", async () => {
    await createGroup(region, { TargetGroupARNs: [], HealthCheckType: "ELB" });
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    await region.groups.send(
      new AttachTrafficSourcesCommand({ AutoScalingGroupName, TrafficSources }),
    );
    expect(await sourceStates()).toEqual(["Adding"]);
    await until(region, async () => (await sourceStates())[0] === "InService", 3 * MINUTE_MS);
    await region.groups.send(
      new DetachTrafficSourcesCommand({ AutoScalingGroupName, TrafficSources }),
    );
    expect(await sourceStates()).toEqual(["Removing"]);
    await until(region, async () => (await sourceStates()).length === 0, 3 * MINUTE_MS);
    expect((await readGroup(region))?.TargetGroupARNs).toEqual([]);
  });
});

describe("unhealthy members", () => {
  beforeEach(async () => {
    await createGroup(region, { HealthCheckType: "ELB", HealthCheckGracePeriod: 120 });
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
  });

  const replaced = (id: string) => async () => {
    const now = await ids();
    return !now.includes(id) && (await allInService(region, 3)());
  };

  it("are replaced when their server was stopped", async () => {
    const [id = ""] = await ids();
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    await until(region, replaced(id), 6 * MINUTE_MS);
    const causes = (await activities(region)).map((activity) => activity.Cause).join("\n");
    expect(causes).toContain(
      "in response to an EC2 health check indicating it has been terminated or stopped.",
    );
    expect(causes).toContain("in response to an unhealthy instance needing to be replaced.");
  });

  it("stay while ReplaceUnhealthy is suspended", async () => {
    const ScalingProcesses = ["ReplaceUnhealthy"];
    await region.groups.send(
      new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses }),
    );
    const [InstanceId = ""] = await ids();
    const wish = { InstanceId, HealthStatus: "Unhealthy", ShouldRespectGracePeriod: false };
    await region.groups.send(new SetInstanceHealthCommand(wish));
    region.advance(10 * MINUTE_MS);
    expect(
      (await readGroup(region))?.Instances?.find((one) => one.InstanceId === InstanceId),
    ).toMatchObject({
      HealthStatus: "Unhealthy",
      LifecycleState: "InService",
    });
  });

  it("are judged by the load balancer once the grace period is over", async () => {
    region.advance(4 * MINUTE_MS);
    const LaunchTemplate = { LaunchTemplateId: region.template.id, Version: "2" };
    const wish = { AutoScalingGroupName, LaunchTemplate, DesiredCapacity: 4 };
    await region.groups.send(new UpdateAutoScalingGroupCommand(wish));
    await until(region, allInService(region, 4), 2 * MINUTE_MS);
    region.advance(80_000);
    expect(await memberStates(region)).not.toContain("Terminating");
    const isIllReplaced = async () =>
      (await activities(region)).some(({ Cause = "" }) =>
        Cause.includes("an ELB system health check failure"),
      );
    await until(region, isIllReplaced, 3 * MINUTE_MS);
  });
});

describe("a launch that AWS refuses", () => {
  it("is a failed activity in AWS's words, and is tried again later and later", async () => {
    await createGroup(region, { DesiredCapacity: 0 });
    await region.ec2.send(new DeregisterImageCommand({ ImageId: GOOD_IMAGE }));
    await region.groups.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 2 }),
    );
    region.advance(20_000);
    const [failed] = await activities(region);
    const words = `The AMI ID '${GOOD_IMAGE}' does not exist. Launching EC2 instance failed.`;
    expect(failed).toMatchObject({
      StatusCode: "Failed",
      StatusMessage: words,
      Description: `Launching a new EC2 instance.  Status Reason: ${words}`,
      Progress: 100,
    });
    region.advance(60 * MINUTE_MS);
    expect((await activities(region)).length).toBeGreaterThan(4);
    expect((await activities(region)).length).toBeLessThan(12);
  });
});
