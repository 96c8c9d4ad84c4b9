/**
 * All that a practice region is, apart from its clock, its chance and its timers. Tables are keyed by id and
 * serialise; nothing here holds a closure. The shapes are in state/, by service.
 */
import type { Json } from "./json.ts";
import type { ImageContents } from "./state/ec2/contents.ts";
import type { ImageState, SnapshotState } from "./state/ec2/images.ts";
import type { InstanceState } from "./state/ec2/instances.ts";
import type { LaunchTemplateState } from "./state/ec2/templates.ts";
import type { RootVolumeTaskState, VolumeState } from "./state/ec2/volumes.ts";
import type { SecurityGroupState, SubnetState, VpcState, ZoneState } from "./state/ec2/network.ts";
import type { TokenRecord } from "./state/tokens.ts";
import type { CapacityPool, Unseen } from "./state/limits.ts";
import type { ActivityState, GroupState, LaunchConfigurationState } from "./state/autoscaling.ts";
import type { RefreshState } from "./state/refresh.ts";
import type { LoadBalancerState, TargetGroupState } from "./state/elb.ts";
import type { BucketState, ObjectState, SecretState } from "./state/s3.ts";
import type { CommandState, ParameterState } from "./state/ssm.ts";
import type {
  AlarmHistoryState,
  AlarmState,
  CapacityLog,
  CompositeAlarmState,
  CustomMetricState,
  LoadState,
  NoticeState,
} from "./state/cloudwatch.ts";
import type { BudgetState, InstanceProfileState, PrincipalState } from "./state/iam.ts";
import { Table } from "./table.ts";
import type { TableJson } from "./table.ts";

export interface WorldState {
  readonly instances: Table<InstanceState>;
  readonly volumes: Table<VolumeState>;
  readonly snapshots: Table<SnapshotState>;
  readonly images: Table<ImageState>;
  /** Contents of images and disks, each once however many images share it. */
  readonly contents: Table<ImageContents>;
  readonly templates: Table<LaunchTemplateState>;
  readonly vpcs: Table<VpcState>;
  readonly subnets: Table<SubnetState>;
  readonly securityGroups: Table<SecurityGroupState>;
  readonly zones: Table<ZoneState>;
  /** Keyed `operation|scope|token`. */
  readonly tokens: Table<TokenRecord>;
  /** Keyed by name. */
  readonly groups: Table<GroupState>;
  readonly activities: Table<ActivityState>;
  /** Keyed by name. */
  readonly launchConfigurations: Table<LaunchConfigurationState>;
  /** Instance refreshes of six weeks. */
  readonly refreshes: Table<RefreshState>;
  readonly rootVolumeTasks: Table<RootVolumeTaskState>;
  /** Keyed by ARN. */
  readonly targetGroups: Table<TargetGroupState>;
  readonly loadBalancers: Table<LoadBalancerState>;
  /** Parameter Store's, keyed by name. */
  readonly parameters: Table<ParameterState>;
  /** Run Command's, of thirty days. */
  readonly commands: Table<CommandState>;
  /** S3's, of all regions of the account; by name. */
  readonly buckets: Table<BucketState>;
  /** Keyed `bucket/key`. */
  readonly objects: Table<ObjectState>;
  /** Secrets Manager's, by name. */
  readonly secrets: Table<SecretState>;
  /** What reads do not show yet, or show as it was, keyed `id|what`. */
  readonly unseen: Table<Unseen>;
  /** Room for servers that is limited, keyed `zone|type`. */
  readonly capacity: Table<CapacityPool>;
  /** Users and roles, by ARN. */
  readonly principals: Table<PrincipalState>;
  /** By name. */
  readonly instanceProfiles: Table<InstanceProfileState>;
  /** What is left of each request budget. */
  readonly budgets: Table<BudgetState>;
  /** CloudWatch's alarms, by name, and what became of them in 30 days. */
  readonly alarms: Table<AlarmState>;
  readonly compositeAlarms: Table<CompositeAlarmState>;
  readonly alarmHistory: Table<AlarmHistoryState>;
  readonly customMetrics: Table<CustomMetricState>;
  /** By the group's name. */
  readonly capacityLogs: Table<CapacityLog>;
  readonly loads: Table<LoadState>;
  /** What would have been sent to topics. */
  readonly notices: Table<NoticeState>;
  /** Facts of parts that have no table of their own. */
  readonly loose: Table<Json>;
}

export type WorldStateJson = {
  readonly [Name in keyof WorldState]: WorldState[Name] extends Table<infer T>
    ? TableJson<T>
    : never;
};

export function emptyState(): WorldState {
  return {
    instances: new Table(),
    volumes: new Table(),
    snapshots: new Table(),
    images: new Table(),
    contents: new Table(),
    templates: new Table(),
    vpcs: new Table(),
    subnets: new Table(),
    securityGroups: new Table(),
    zones: new Table(),
    tokens: new Table(),
    groups: new Table(),
    activities: new Table(),
    launchConfigurations: new Table(),
    refreshes: new Table(),
    rootVolumeTasks: new Table(),
    targetGroups: new Table(),
    loadBalancers: new Table(),
    parameters: new Table(),
    commands: new Table(),
    buckets: new Table(),
    objects: new Table(),
    secrets: new Table(),
    unseen: new Table(),
    capacity: new Table(),
    principals: new Table(),
    instanceProfiles: new Table(),
    budgets: new Table(),
    alarms: new Table(),
    compositeAlarms: new Table(),
    alarmHistory: new Table(),
    customMetrics: new Table(),
    capacityLogs: new Table(),
    loads: new Table(),
    notices: new Table(),
    loose: new Table(),
  };
}

/** Of a table that is younger than the saved region. */
const NO_ROWS: TableJson<never> = { nextSeq: 1, rows: [] };

export function restoreState(json: WorldStateJson): WorldState {
  const names = Object.keys(emptyState()) as (keyof WorldState)[];
  const tables = names.map((name) => [name, Table.from<unknown>(json[name] ?? NO_ROWS)] as const);
  return Object.fromEntries<unknown>(tables) as unknown as WorldState;
}
