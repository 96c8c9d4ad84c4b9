/**
 * A region as it was read somewhere else, to begin a practice region with: ids and names as they are there, without
 * user data and secrets. Plain JSON, so that it can be handed to the region's worker. Times are epoch ms.
 */
import type { TemplateData } from "../../kernel/state/ec2/templates.ts";

export interface RehearsalSeed {
  readonly format: 1;
  readonly region: string;
  readonly accountId: string;
  readonly takenAtMs: number;
  readonly vpcId: string;
  readonly subnets: readonly RehearsedSubnet[];
  readonly securityGroupIds: readonly string[];
  readonly images: readonly RehearsedImage[];
  readonly templates: readonly RehearsedTemplate[];
  readonly groups: readonly RehearsedGroup[];
  readonly servers: readonly RehearsedServer[];
  readonly targetGroups: readonly RehearsedTargetGroup[];
}

type Tags = Readonly<Record<string, string>>;

export interface RehearsedSubnet {
  readonly id: string;
  readonly zone: string;
  readonly name: string | null;
  readonly freeAddresses: number;
}

export interface RehearsedImage {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly state: string;
  readonly architecture: string;
  readonly createdAtMs: number;
  readonly deprecatedAtMs: number | null;
  readonly deregistrationProtected: boolean;
  readonly sourceImageId: string | null;
  readonly sourceInstanceId: string | null;
  readonly rootDevice: string;
  /** Left out: not read. */
  readonly rootSizeGib?: number;
  readonly snapshotIds: readonly string[];
  readonly tags: Tags;
}

export interface RehearsedTemplate {
  readonly id: string;
  readonly name: string;
  readonly defaultVersion: number;
  readonly latestVersion: number;
  readonly versions: readonly {
    readonly version: number;
    readonly description: string | null;
    readonly createdAtMs: number;
    readonly data: TemplateData;
  }[];
}

interface RehearsedTemplateRef {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

export interface RehearsedMember {
  readonly serverId: string;
  readonly instanceType: string;
  readonly zone: string;
  readonly lifecycleState: "InService" | "Standby";
  readonly healthy: boolean;
  readonly template: RehearsedTemplateRef | null;
  readonly protectedFromScaleIn: boolean;
}

export interface RehearsedGroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAtMs: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
  readonly template: RehearsedTemplateRef | null;
  readonly zones: readonly string[];
  readonly subnetIds: readonly string[];
  readonly targetGroupArns: readonly string[];
  readonly healthCheckType: string;
  readonly healthCheckGraceSeconds: number;
  readonly defaultCooldownSeconds: number;
  readonly defaultInstanceWarmupSeconds: number | null;
  readonly terminationPolicies: readonly string[];
  readonly newInstancesProtectedFromScaleIn: boolean;
  readonly maxInstanceLifetimeSeconds: number | null;
  readonly capacityRebalance: boolean;
  readonly enabledMetrics: readonly string[];
  readonly serviceLinkedRoleArn: string | null;
  readonly placementGroup: string | null;
  readonly maintenancePolicy: {
    readonly minHealthyPercentage: number;
    readonly maxHealthyPercentage: number;
  } | null;
  readonly deletionProtection: string | null;
  readonly zoneDistribution: string | null;
  readonly suspended: readonly { readonly process: string; readonly reason: string }[];
  readonly tags: readonly {
    readonly key: string;
    readonly value: string;
    readonly propagateAtLaunch: boolean;
  }[];
  readonly members: readonly RehearsedMember[];
}

export interface RehearsedServer {
  readonly id: string;
  readonly imageId: string;
  readonly instanceType: string;
  readonly architecture: string;
  readonly zone: string;
  readonly subnetId: string;
  readonly privateIp: string;
  readonly state: "running" | "stopped";
  readonly launchedAtMs: number;
  readonly groupName: string | null;
  readonly template: { readonly id: string; readonly version: number } | null;
  readonly securityGroupIds: readonly string[];
  readonly instanceProfileArn: string | null;
  readonly rootDevice: string;
  readonly volumes: readonly {
    readonly volumeId: string;
    readonly device: string;
    readonly deleteOnTermination: boolean;
  }[];
  readonly tags: Tags;
  /** Whether its service answers: as its targets say, otherwise taken to. */
  readonly healthy: boolean;
}

export interface RehearsedTargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
  readonly intervalSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly deregistrationDelaySeconds: number;
  /** Whether a load balancer forwards to it. */
  readonly inUse: boolean;
  readonly targets: readonly { readonly serverId: string; readonly state: string }[];
}
