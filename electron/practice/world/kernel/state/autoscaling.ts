/** Auto Scaling's part of the world's state: groups with all that AWS keeps of them. Plain data. */
import type { Json } from "../json.ts";

export type LifecycleStateName =
  | "Pending"
  | "Pending:Wait"
  | "Pending:Proceed"
  | "InService"
  | "Terminating"
  | "Terminating:Wait"
  | "Terminating:Proceed"
  | "Terminating:Retained"
  | "Terminated"
  | "Detaching"
  | "Detached"
  | "EnteringStandby"
  | "Standby"
  | "ReplacingRootVolume"
  | "ReplacingRootVolume:Wait"
  | "ReplacingRootVolume:Proceed"
  | "RootVolumeReplaced"
  | `Warmed:${WarmStateName}`;

/** What a server in a warm pool may be in. */
export type WarmStateName =
  | "Pending"
  | "Pending:Wait"
  | "Pending:Proceed"
  | "Running"
  | "Stopped"
  | "Hibernated"
  | "Terminating"
  | "Terminating:Wait"
  | "Terminating:Proceed"
  | "Terminated";

/** As CreateAutoScalingGroup was told: `version` is a number as text, `$Latest` or `$Default`. */
export interface GroupTemplate {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

export interface MemberState {
  readonly instanceId: string;
  readonly instanceType: string;
  readonly zone: string;
  lifecycleState: LifecycleStateName;
  healthStatus: "Healthy" | "Unhealthy";
  /** The resolved number, never an alias. */
  template: GroupTemplate | null;
  protectedFromScaleIn: boolean;
  readonly joinedAtMs: number;
  inServiceAtMs: number | null;
  /** The activity that is under way for it. */
  activityId: string | null;
  /** Its newest replacement of the root volume, under way or done. */
  rootVolume?: RootVolumeChange;
  /** Units of the group's capacity that it counts for; absent: one. */
  readonly weight?: number;
  /** Launched from it, where it has no template. */
  readonly launchConfigurationName?: string;
  /** The image that an override of a mixed instances policy named. */
  readonly imageId?: string;
  readonly isSpot?: boolean;
}

/** Never changes; what was said at its creation is kept as it was said. */
export interface LaunchConfigurationState {
  readonly name: string;
  readonly arn: string;
  readonly createdAtMs: number;
  readonly detail: Readonly<Record<string, Json>>;
}

export interface RootVolumeChange {
  readonly beganAtMs: number;
  /** Null while a lifecycle hook holds it back. */
  taskId: string | null;
  readonly imageId: string;
  /** What the member is from once it has succeeded. */
  readonly template: GroupTemplate;
}

export interface GroupTagState {
  readonly key: string;
  value: string;
  propagateAtLaunch: boolean;
}

export interface SuspendedProcessState {
  readonly process: string;
  readonly reason: string;
}

export interface TrafficSourceState {
  /** A target group's ARN (type elbv2). */
  readonly identifier: string;
  readonly type: string;
  state: "Adding" | "Added" | "InService" | "Removing" | "Removed";
}

export interface HookState {
  readonly name: string;
  readonly transition: string;
  readonly heartbeatTimeoutSeconds: number;
  readonly defaultResult: "CONTINUE" | "ABANDON";
  readonly notificationTargetArn: string | null;
  readonly roleArn: string | null;
  readonly notificationMetadata: string | null;
}

export interface ScalingPolicyState {
  readonly name: string;
  readonly arn: string;
  readonly type: string;
  readonly detail: Readonly<Record<string, Json>>;
}

export interface ScheduledActionState {
  readonly name: string;
  readonly arn: string;
  readonly recurrence: string | null;
  readonly minSize: number | null;
  readonly maxSize: number | null;
  readonly desiredCapacity: number | null;
  readonly startsAtMs?: number | null;
  readonly endsAtMs?: number | null;
  readonly timeZone?: string | null;
}

export interface WarmPoolState {
  /** Null: not said, so the group's maximum size. */
  readonly maxPrepared: number | null;
  readonly minSize: number;
  readonly poolState: "Stopped" | "Running" | "Hibernated";
  /** Null: no policy was given. */
  readonly reuseOnScaleIn: boolean | null;
  status: "PendingDelete" | null;
  /** They are no members of the group until they are taken from the pool. */
  members: MemberState[];
}

export interface NotificationState {
  readonly topicArn: string;
  readonly types: readonly string[];
}

export interface GroupState {
  readonly name: string;
  readonly arn: string;
  readonly createdAtMs: number;
  minSize: number;
  maxSize: number;
  desiredCapacity: number;
  template: GroupTemplate | null;
  launchConfigurationName: string | null;
  mixedInstancesPolicy: Readonly<Record<string, Json>> | null;
  zones: string[];
  subnetIds: string[];
  classicLoadBalancers: string[];
  trafficSources: TrafficSourceState[];
  healthCheckType: string;
  healthCheckGraceSeconds: number;
  defaultCooldownSeconds: number;
  defaultInstanceWarmupSeconds: number | null;
  terminationPolicies: string[];
  newInstancesProtectedFromScaleIn: boolean;
  maxInstanceLifetimeSeconds: number | null;
  capacityRebalance: boolean;
  enabledMetrics: string[];
  serviceLinkedRoleArn: string;
  placementGroup: string | null;
  context: string | null;
  desiredCapacityType: string | null;
  maintenancePolicy: { minHealthyPercentage: number; maxHealthyPercentage: number } | null;
  deletionProtection: string | null;
  zoneDistribution: string;
  impairmentPolicy: Readonly<Record<string, Json>> | null;
  capacityReservation: Readonly<Record<string, Json>> | null;
  lifecyclePolicy: Readonly<Record<string, Json>> | null;
  tags: GroupTagState[];
  suspended: SuspendedProcessState[];
  members: MemberState[];
  hooks: HookState[];
  policies: ScalingPolicyState[];
  schedules: ScheduledActionState[];
  warmPool?: WarmPoolState | null;
  notifications?: NotificationState[];
  /** The service that alone may change it. Absent: nobody in particular. */
  operator?: string | null;
  /** AWS's Status: only while it is being deleted. */
  status: "Delete in progress" | null;
  /** What the simulation itself remembers of the group, e.g. timers set. */
  engine: Record<string, Json>;
}

export interface ActivityState {
  readonly id: string;
  readonly groupName: string;
  readonly groupArn: string;
  readonly instanceId: string | null;
  statusCode: string;
  statusMessage: string | null;
  description: string;
  readonly cause: string;
  readonly startedAtMs: number;
  endedAtMs: number | null;
  progressPercent: number;
  /** Details as AWS words them: JSON text. */
  readonly details: string;
}
