/** What hangs on a group. */
import type { GroupName } from "../ids.ts";
import type { AwsFields } from "./aws-fields.ts";

export type GroupExtrasCall =
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
    };
