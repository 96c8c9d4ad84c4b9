import { describe, expect, test } from "vitest";
import { cannedCloud, ec2Error, lost, ok, queryError, type Answer } from "./canned-aws.ts";
import { aCall, fullSettings } from "./one-of-each-call.ts";

async function performing(call: Parameters<typeof aCall>[0], answers: readonly Answer[]) {
  const { cloud, asked, time } = cannedCloud((one, index) => answers[index] ?? ok(one));
  const outcome = await cloud.actor.perform(aCall(call));
  return { outcome, sent: asked.filter(({ action }) => action === call).length, time };
}

describe("a lost answer", () => {
  test.each(["ECONNRESET", "ETIMEDOUT", "EPIPE"])(
    "%s of a call without a token is unknown, and it is sent once",
    async (code) => {
      const { outcome, sent } = await performing("CreateImage", [lost(code)]);
      expect(outcome.kind).toBe("unknown");
      expect(sent).toBe(1);
    },
  );

  test("a failure inside AWS is unknown too", async () => {
    const { outcome, sent } = await performing("UpdateAutoScalingGroup", [
      queryError("InternalFailure", 500),
    ]);
    expect(outcome.kind).toBe("unknown");
    expect(sent).toBe(1);
  });

  test("an answer that isn't AWS's is unknown", async () => {
    const { outcome } = await performing("TerminateInstances", [{ body: "<html>Sign in</html>" }]);
    expect(outcome.kind).toBe("unknown");
  });

  test("a call with a token is sent again", async () => {
    const { outcome, sent } = await performing("RunInstances", [
      lost("ECONNRESET"),
      lost("ECONNRESET"),
    ]);
    expect(outcome.kind).toBe("ok");
    expect(sent).toBe(3);
  });

  test("a call with a token that is never answered is unknown in the end", async () => {
    const { outcome, sent } = await performing(
      "RunInstances",
      Array.from({ length: 20 }, () => lost("ECONNRESET")),
    );
    expect(outcome.kind).toBe("unknown");
    expect(sent).toBe(5);
  });
});

describe("a verdict", () => {
  test("a throttled call was not carried out: it is sent again after a pause", async () => {
    const { outcome, sent, time } = await performing("UpdateAutoScalingGroup", [
      queryError("Throttling", 400),
    ]);
    expect(outcome.kind).toBe("ok");
    expect(sent).toBe(2);
    expect(time.slept).toHaveLength(1);
  });

  test("no capacity (HTTP 500) is a failure, not unknown", async () => {
    const { outcome, sent } = await performing("RunInstances", [
      ec2Error("InsufficientInstanceCapacity", 500),
    ]);
    expect(outcome).toMatchObject({
      kind: "failed",
      code: "InsufficientInstanceCapacity",
      requestId: "req-1",
    });
    expect(sent).toBe(1);
  });

  test("nobody listens: nothing was sent, so it failed", async () => {
    const { outcome } = await performing("CreateImage", [lost("ECONNREFUSED")]);
    expect(outcome).toMatchObject({ kind: "failed", code: "ECONNREFUSED" });
  });

  test("AWS's wire code is given, not the SDK's name of it", async () => {
    const { outcome } = await performing("CreateAutoScalingGroup", [queryError("AlreadyExists")]);
    expect(outcome).toMatchObject({ kind: "failed", code: "AlreadyExists" });
  });
});

describe("what is produced", () => {
  test("the image's id", async () => {
    const { cloud } = cannedCloud((one) =>
      ok(one, "<requestId>r</requestId><imageId>ami-9</imageId>"),
    );
    expect(await cloud.actor.perform(aCall("CreateImage"))).toMatchObject({
      produced: { imageId: "ami-9" },
    });
  });

  test("the servers' ids", async () => {
    const { cloud } = cannedCloud((one) =>
      ok(one, "<instancesSet><item><instanceId>i-7</instanceId></item></instancesSet>"),
    );
    expect(await cloud.actor.perform(aCall("RunInstances"))).toMatchObject({
      produced: { serverIds: ["i-7"] },
    });
  });

  test("the template's version", async () => {
    const version =
      "<launchTemplateVersion><versionNumber>12</versionNumber></launchTemplateVersion>";
    const { cloud } = cannedCloud((one) => ok(one, version));
    const outcome = await cloud.actor.perform(aCall("CreateLaunchTemplateVersion"));
    expect(outcome).toMatchObject({ produced: { templateVersion: 12 } });
  });
});

describe("requests", () => {
  async function fieldsOf(name: Parameters<typeof aCall>[0]) {
    const { cloud, asked } = cannedCloud((one) => ok(one));
    await cloud.actor.perform(aCall(name));
    return asked[0]?.fields ?? {};
  }

  test("a new group carries every setting", async () => {
    const fields = await fieldsOf("CreateAutoScalingGroup");
    expect(fields).toMatchObject({
      AutoScalingGroupName: "web-v001",
      "LaunchTemplate.LaunchTemplateId": "lt-1",
      "LaunchTemplate.Version": "4",
      MinSize: "0",
      MaxSize: "20",
      DesiredCapacity: "0",
      VPCZoneIdentifier: "subnet-a,subnet-b",
      "TargetGroupARNs.member.1": fullSettings.targetGroupArns[0],
      "LoadBalancerNames.member.1": "classic",
      HealthCheckType: "ELB",
      HealthCheckGracePeriod: "90",
      DefaultCooldown: "120",
      DefaultInstanceWarmup: "30",
      "TerminationPolicies.member.2": "Default",
      NewInstancesProtectedFromScaleIn: "true",
      MaxInstanceLifetime: "86400",
      CapacityRebalance: "true",
      ServiceLinkedRoleARN: "arn:aws:iam::1:role/as",
      PlacementGroup: "spread",
      "InstanceMaintenancePolicy.MinHealthyPercentage": "100",
      "InstanceMaintenancePolicy.MaxHealthyPercentage": "110",
      DeletionProtection: "prevent-force-deletion",
      "AvailabilityZoneDistribution.CapacityDistributionStrategy": "balanced-only",
      "Tags.member.1.Key": "team",
      "Tags.member.1.PropagateAtLaunch": "true",
    });
    expect(fields).not.toHaveProperty("AvailabilityZones.member.1");
  });

  test("metrics are collected a minute each", async () => {
    const fields = await fieldsOf("EnableMetricsCollection");
    expect(fields).toMatchObject({
      Action: "EnableMetricsCollection",
      Granularity: "1Minute",
      "Metrics.member.1": "GroupDesiredCapacity",
    });
  });

  test("an image and its snapshots are tagged as they are made", async () => {
    expect(await fieldsOf("CreateImage")).toMatchObject({
      "TagSpecification.1.ResourceType": "image",
      "TagSpecification.2.ResourceType": "snapshot",
      "TagSpecification.2.Tag.1.Key": "a",
    });
  });

  test("traffic sources are target groups", async () => {
    expect(await fieldsOf("DetachTrafficSources")).toMatchObject({
      "TrafficSources.member.1.Type": "elbv2",
    });
  });

  test("user data is sent in base64, with the call's own token", async () => {
    const fields = await fieldsOf("RunInstances");
    expect(fields["UserData"]).toBe(Buffer.from("#!/bin/sh\n").toString("base64"));
    expect(fields["ClientToken"]).toBe("token-1");
  });
});
