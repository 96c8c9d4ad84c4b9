/** A server as EC2 and the server itself see it. Plain data: it survives JSON. Times are virtual epoch ms. */
import type { Tags } from "./tags.ts";

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
  /** Changed by world/ec2/tags/tagging.ts alone: servers are found by them. */
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
