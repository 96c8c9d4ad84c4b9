/** Facts for tests, with everything that a test doesn't care about filled in. */
import type {
  GroupFact,
  GroupSettings,
  ImageFact,
  TemplateVersionFact,
} from "../../../shared/model/facts.ts";
import {
  groupName,
  imageId,
  type TargetGroupArn,
  type TemplateId,
} from "../../../shared/model/ids.ts";

export const someSettings: GroupSettings = {
  zones: ["eu-central-1a"],
  subnetIds: ["subnet-1"],
  targetGroupArns: [],
  classicLoadBalancers: [],
  healthCheckType: "ELB",
  healthCheckGraceSeconds: 60,
  defaultCooldownSeconds: 300,
  defaultInstanceWarmupSeconds: null,
  terminationPolicies: ["Default"],
  newInstancesProtectedFromScaleIn: false,
  maxInstanceLifetimeSeconds: null,
  capacityRebalance: false,
  enabledMetrics: [],
  serviceLinkedRoleArn: null,
  placementGroup: null,
  minHealthyPercentage: null,
  maxHealthyPercentage: null,
  deletionProtection: null,
  zoneDistribution: null,
  mixedInstances: null,
  launchConfiguration: null,
  otherTraffic: [],
  further: {},
};

type Wanted = Partial<GroupFact> & { readonly arns?: readonly TargetGroupArn[] };

export function aGroup(name: string, { arns = [], ...wanted }: Wanted): GroupFact {
  return {
    name: groupName(name),
    arn: `arn:aws:autoscaling:group/${name}`,
    createdAtMs: 0,
    minSize: 0,
    maxSize: 10,
    desiredCapacity: 0,
    template: null,
    suspended: [],
    tags: [],
    members: [],
    status: null,
    readAtMs: 0,
    settings: { ...someSettings, targetGroupArns: arns },
    ...wanted,
  };
}

export function anImage(id: string, wanted: Partial<ImageFact> = {}): ImageFact {
  return {
    id: imageId(id),
    name: `image ${id}`,
    description: "",
    ownerId: "1",
    state: "available",
    stateReason: null,
    architecture: "x86_64",
    createdAtMs: 0,
    deprecatedAtMs: null,
    deregistrationProtected: false,
    sourceImageId: null,
    sourceInstanceId: null,
    rootDevice: null,
    snapshotIds: [],
    tags: {},
    readAtMs: 0,
    ...wanted,
  };
}

export function aTemplateVersion(
  id: TemplateId,
  version: number,
  image: string,
  description: string,
): TemplateVersionFact {
  return {
    templateId: id,
    templateName: "shop",
    version,
    isDefault: version === 1,
    description,
    createdAtMs: 0,
    imageId: imageId(image),
    imageAlias: null,
    instanceType: "t3.small",
    keyName: null,
    securityGroupIds: [],
    instanceProfile: null,
    userData: null,
    tags: {},
    other: {},
  };
}

/** As AWS would describe such a group, with the fields that these groups differ in. */
export const asDescribed = (group: GroupFact) => ({
  AutoScalingGroupName: group.name,
  MinSize: group.minSize,
  MaxSize: group.maxSize,
  DesiredCapacity: group.desiredCapacity,
  HealthCheckType: group.settings.healthCheckType,
  LaunchTemplate: {
    LaunchTemplateId: group.template?.id,
    Version: group.template?.version,
  },
  TargetGroupARNs: group.settings.targetGroupArns,
  SuspendedProcesses: group.suspended.map(({ process }) => ({ ProcessName: process })),
  Tags: group.tags.map(({ key, value, propagateAtLaunch }) => ({
    Key: key,
    Value: value,
    PropagateAtLaunch: propagateAtLaunch,
  })),
});
