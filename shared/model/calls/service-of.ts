import type { Call } from "../call.ts";

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
