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
      readonly tags: Readonly<Record<string, string>>;
      readonly clientToken: string;
    }
  | { readonly call: "TerminateInstances"; readonly serverIds: readonly ServerId[] }
  | {
      readonly call: "CreateImage";
      readonly serverId: ServerId;
      readonly name: string;
      readonly description: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | { readonly call: "DeregisterImage"; readonly imageId: ImageId }
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
      readonly call: "CreateOrUpdateTags";
      readonly groupName: GroupName;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly call: "DeleteTags";
      readonly groupName: GroupName;
      readonly keys: readonly string[];
    };

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
}

/** Which AWS service a call goes to, for display and for rate budgets. */
export function serviceOf(call: Call): "ec2" | "autoscaling" {
  switch (call.call) {
    case "RunInstances":
    case "TerminateInstances":
    case "CreateImage":
    case "DeregisterImage":
    case "DeleteSnapshot":
    case "CreateTags":
    case "CreateLaunchTemplateVersion":
      return "ec2";
    default:
      return "autoscaling";
  }
}
