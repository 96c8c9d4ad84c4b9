/** EC2's part of the world's state. Plain data: everything here survives JSON. Times are virtual epoch ms. */
import type { Json } from "./json.ts";

export type Tags = Record<string, string>;

export type InstanceStateName =
  | "pending"
  | "running"
  | "stopping"
  | "stopped"
  | "shutting-down"
  | "terminated";

export type CheckStatus =
  | "not-applicable"
  | "initializing"
  | "ok"
  | "impaired"
  | "insufficient-data";

/** What the server's own service answers to a health check: `unknown` until it has said anything. */
export type ServiceHealth = "unknown" | "healthy" | "unhealthy";

export interface InstanceVolume {
  readonly device: string;
  readonly volumeId: string;
  deleteOnTermination: boolean;
  attachedAtMs: number;
  /** Only while it is not simply attached. */
  status?: "attaching" | "detaching";
}

export interface MetadataOptions {
  readonly httpTokens: string;
  readonly instanceMetadataTags: string;
  readonly httpEndpoint?: string;
  readonly hopLimit?: number;
  readonly httpProtocolIpv6?: string;
  /** When a change was ordered that takes a moment. */
  readonly changedAtMs?: number;
}

export interface InstanceState {
  readonly id: string;
  readonly reservationId: string;
  readonly launchIndex: number;
  imageId: string;
  instanceType: string;
  readonly architecture: string;
  state: InstanceStateName;
  stateReason: { code: string; message: string } | null;
  /** e.g. `User initiated (2026-11-20 10:00:00 GMT)`; empty while nothing ended it. */
  transitionReason: string;
  launchedAtMs: number;
  stateChangedAtMs: number;
  readonly zone: string;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly privateIp: string;
  readonly networkInterfaceId: string;
  securityGroupIds: string[];
  readonly keyName: string | null;
  readonly instanceProfileArn: string | null;
  /** Base64, as it was sent. */
  userData: string | null;
  /** Changed by world/ec2/tagging.ts alone: servers are found by them. */
  readonly tags: Readonly<Tags>;
  readonly rootDevice: string;
  volumes: InstanceVolume[];
  readonly clientToken: string | null;
  shutdownBehaviour: "stop" | "terminate";
  disableApiTermination: boolean;
  disableApiStop?: boolean;
  isSpot?: boolean;
  sourceDestCheck?: boolean;
  ebsOptimized?: boolean;
  metadataOptions: MetadataOptions;
  monitoring: boolean;
  systemCheck: CheckStatus;
  instanceCheck: CheckStatus;
  /** Asked by target groups; the guest sets it. Only a running server answers. */
  health: ServiceHealth;
  /** The last 64 KiB of the serial console. */
  console: string;
  consoleAtMs: number;
  /** Characters that have fallen off the console's beginning. */
  consoleDropped?: number;
  /** How far the console had come when EC2 last posted it, counted from its very beginning. */
  consolePosted?: { readonly upTo: number; readonly atMs: number };
  /** What its disk holds: starts as the image's contents. Key of WorldState.contents. */
  contentsId: string | null;
  /** The Auto Scaling group that launched it. */
  groupName: string | null;
  readonly launchTemplate: { readonly id: string; readonly version: number } | null;
  /** Counts boots, so that timers of an earlier boot are not obeyed after a stop. */
  bootCount: number;
  /** Boots before the root volume was replaced: the new disk counts its own. */
  bootsOfFormerRoot?: number;
  /** It was stopped when its end began, and so held no place on a host any more. */
  endsWithoutPlace?: boolean;
  /** Its newest replacement of the root volume, and the root volumes that it had before. */
  rootTaskId?: string;
  formerRoots?: readonly string[];
  /** Why it will end instead of running. */
  launchFault?: { readonly code: string; readonly message: string };
  /** Size of the disks that are part of the host, and at which boot they were blank. */
  instanceStore?: { readonly gib: number; blankAtBoot: number };
}

export type RootVolumeTaskStateName =
  | "pending"
  | "in-progress"
  | "failing"
  | "failing-detached"
  | "succeeded"
  | "failed"
  | "failed-detached";

/** A replacement of a running server's root volume. */
export interface RootVolumeTaskState {
  readonly id: string;
  readonly instanceId: string;
  state: RootVolumeTaskStateName;
  readonly startedAtMs: number;
  completedAtMs: number | null;
  /** As asked for; both null: back to what it was launched from. */
  readonly imageId: string | null;
  readonly snapshotId: string | null;
  readonly volumeId?: string | null;
  readonly deleteReplaced: boolean;
  tags: Tags;
}

/** A change of a volume's size, type or speed. */
export interface VolumeChangeState {
  state: "modifying" | "optimizing" | "completed";
  readonly startedAtMs: number;
  endsAtMs: number;
  readonly before: VolumeNumbers;
  readonly after: VolumeNumbers;
}

export interface VolumeNumbers {
  readonly sizeGib: number;
  readonly volumeType: string;
  readonly iops?: number | undefined;
  readonly throughput?: number | undefined;
}

export interface VolumeState {
  readonly id: string;
  state: "creating" | "available" | "in-use" | "deleting" | "error";
  sizeGib: number;
  volumeType: string;
  readonly zone: string;
  readonly snapshotId: string | null;
  readonly encrypted: boolean;
  readonly kmsKeyId?: string;
  iops?: number;
  throughput?: number;
  /** The newest change. */
  change?: VolumeChangeState;
  /** When its changes of the last 24 hours began. */
  changesAtMs?: readonly number[];
  readonly createdAtMs: number;
  attachedTo: string | null;
  device: string | null;
  tags: Tags;
  /** What a root volume held when it was taken off its server. Key of WorldState.contents. */
  contentsId?: string | null;
  /** Of its newest snapshot: there must be some seconds between two. */
  snapshotAtMs?: number;
  /** Snapshots that are being made; a deleted one counts until it would have been complete. */
  pendingSnapshots?: number;
}

/** Whom an image or a snapshot is shared with. */
export interface Sharing {
  readonly kind: "account" | "group" | "organization" | "unit";
  /** An account's number, `all`, or an ARN. */
  readonly value: string;
}

export interface SnapshotState {
  readonly id: string;
  state: "pending" | "completed" | "error";
  /** Why a copy failed. */
  stateMessage?: string;
  progressPercent: number;
  readonly volumeId: string;
  readonly sizeGib: number;
  readonly description: string;
  readonly startedAtMs: number;
  completedAtMs: number | null;
  tags: Tags;
  /** The key's ARN; absent: not encrypted. */
  readonly kmsKeyId?: string;
  /** What the volume held. Key of WorldState.contents; hidden from the wire. */
  readonly contentsId?: string | null;
  /** Who may make volumes of it, beside its owner. */
  sharedWith?: readonly Sharing[];
  /** Only of a copy: it was asked to be complete within so long. */
  readonly copyWithinMinutes?: number;
  readonly isCopy?: boolean;
}

export type ImageStateName =
  | "pending"
  | "available"
  | "invalid"
  | "deregistered"
  | "transient"
  | "failed"
  | "error"
  | "disabled";

export interface ImageMapping {
  readonly device: string;
  readonly snapshotId: string;
  readonly sizeGib: number;
  readonly volumeType: string;
  readonly deleteOnTermination: boolean;
  /** The key's ARN; absent: not encrypted. */
  readonly kmsKeyId?: string;
}

/** A device of an image that no snapshot fills. */
export interface BlankDevice {
  readonly device: string;
  /** `ephemeral0` and so on: an instance store; null: an empty volume. */
  readonly virtualName: string | null;
  readonly sizeGib: number;
  readonly volumeType: string;
  readonly deleteOnTermination: boolean;
}

export interface ImageState {
  readonly id: string;
  readonly name: string;
  description: string;
  readonly ownerId: string;
  /** A deregistered image stays here so that ancestry is remembered; no Describe shows it. */
  state: ImageStateName;
  stateReason: { code: string; message: string } | null;
  readonly architecture: string;
  readonly createdAtMs: number;
  deprecatedAtMs: number | null;
  deregistrationProtected: boolean;
  /** Protected with a cooldown: once disabled, it stays protected until the moment below. */
  protectedWithCooldown?: boolean;
  protectedUntilMs?: number;
  readonly sourceImageId: string | null;
  /** Where the source is registered; absent: in this region. */
  readonly sourceRegion?: string;
  /** Who may launch it, beside its owner. */
  sharedWith?: readonly Sharing[];
  /** Of the last day and the newest before it, at most one an hour. */
  launchesAtMs?: readonly number[];
  imdsSupport?: string;
  /** Empty data volumes and instance stores, that no snapshot holds. */
  readonly blankDevices?: readonly BlankDevice[];
  readonly sourceInstanceId: string | null;
  readonly rootDevice: string;
  readonly mappings: readonly ImageMapping[];
  tags: Tags;
  /** Key of WorldState.contents; hidden from the wire. */
  readonly contentsId: string | null;
  /** A deregistered image's name stays taken for a while. */
  deregisteredAtMs: number | null;
}

export interface PackageContents {
  readonly name: string;
  readonly version: string;
  readonly arch: string;
  readonly source?: string;
}

/** What is on an image's disk. Never visible over the wire, only through what a booted server prints. */
export interface ImageContents {
  readonly packages: readonly PackageContents[];
  readonly kernel: string;
  readonly files: readonly { readonly path: string; readonly digest: string }[];
  readonly users: readonly string[];
  readonly services: readonly string[];
  readonly ports: readonly number[];
  readonly appVersion?: string;
  /** From running to healthy. */
  readonly bootSeconds?: number;
  readonly diskMib?: number;
  readonly health: "ok" | "never-healthy";
  readonly facts?: Readonly<Record<string, Json>>;
}

export interface BlockDeviceSpec {
  readonly DeviceName?: string | undefined;
  readonly NoDevice?: string | undefined;
  readonly Ebs?:
    | {
        readonly SnapshotId?: string | undefined;
        readonly VolumeSize?: number | undefined;
        readonly VolumeType?: string | undefined;
        readonly DeleteOnTermination?: boolean | undefined;
        readonly Encrypted?: boolean | undefined;
        readonly KmsKeyId?: string | undefined;
        readonly Iops?: number | undefined;
        readonly Throughput?: number | undefined;
      }
    | undefined;
  /** `ephemeral0` and so on: disks of the host, which NVMe types have without being asked. */
  readonly VirtualName?: string | undefined;
}

export interface TagSpec {
  readonly ResourceType?: string | undefined;
  readonly Tags?:
    | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
    | undefined;
}

/**
 * A launch template's data in AWS's own names, kept as it was sent. Only what the practice cloud obeys is named
 * here; everything else is kept and given back too.
 */
export interface TemplateData {
  readonly ImageId?: string | undefined;
  readonly InstanceType?: string | undefined;
  readonly KeyName?: string | undefined;
  /** Base64. */
  readonly UserData?: string | undefined;
  readonly SecurityGroupIds?: readonly string[] | undefined;
  readonly IamInstanceProfile?:
    | { readonly Arn?: string | undefined; readonly Name?: string | undefined }
    | undefined;
  readonly NetworkInterfaces?:
    | readonly {
        readonly SubnetId?: string | undefined;
        readonly Groups?: readonly string[] | undefined;
      }[]
    | undefined;
  readonly BlockDeviceMappings?: readonly BlockDeviceSpec[] | undefined;
  readonly TagSpecifications?: readonly TagSpec[] | undefined;
  readonly MetadataOptions?:
    | {
        readonly HttpTokens?: string | undefined;
        readonly InstanceMetadataTags?: string | undefined;
        readonly HttpEndpoint?: string | undefined;
        readonly HttpPutResponseHopLimit?: number | undefined;
        readonly HttpProtocolIpv6?: string | undefined;
      }
    | undefined;
  readonly Monitoring?: { readonly Enabled?: boolean | undefined } | undefined;
  readonly DisableApiTermination?: boolean | undefined;
  readonly DisableApiStop?: boolean | undefined;
  readonly Placement?:
    | {
        readonly AvailabilityZone?: string | undefined;
        readonly Tenancy?: string | undefined;
      }
    | undefined;
  readonly InstanceInitiatedShutdownBehavior?: string | undefined;
  readonly InstanceMarketOptions?: { readonly MarketType?: string | undefined } | undefined;
}

export interface TemplateVersionState {
  readonly version: number;
  readonly description: string | null;
  readonly createdAtMs: number;
  readonly data: TemplateData;
}

export interface LaunchTemplateState {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
  defaultVersion: number;
  latestVersion: number;
  /** Numbers are never given twice; absent: none of the newest was deleted. */
  highestVersion?: number;
  versions: TemplateVersionState[];
  tags: Tags;
}

export interface VpcState {
  readonly id: string;
  readonly cidr: string;
  readonly tags: Tags;
}

export interface SubnetState {
  readonly id: string;
  readonly vpcId: string;
  readonly zone: string;
  readonly zoneId: string;
  readonly cidr: string;
  freeAddresses: number;
  /** Host number of the next private address. */
  nextHost: number;
  readonly tags: Tags;
}

export interface SecurityGroupState {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly tags: Tags;
  /** Absent in regions that were saved earlier: as a new group has them. */
  rules?: SecurityGroupRuleState[];
}

/** What one rule lets through, from or to one place. */
export interface SecurityGroupRuleState {
  readonly id: string;
  readonly egress: boolean;
  readonly protocol: string;
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly source: {
    readonly kind: "ipv4" | "ipv6" | "group" | "prefix-list";
    readonly value: string;
  };
  readonly description: string | null;
}

export interface ZoneState {
  readonly name: string;
  readonly id: string;
}

/** A call that carried a client token: what it was and what it made. */
export interface TokenRecord {
  readonly digest: string;
  readonly produced: readonly string[];
  readonly atMs: number;
}
