/**
 * A release by hand with plain SDK clients and AWS's own waiters, against the stand-alone server over HTTP: from a
 * builder to an image, to a new group behind the target group, to the end of the old one.
 */
import {
  CreateAutoScalingGroupCommand,
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeTrafficSourcesCommand,
  DetachTrafficSourcesCommand,
  UpdateAutoScalingGroupCommand,
  waitUntilGroupInService,
  waitUntilGroupNotExists,
} from "@aws-sdk/client-auto-scaling";
import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import {
  CreateImageCommand,
  CreateLaunchTemplateVersionCommand,
  DescribeImagesCommand,
  DescribeLaunchTemplateVersionsCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  waitUntilImageAvailable,
  waitUntilInstanceRunning,
  waitUntilInstanceStopped,
  waitUntilInstanceTerminated,
  waitUntilSnapshotCompleted,
} from "@aws-sdk/client-ec2";
import {
  DescribeTargetHealthCommand,
  waitUntilTargetDeregistered,
  waitUntilTargetInService,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startStandAlone } from "./stand-alone.ts";

const NEW = "by-hand-v1";
/** At 600 times the speed of life two minutes pass between two looks. */
const PATIENCE = { maxWaitTime: 60, minDelay: 0.2, maxDelay: 0.2 };

type Server = Awaited<ReturnType<typeof startStandAlone>>;
type Clients = ReturnType<Server["clients"]>;

let server: Server;
let clients: Clients;

beforeAll(async () => {
  server = await startStandAlone("--speed", "600", "--seed", "3");
  clients = server.clients();
}, 30_000);
afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await server.stop();
});

async function groupNamed(name: string): Promise<AutoScalingGroup | undefined> {
  const asked = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
  return (await clients.groups.send(asked)).AutoScalingGroups?.[0];
}

async function oldGroup() {
  const { AutoScalingGroups = [] } = await clients.groups.send(
    new DescribeAutoScalingGroupsCommand({}),
  );
  const group = AutoScalingGroups.find((each) =>
    each.AutoScalingGroupName?.startsWith("checkout-web"),
  );
  const name = group?.AutoScalingGroupName ?? "";
  const { TrafficSources = [] } = await clients.groups.send(
    new DescribeTrafficSourcesCommand({ AutoScalingGroupName: name }),
  );
  return {
    name,
    templateId: group?.LaunchTemplate?.LaunchTemplateId ?? "",
    version: group?.LaunchTemplate?.Version ?? "",
    subnets: group?.VPCZoneIdentifier ?? "",
    targetGroup: TrafficSources[0]?.Identifier ?? "",
    member: group?.Instances?.[0]?.InstanceId ?? "",
  };
}

type OldGroup = Awaited<ReturnType<typeof oldGroup>>;

async function bake({ templateId, version, subnets }: OldGroup): Promise<string> {
  const { ec2 } = clients;
  const versions = await ec2.send(
    new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateId: templateId,
      Versions: [version],
    }),
  );
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: versions.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.ImageId,
      InstanceType: "m7i.large",
      SubnetId: subnets.split(",")[0],
      MinCount: 1,
      MaxCount: 1,
    }),
  );
  const InstanceIds = [Instances?.[0]?.InstanceId ?? ""];
  await waitUntilInstanceRunning({ client: ec2, ...PATIENCE }, { InstanceIds });
  await ec2.send(new StopInstancesCommand({ InstanceIds }));
  await waitUntilInstanceStopped({ client: ec2, ...PATIENCE }, { InstanceIds });
  const { ImageId = "" } = await ec2.send(
    new CreateImageCommand({ InstanceId: InstanceIds[0], Name: "by hand 1" }),
  );
  await waitUntilImageAvailable({ client: ec2, ...PATIENCE }, { ImageIds: [ImageId] });
  const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] }));
  const SnapshotIds = [Images?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId ?? ""];
  await waitUntilSnapshotCompleted({ client: ec2, ...PATIENCE }, { SnapshotIds });
  await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
  await waitUntilInstanceTerminated({ client: ec2, ...PATIENCE }, { InstanceIds });
  return ImageId;
}

async function rollOut(old: OldGroup, ImageId: string): Promise<readonly string[]> {
  const made = await clients.ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateId: old.templateId,
      SourceVersion: old.version,
      LaunchTemplateData: { ImageId },
    }),
  );
  const Version = String(made.LaunchTemplateVersion?.VersionNumber);
  await clients.groups.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: NEW,
      LaunchTemplate: { LaunchTemplateId: old.templateId, Version },
      MinSize: 2,
      MaxSize: 4,
      DesiredCapacity: 2,
      VPCZoneIdentifier: old.subnets,
      HealthCheckType: "ELB",
      HealthCheckGracePeriod: 120,
      TrafficSources: [{ Identifier: old.targetGroup, Type: "elbv2" }],
    }),
  );
  await waitUntilGroupInService(
    { client: clients.groups, ...PATIENCE },
    { AutoScalingGroupNames: [NEW] },
  );
  const ids = (await groupNamed(NEW))?.Instances?.map(({ InstanceId = "" }) => InstanceId) ?? [];
  const Targets = ids.map((Id) => ({ Id }));
  await waitUntilTargetInService(
    { client: clients.balancing, ...PATIENCE },
    { TargetGroupArn: old.targetGroup, Targets },
  );
  return ids;
}

async function retire({ name, targetGroup, member }: OldGroup): Promise<void> {
  const { groups, balancing } = clients;
  await groups.send(
    new DetachTrafficSourcesCommand({
      AutoScalingGroupName: name,
      TrafficSources: [{ Identifier: targetGroup, Type: "elbv2" }],
    }),
  );
  await waitUntilTargetDeregistered(
    { client: balancing, ...PATIENCE },
    { TargetGroupArn: targetGroup, Targets: [{ Id: member }] },
  );
  await groups.send(
    new UpdateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      MinSize: 0,
      DesiredCapacity: 0,
    }),
  );
  await groups.send(
    new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: name, ForceDelete: true }),
  );
  await waitUntilGroupNotExists({ client: groups, ...PATIENCE }, { AutoScalingGroupNames: [name] });
}

it("from a builder to the end of the old group", { timeout: 90_000 }, async () => {
  const old = await oldGroup();
  const imageId = await bake(old);
  const ids = await rollOut(old, imageId);
  expect(ids).toHaveLength(2);
  await retire(old);
  const { TargetHealthDescriptions = [] } = await clients.balancing.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: old.targetGroup }),
  );
  const serving = TargetHealthDescriptions.flatMap(({ Target, TargetHealth }) =>
    TargetHealth?.State === "healthy" ? (Target?.Id ?? "") : [],
  );
  expect(new Set(serving)).toEqual(new Set(ids));
  expect(await groupNamed(old.name)).toBeUndefined();
});
