/**
 * Every call by which Bennu changes a cloud, as data. A plan shows them, the guard judges them, the journal keeps
 * them and electron/aws/perform carries them out: there is no other way to change anything.
 * Names and fields are AWS's own. Sizes are absolute.
 */
import type { GroupSettings, GroupTag } from "./facts.ts";
import type { GroupName, ImageId, ServerId, TargetGroupArn, TemplateId } from "./ids.ts";

export type Call =
  | {
      readonly call: "RunInstances";
      readonly imageId: ImageId;
      readonly instanceType: string;
      readonly subnetId: string | null;
      readonly securityGroupIds: readonly string[];
      readonly userData: string;
      /** Its root volume, where that is to be larger than the image's. Left out: as the image has it. */
      readonly root?: { readonly device: string; readonly gib: number };
      readonly tags: Readonly<Record<string, string>>;
      readonly clientToken: string;
      /** Its name: what the server may do. Left out: none. */
      readonly instanceProfile?: string;
      /** The server ends, and its volumes with it, when it shuts itself down. Left out: it stops, as AWS has it. */
      readonly endsWhenShutDown?: boolean;
    }
  | { readonly call: "TerminateInstances"; readonly serverIds: readonly ServerId[] }
  | {
      readonly call: "CreateImage";
      readonly serverId: ServerId;
      readonly name: string;
      readonly description: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly call: "DeregisterImage";
      readonly imageId: ImageId;
      /** AWS deletes its snapshots with it, but for those that another image needs. Left out: they stay. */
      readonly withSnapshots?: boolean;
    }
  | {
      /** Into the region of the connection that makes the call. */
      readonly call: "CopyImage";
      readonly sourceImageId: ImageId;
      readonly sourceRegion: string;
      readonly name: string;
      readonly description: string;
      readonly encrypted: boolean;
      /** Of the region that the copy is made in; null: the account's own key for EBS there, where it is encrypted. */
      readonly kmsKeyId: string | null;
      readonly tags: Readonly<Record<string, string>>;
      readonly clientToken: string;
    }
  | {
      /** Its launch permissions: the accounts that may start servers from it. */
      readonly call: "ModifyImageAttribute";
      readonly imageId: ImageId;
      readonly addAccounts: readonly string[];
      readonly removeAccounts: readonly string[];
    }
  | {
      /** The accounts that may make volumes of it. */
      readonly call: "ModifySnapshotAttribute";
      readonly snapshotId: string;
      readonly addAccounts: readonly string[];
      readonly removeAccounts: readonly string[];
    }
  | {
      readonly call: "EnableImageDeprecation";
      readonly imageId: ImageId;
      /** AWS rounds it to the minute, and takes none that has passed. */
      readonly deprecateAtMs: number;
    }
  | {
      /** A disabled image starts no server and is shared with nobody any more; enabled, it starts servers again. */
      readonly call: "DisableImageDeprecation" | "DisableImage" | "EnableImage";
      readonly imageId: ImageId;
    }
  | {
      readonly call: "PutObject";
      readonly bucket: string;
      readonly key: string;
      /** The object's bytes: something that was packed with gzip, in base64. */
      readonly gzipBase64: string;
      readonly contentType: string;
    }
  | { readonly call: "DeleteObject"; readonly bucket: string; readonly key: string }
  | {
      /** A shell script on servers that Systems Manager reaches. AWS knows no token for it: look before a second one. */
      readonly call: "SendCommand";
      readonly serverIds: readonly ServerId[];
      readonly script: string;
      /** At most 100 characters. */
      readonly comment: string;
      readonly timeoutSeconds: number;
    }
  | { readonly call: "DeleteSnapshot"; readonly snapshotId: string }
  | {
      readonly call: "CreateTags";
      readonly resourceId: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly call: "CreateLaunchTemplateVersion";
      readonly templateId: TemplateId;
      readonly sourceVersion: string;
      readonly imageId: ImageId;
      readonly description: string;
      readonly clientToken: string;
    }
  | {
      readonly call: "CreateAutoScalingGroup";
      readonly groupName: GroupName;
      readonly templateId: TemplateId;
      readonly templateVersion: number;
      readonly minSize: number;
      readonly maxSize: number;
      readonly desiredCapacity: number;
      readonly settings: GroupSettings;
      readonly tags: readonly GroupTag[];
    }
  | {
      readonly call: "EnableMetricsCollection";
      readonly groupName: GroupName;
      readonly metrics: readonly string[];
    }
  | {
      readonly call: "UpdateAutoScalingGroup";
      readonly groupName: GroupName;
      readonly minSize: number;
      readonly maxSize: number;
      readonly desiredCapacity: number;
      /** Left out: the group keeps the template that it has. */
      readonly template?: { readonly id: TemplateId; readonly version: number };
    }
  | {
      readonly call: "DeleteAutoScalingGroup";
      readonly groupName: GroupName;
      readonly force: boolean;
    }
  | {
      readonly call: "SuspendProcesses" | "ResumeProcesses";
      readonly groupName: GroupName;
      readonly processes: readonly string[];
    }
  | {
      readonly call: "AttachTrafficSources" | "DetachTrafficSources";
      readonly groupName: GroupName;
      readonly targetGroupArns: readonly TargetGroupArn[];
    }
  | {
      /** `ModifyListener`: of its default rule, whose ARN is the listener's here. */
      readonly call: "ModifyRule" | "ModifyListener";
      /** The group whose traffic is shared: its claim stands for it. */
      readonly groupName: GroupName;
      readonly ruleArn: string;
      /** All actions of the rule as AWS gave them; only the weights of the last, which forwards, are others. */
      readonly actions: readonly AwsFields[];
      readonly weights: readonly {
        readonly targetGroupArn: TargetGroupArn;
        readonly weight: number;
      }[];
    }
  | {
      readonly call: "CreateOrUpdateTags";
      readonly groupName: GroupName;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly call: "DeleteTags";
      readonly groupName: GroupName;
      readonly keys: readonly string[];
    }
  | {
      /** What hangs on a group, in AWS's own fields; the group's name is set from `groupName`. */
      readonly call:
        | "PutScalingPolicy"
        | "PutScheduledUpdateGroupAction"
        | "PutLifecycleHook"
        | "PutWarmPool"
        | "PutNotificationConfiguration";
      readonly groupName: GroupName;
      readonly definition: AwsFields;
    }
  | {
      /** An alarm that drives a group's scaling policies, in AWS's own fields. */
      readonly call: "PutMetricAlarm";
      readonly groupName: GroupName;
      readonly definition: AwsFields;
    }
  | {
      /** Alarms that only this group's policies used. */
      readonly call: "DeleteAlarms";
      readonly groupName: GroupName;
      readonly alarmNames: readonly string[];
    }
  | {
      readonly call: "StartInstanceRefresh";
      readonly groupName: GroupName;
      readonly strategy: "Rolling" | "ReplaceRootVolume";
      readonly templateId: TemplateId;
      readonly templateVersion: number;
      /** The group's mixed instances policy, to be launched from that version; left out: it has none. */
      readonly mixedInstances?: AwsFields;
      readonly preferences: RefreshPreferences;
    }
  | {
      readonly call: "CancelInstanceRefresh";
      readonly groupName: GroupName;
      readonly waitForTransitioning: boolean;
    }
  | {
      /** The percentages are those that the refresh was started with: AWS isn't told them, the guard is. */
      readonly call: "RollbackInstanceRefresh";
      readonly groupName: GroupName;
      readonly minHealthyPercentage: number;
      readonly maxHealthyPercentage: number;
    }
  | {
      readonly call: "TerminateInstanceInAutoScalingGroup";
      readonly groupName: GroupName;
      readonly serverId: ServerId;
      /** True: the group gets smaller by one. False: it starts another one. */
      readonly decrement: boolean;
    }
  | {
      readonly call: "SetInstanceProtection";
      readonly groupName: GroupName;
      readonly serverIds: readonly ServerId[];
      readonly protectedFromScaleIn: boolean;
    }
  | {
      readonly call: "EnterStandby";
      readonly groupName: GroupName;
      readonly serverIds: readonly ServerId[];
      readonly decrement: boolean;
    }
  | {
      readonly call: "ExitStandby";
      readonly groupName: GroupName;
      readonly serverIds: readonly ServerId[];
    }
  | {
      readonly call: "CompleteLifecycleAction";
      readonly groupName: GroupName;
      readonly hook: string;
      readonly serverId: ServerId;
      readonly result: "CONTINUE" | "ABANDON";
    }
  | {
      /** The server of a group gets a new root volume from an image; it reboots and keeps its address and data volumes. */
      readonly call: "CreateReplaceRootVolumeTask";
      readonly groupName: GroupName;
      readonly serverId: ServerId;
      readonly imageId: ImageId;
      readonly deleteReplacedRootVolume: boolean;
      readonly tags: Readonly<Record<string, string>>;
      readonly clientToken: string;
    }
  | { readonly call: "EnableImageDeregistrationProtection"; readonly imageId: ImageId }
  | { readonly call: "DisableImageDeregistrationProtection"; readonly imageId: ImageId };

/** A structure as AWS words it, untouched. */
export type AwsFields = Readonly<Record<string, unknown>>;

/** AWS's preferences of an instance refresh. Null: left to AWS. */
export interface RefreshPreferences {
  readonly minHealthyPercentage: number;
  readonly maxHealthyPercentage: number;
  readonly instanceWarmupSeconds: number | null;
  readonly skipMatching: boolean;
  readonly autoRollback: boolean;
  /** Rising, the last one 100; empty: no checkpoints. */
  readonly checkpointPercentages: readonly number[];
  readonly checkpointDelaySeconds: number | null;
  readonly bakeTimeSeconds: number | null;
  readonly scaleInProtectedInstances: "Refresh" | "Ignore" | "Wait";
  readonly standbyInstances: "Terminate" | "Ignore" | "Wait";
  readonly alarms: readonly string[];
}

export type CallName = Call["call"];

/** What came of a call. `unknown`: no answer was seen; the effect may have happened, so look. */
export type CallOutcome =
  | { readonly kind: "ok"; readonly requestId: string | null; readonly produced: Produced }
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly message: string;
      readonly requestId: string | null;
    }
  | { readonly kind: "unknown"; readonly message: string };

/** Ids that a call brought into being. */
export interface Produced {
  readonly imageId?: ImageId;
  readonly serverIds?: readonly ServerId[];
  readonly templateVersion?: number;
  readonly refreshId?: string;
  readonly policyArn?: string;
  readonly rootVolumeTaskId?: string;
  readonly commandId?: string;
  /** What became of the snapshots of a deregistered image, in AWS's words: `success`, `skipped`, … */
  readonly snapshots?: Readonly<Record<string, string>>;
}

/** Which AWS service a call goes to, for display and for rate budgets. */
export function serviceOf(
  call: Call,
): "ec2" | "autoscaling" | "cloudwatch" | "elasticloadbalancing" | "s3" | "ssm" {
  switch (call.call) {
    case "RunInstances":
    case "TerminateInstances":
    case "CreateImage":
    case "DeregisterImage":
    case "DeleteSnapshot":
    case "CreateTags":
    case "CreateLaunchTemplateVersion":
    case "CreateReplaceRootVolumeTask":
    case "EnableImageDeregistrationProtection":
    case "DisableImageDeregistrationProtection":
    case "CopyImage":
    case "ModifyImageAttribute":
    case "ModifySnapshotAttribute":
    case "EnableImageDeprecation":
    case "DisableImageDeprecation":
    case "DisableImage":
    case "EnableImage":
      return "ec2";
    case "PutObject":
    case "DeleteObject":
      return "s3";
    case "SendCommand":
      return "ssm";
    case "PutMetricAlarm":
    case "DeleteAlarms":
      return "cloudwatch";
    case "ModifyRule":
    case "ModifyListener":
      return "elasticloadbalancing";
    default:
      return "autoscaling";
  }
}
