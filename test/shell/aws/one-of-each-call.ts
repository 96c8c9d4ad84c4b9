import type { Call, CallName } from "../../../shared/model/call.ts";
import type { GroupSettings } from "../../../shared/model/facts.ts";
import {
  groupName,
  imageId,
  serverId,
  targetGroupArn,
  templateId,
} from "../../../shared/model/ids.ts";

export const fullSettings: GroupSettings = {
  zones: ["eu-central-1a", "eu-central-1b"],
  subnetIds: ["subnet-a", "subnet-b"],
  targetGroupArns: [targetGroupArn("arn:aws:elasticloadbalancing:r:1:targetgroup/web/1")],
  classicLoadBalancers: ["classic"],
  healthCheckType: "ELB",
  healthCheckGraceSeconds: 90,
  defaultCooldownSeconds: 120,
  defaultInstanceWarmupSeconds: 30,
  terminationPolicies: ["OldestInstance", "Default"],
  newInstancesProtectedFromScaleIn: true,
  maxInstanceLifetimeSeconds: 86_400,
  capacityRebalance: true,
  enabledMetrics: ["GroupDesiredCapacity"],
  serviceLinkedRoleArn: "arn:aws:iam::1:role/as",
  placementGroup: "spread",
  minHealthyPercentage: 100,
  maxHealthyPercentage: 110,
  deletionProtection: "prevent-force-deletion",
  zoneDistribution: "balanced-only",
  mixedInstances: false,
  launchConfiguration: null,
};

const web = groupName("web-v001");
const traffic = { groupName: web, targetGroupArns: fullSettings.targetGroupArns };

const oneOfEach: { readonly [Name in CallName]: Extract<Call, { readonly call: Name | string }> } =
  {
    RunInstances: {
      call: "RunInstances",
      imageId: imageId("ami-1"),
      instanceType: "t3.small",
      subnetId: "subnet-a",
      securityGroupIds: ["sg-1"],
      userData: "#!/bin/sh\n",
      tags: { Name: "builder" },
      clientToken: "token-1",
    },
    TerminateInstances: { call: "TerminateInstances", serverIds: [serverId("i-1")] },
    CreateImage: {
      call: "CreateImage",
      serverId: serverId("i-1"),
      name: "web-7",
      description: "d",
      tags: { a: "b" },
    },
    DeregisterImage: { call: "DeregisterImage", imageId: imageId("ami-1") },
    DeleteSnapshot: { call: "DeleteSnapshot", snapshotId: "snap-1" },
    CreateTags: { call: "CreateTags", resourceId: "i-1", tags: { a: "b" } },
    CreateLaunchTemplateVersion: {
      call: "CreateLaunchTemplateVersion",
      templateId: templateId("lt-1"),
      sourceVersion: "3",
      imageId: imageId("ami-2"),
      description: "web-v002",
      clientToken: "token-2",
    },
    CreateAutoScalingGroup: {
      call: "CreateAutoScalingGroup",
      groupName: web,
      templateId: templateId("lt-1"),
      templateVersion: 4,
      minSize: 0,
      maxSize: 20,
      desiredCapacity: 0,
      settings: fullSettings,
      tags: [{ key: "team", value: "web", propagateAtLaunch: true }],
    },
    EnableMetricsCollection: {
      call: "EnableMetricsCollection",
      groupName: web,
      metrics: ["GroupDesiredCapacity"],
    },
    UpdateAutoScalingGroup: {
      call: "UpdateAutoScalingGroup",
      groupName: web,
      minSize: 1,
      maxSize: 4,
      desiredCapacity: 2,
    },
    DeleteAutoScalingGroup: { call: "DeleteAutoScalingGroup", groupName: web, force: true },
    SuspendProcesses: { call: "SuspendProcesses", groupName: web, processes: ["Launch"] },
    ResumeProcesses: { call: "ResumeProcesses", groupName: web, processes: ["Launch"] },
    AttachTrafficSources: { call: "AttachTrafficSources", ...traffic },
    DetachTrafficSources: { call: "DetachTrafficSources", ...traffic },
    CreateOrUpdateTags: {
      call: "CreateOrUpdateTags",
      groupName: web,
      tags: { "bennu:claim": "x" },
    },
    DeleteTags: { call: "DeleteTags", groupName: web, keys: ["bennu:claim"] },
  };

export const everyCall: readonly Call[] = Object.values(oneOfEach);

export function aCall<Name extends CallName>(name: Name): Call {
  return oneOfEach[name];
}
