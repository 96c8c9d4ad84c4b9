/** Auto Scaling groups as wholes: their template, sizes, processes, traffic, tags. */
import type { GroupSettings, GroupTag } from "../facts.ts";
import type { GroupName, ImageId, TargetGroupArn, TemplateId } from "../ids.ts";
import type { AwsFields } from "./aws-fields.ts";

export type GroupCall =
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
    };
