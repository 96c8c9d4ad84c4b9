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
  mixedInstances: null,
  launchConfiguration: null,
  otherTraffic: [],
  further: {},
};

const web = groupName("web-v001");
const traffic = { groupName: web, targetGroupArns: fullSettings.targetGroupArns };

const routing = {
  groupName: web,
  ruleArn: "arn:aws:elasticloadbalancing:r:1:listener-rule/app/web/1/2/3",
  actions: [{ Type: "forward", ForwardConfig: { TargetGroups: [] } }],
  weights: [
    {
      targetGroupArn: targetGroupArn("arn:aws:elasticloadbalancing:r:1:targetgroup/web/1"),
      weight: 1,
    },
  ],
};

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
    DeregisterImage: {
      call: "DeregisterImage",
      imageId: imageId("ami-1"),
      withSnapshots: true,
    },
    CopyImage: {
      call: "CopyImage",
      sourceImageId: imageId("ami-1"),
      sourceRegion: "eu-west-1",
      name: "web-7",
      description: "d",
      encrypted: true,
      kmsKeyId: "alias/images",
      tags: { a: "b" },
      clientToken: "token-4",
    },
    ModifyImageAttribute: {
      call: "ModifyImageAttribute",
      imageId: imageId("ami-1"),
      addAccounts: ["111122223333"],
      removeAccounts: ["444455556666"],
    },
    ModifySnapshotAttribute: {
      call: "ModifySnapshotAttribute",
      snapshotId: "snap-1",
      addAccounts: ["111122223333"],
      removeAccounts: [],
    },
    EnableImageDeprecation: {
      call: "EnableImageDeprecation",
      imageId: imageId("ami-1"),
      deprecateAtMs: Date.UTC(2027, 0, 1),
    },
    DisableImageDeprecation: { call: "DisableImageDeprecation", imageId: imageId("ami-1") },
    DisableImage: { call: "DisableImage", imageId: imageId("ami-1") },
    EnableImage: { call: "EnableImage", imageId: imageId("ami-1") },
    PutObject: {
      call: "PutObject",
      bucket: "bakes",
      key: "web/user-data.gz",
      gzipBase64: "H4sIAAAAAAAAA0vOzy0oSi0uBgCW2HDoCAAAAA==",
      contentType: "application/gzip",
    },
    DeleteObject: { call: "DeleteObject", bucket: "bakes", key: "web/user-data.gz" },
    SendCommand: {
      call: "SendCommand",
      serverIds: [serverId("i-1")],
      script: "uptime",
      comment: "how long it runs",
      timeoutSeconds: 60,
    },
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
    ModifyRule: { call: "ModifyRule", ...routing },
    ModifyListener: { call: "ModifyListener", ...routing },
    DetachTrafficSources: { call: "DetachTrafficSources", ...traffic },
    CreateOrUpdateTags: {
      call: "CreateOrUpdateTags",
      groupName: web,
      tags: { "bennu:claim": "x" },
    },
    PutScalingPolicy: {
      call: "PutScalingPolicy",
      groupName: web,
      definition: { PolicyName: "up", PolicyType: "SimpleScaling", ScalingAdjustment: 1 },
    },
    PutScheduledUpdateGroupAction: {
      call: "PutScheduledUpdateGroupAction",
      groupName: web,
      definition: { ScheduledActionName: "night", Recurrence: "0 22 * * *", MinSize: 1 },
    },
    PutLifecycleHook: {
      call: "PutLifecycleHook",
      groupName: web,
      definition: {
        LifecycleHookName: "drain",
        LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      },
    },
    PutWarmPool: { call: "PutWarmPool", groupName: web, definition: { MinSize: 2 } },
    PutNotificationConfiguration: {
      call: "PutNotificationConfiguration",
      groupName: web,
      definition: {
        TopicARN: "arn:aws:sns:eu-central-1:1:ops",
        NotificationTypes: ["autoscaling:EC2_INSTANCE_LAUNCH"],
      },
    },
    PutMetricAlarm: {
      call: "PutMetricAlarm",
      groupName: web,
      definition: {
        AlarmName: "web-hot",
        EvaluationPeriods: 1,
        ComparisonOperator: "GreaterThanThreshold",
      },
    },
    DeleteAlarms: { call: "DeleteAlarms", groupName: web, alarmNames: ["web-hot"] },
    StartInstanceRefresh: {
      call: "StartInstanceRefresh",
      groupName: web,
      strategy: "Rolling",
      templateId: templateId("lt-1"),
      templateVersion: 5,
      preferences: {
        minHealthyPercentage: 100,
        maxHealthyPercentage: 110,
        instanceWarmupSeconds: 60,
        skipMatching: true,
        autoRollback: false,
        checkpointPercentages: [50, 100],
        checkpointDelaySeconds: 600,
        bakeTimeSeconds: 300,
        scaleInProtectedInstances: "Wait",
        standbyInstances: "Wait",
        alarms: ["web-hot"],
      },
    },
    CancelInstanceRefresh: {
      call: "CancelInstanceRefresh",
      groupName: web,
      waitForTransitioning: true,
    },
    RollbackInstanceRefresh: {
      call: "RollbackInstanceRefresh",
      groupName: web,
      minHealthyPercentage: 100,
      maxHealthyPercentage: 110,
    },
    TerminateInstanceInAutoScalingGroup: {
      call: "TerminateInstanceInAutoScalingGroup",
      groupName: web,
      serverId: serverId("i-1"),
      decrement: true,
    },
    SetInstanceProtection: {
      call: "SetInstanceProtection",
      groupName: web,
      serverIds: [serverId("i-1")],
      protectedFromScaleIn: false,
    },
    EnterStandby: {
      call: "EnterStandby",
      groupName: web,
      serverIds: [serverId("i-1")],
      decrement: false,
    },
    ExitStandby: { call: "ExitStandby", groupName: web, serverIds: [serverId("i-1")] },
    CompleteLifecycleAction: {
      call: "CompleteLifecycleAction",
      groupName: web,
      hook: "drain",
      serverId: serverId("i-1"),
      result: "CONTINUE",
    },
    CreateReplaceRootVolumeTask: {
      call: "CreateReplaceRootVolumeTask",
      groupName: web,
      serverId: serverId("i-1"),
      imageId: imageId("ami-2"),
      deleteReplacedRootVolume: false,
      tags: { a: "b" },
      clientToken: "token-3",
    },
    EnableImageDeregistrationProtection: {
      call: "EnableImageDeregistrationProtection",
      imageId: imageId("ami-1"),
    },
    DisableImageDeregistrationProtection: {
      call: "DisableImageDeregistrationProtection",
      imageId: imageId("ami-1"),
    },
    DeleteTags: { call: "DeleteTags", groupName: web, keys: ["bennu:claim"] },
  };

export const everyCall: readonly Call[] = Object.values(oneOfEach);

export function aCall<Name extends CallName>(name: Name): Call {
  return oneOfEach[name];
}
