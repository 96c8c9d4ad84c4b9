/**
 * Facts: what a cloud was seen to hold, in AWS's own names, mapped off the wire by electron/aws.
 * No judgement here: fleets, generations and readiness are derived in shared/fleet.
 * Times are epoch milliseconds on the connection's clock.
 */
import type { AwsFields } from "./calls/aws-fields.ts";
import type { GroupName, ImageId, ServerId, TargetGroupArn, TemplateId } from "./ids.ts";

export type Tags = Readonly<Record<string, string>>;

export interface TemplateRef {
  readonly id: TemplateId;
  readonly name: string | null;
  /** A number as text, or `$Latest`, `$Default`. */
  readonly version: string;
}

/** AWS's LifecycleState, e.g. Pending, Pending:Wait, InService, Terminating, Standby, Warmed:Stopped. */
export type LifecycleState = string;

export interface MemberFact {
  readonly serverId: ServerId;
  readonly zone: string;
  readonly instanceType: string | null;
  readonly lifecycleState: LifecycleState;
  readonly healthStatus: string;
  readonly template: TemplateRef | null;
  readonly protectedFromScaleIn: boolean;
}

export interface GroupTag {
  readonly key: string;
  readonly value: string;
  readonly propagateAtLaunch: boolean;
}

export interface SuspendedProcess {
  readonly process: string;
  readonly reason: string;
}

/** What a clone must carry, beside name, sizes, template, tags and members. Null: AWS has none set. */
export interface GroupSettings {
  readonly zones: readonly string[];
  readonly subnetIds: readonly string[];
  readonly targetGroupArns: readonly TargetGroupArn[];
  readonly classicLoadBalancers: readonly string[];
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
  readonly minHealthyPercentage: number | null;
  readonly maxHealthyPercentage: number | null;
  readonly deletionProtection: string | null;
  readonly zoneDistribution: string | null;
  /** The mixed instances policy as AWS words it; its template is the group's own. */
  readonly mixedInstances: AwsFields | null;
  readonly launchConfiguration: string | null;
  /** Traffic that is neither a target group's nor a classic load balancer's, e.g. VPC Lattice's: `type identifier`. */
  readonly otherTraffic: readonly string[];
  /** What a group is made with beside all these, in AWS's own fields; a clone gets them as they are. */
  readonly further: AwsFields;
}

export interface GroupFact {
  readonly name: GroupName;
  readonly arn: string;
  readonly createdAtMs: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
  readonly template: TemplateRef | null;
  readonly settings: GroupSettings;
  readonly suspended: readonly SuspendedProcess[];
  readonly tags: readonly GroupTag[];
  readonly members: readonly MemberFact[];
  /** AWS's Status: only while it is being deleted. */
  readonly status: string | null;
  readonly readAtMs: number;
}

export interface VolumeFact {
  readonly volumeId: string;
  readonly device: string;
  readonly deleteOnTermination: boolean;
}

export interface ServerFact {
  readonly id: ServerId;
  readonly imageId: ImageId;
  readonly instanceType: string;
  readonly architecture: string;
  readonly zone: string;
  readonly subnetId: string | null;
  readonly privateIp: string | null;
  /** pending, running, shutting-down, terminated, stopping, stopped. */
  readonly state: string;
  readonly launchedAtMs: number;
  readonly groupName: GroupName | null;
  readonly template: TemplateRef | null;
  readonly securityGroupIds: readonly string[];
  readonly instanceProfileArn: string | null;
  readonly rootDevice: string | null;
  readonly volumes: readonly VolumeFact[];
  readonly tags: Tags;
  readonly readAtMs: number;
}

/** AWS's image states: pending, available, invalid, deregistered, transient, failed, error, disabled. */
export type ImageState = string;

export interface ImageFact {
  readonly id: ImageId;
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly state: ImageState;
  readonly stateReason: string | null;
  readonly architecture: string;
  readonly createdAtMs: number;
  readonly deprecatedAtMs: number | null;
  readonly deregistrationProtected: boolean;
  readonly sourceImageId: ImageId | null;
  readonly sourceInstanceId: ServerId | null;
  readonly rootDevice: string | null;
  /** Left out: not known. */
  readonly rootSizeGib?: number;
  /** `windows`; left out: anything else. */
  readonly platform?: "windows";
  readonly snapshotIds: readonly string[];
  readonly tags: Tags;
  readonly readAtMs: number;
}

export interface SnapshotFact {
  readonly id: string;
  readonly description: string;
  /** pending, completed, error, recoverable, recovering. */
  readonly state: string;
  readonly startedAtMs: number;
  readonly sizeGib: number | null;
  readonly tags: Tags;
}

export interface TemplateVersionFact {
  readonly templateId: TemplateId;
  readonly templateName: string;
  readonly version: number;
  readonly isDefault: boolean;
  readonly description: string;
  readonly createdAtMs: number;
  readonly imageId: ImageId | null;
  /** `resolve:ssm:…`, where the image is an alias. */
  readonly imageAlias: string | null;
  readonly instanceType: string | null;
  readonly keyName: string | null;
  readonly securityGroupIds: readonly string[];
  readonly instanceProfile: string | null;
  /** Decoded; null if none. Data of other people: never HTML, never a command. */
  readonly userData: string | null;
  readonly tags: Tags;
  /** Everything else of the version as AWS words it, flattened to `path = value`, for comparison. */
  readonly other: Readonly<Record<string, string>>;
}

/** All of the template's versions were read. Without this row only some are known: the latest and the default one. */
export interface TemplateHistoryFact {
  readonly templateId: TemplateId;
  /** As they were when the versions were read; null: the template is gone. */
  readonly latestVersion: number | null;
  readonly defaultVersion: number | null;
  readonly readAtMs: number;
}

export interface TargetGroupFact {
  readonly arn: TargetGroupArn;
  readonly name: string;
  readonly protocol: string | null;
  readonly port: number | null;
  readonly healthCheckIntervalSeconds: number | null;
  readonly healthyThreshold: number | null;
  readonly deregistrationDelaySeconds: number | null;
  /** Where its health check looks, and for what: `HTTP:8080/health, expects 200`. Left out: not known. */
  readonly healthCheck?: string;
  readonly readAtMs: number;
}

/** AWS's TargetHealth.State: initial, healthy, unhealthy, unhealthy.draining, draining, unused, unavailable. */
export interface TargetHealthFact {
  readonly targetGroupArn: TargetGroupArn;
  readonly serverId: ServerId;
  readonly state: string;
  readonly reason: string | null;
  readonly description: string | null;
}

export interface ActivityFact {
  readonly activityId: string;
  readonly groupName: GroupName;
  readonly statusCode: string;
  readonly description: string;
  readonly cause: string;
  readonly statusMessage: string | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly progressPercent: number;
}

/**
 * One thing that hangs on a group: its definition is the input of the Put call that would make it again, without the
 * group's name. Times are ISO texts, so that it is the same after a journal.
 */
export interface GroupExtra {
  readonly name: string;
  readonly definition: AwsFields;
}

export interface ScalingPolicyExtra extends GroupExtra {
  readonly arn: string;
  /** Those that somebody made to drive the policy; AWS makes its own for target tracking, which aren't here. */
  readonly alarms: readonly GroupExtra[];
}

/** What hangs on a group beside its settings, whole, in AWS's own fields. */
export interface GroupExtras {
  readonly scalingPolicies: readonly ScalingPolicyExtra[];
  readonly scheduledActions: readonly GroupExtra[];
  readonly lifecycleHooks: readonly GroupExtra[];
  /** One a topic, by its ARN. */
  readonly notifications: readonly GroupExtra[];
  readonly warmPool: { readonly definition: AwsFields } | null;
  /** The id and status of an instance refresh that is under way, if any. */
  readonly activeRefresh: string | null;
}

/** One connection's region as last read. Maps are keyed by the fact's id (template versions: `templateId:version`). */
export interface Facts {
  readonly groups: ReadonlyMap<string, GroupFact>;
  readonly servers: ReadonlyMap<string, ServerFact>;
  readonly images: ReadonlyMap<string, ImageFact>;
  readonly templateVersions: ReadonlyMap<string, TemplateVersionFact>;
  /** By template. */
  readonly templateHistories: ReadonlyMap<string, TemplateHistoryFact>;
  readonly targetGroups: ReadonlyMap<string, TargetGroupFact>;
  /** Keyed `targetGroupArn|serverId`. */
  readonly targetHealth: ReadonlyMap<string, TargetHealthFact>;
}
export type FactTable = keyof Facts;
