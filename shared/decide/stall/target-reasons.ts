/** AWS's reason codes of a target's health, in an operator's words, with where the check looks. */
import type { TargetGroupFact, TargetHealthFact } from "../../model/facts.ts";

export interface TargetExplanation {
  /** A sentence with a space before it, or nothing. */
  readonly meaning: string;
  readonly cure: string;
}

const LOOK =
  "Look at what the servers answer to the health check. If the image is at fault, roll back.";

export function explainTarget(
  { reason, targetGroupArn }: TargetHealthFact,
  target: TargetGroupFact | null,
): TargetExplanation {
  const name = target?.name ?? /targetgroup\/([^/]+)/.exec(targetGroupArn)?.[1] ?? targetGroupArn;
  const where = placeOf(target);
  switch (reason) {
    case "Target.ResponseCodeMismatch":
      return {
        meaning: ` They answer${where}, but not with a code that ${name} expects.`,
        cure: LOOK,
      };
    case "Target.Timeout":
      return {
        meaning: ` They don't answer in time${where}.`,
        cure: "Look whether the service listens there and whether the servers' security group lets the load balancer in. If the image is at fault, roll back.",
      };
    case "Target.FailedHealthChecks":
      return {
        meaning: ` No connection${where}, or what answers isn't the service.`,
        cure: "Look whether the service runs and listens there. If the image is at fault, roll back.",
      };
    case "Target.NotInUse":
      return {
        meaning: ` No listener of a load balancer sends to ${name}, or the server's zone is not enabled there.`,
        cure: "Give the target group a listener, or enable the zone at the load balancer.",
      };
    case "Target.NotRegistered":
      return {
        meaning: ` They aren't registered at ${name}.`,
        cure: "Register them, or look who took them out.",
      };
    case "Target.InvalidState":
    case "Target.IpUnusable":
      return {
        meaning: " The server doesn't run, or its address can't be used.",
        cure: "Look at the server in EC2: somebody may have stopped it.",
      };
    case "Elb.RegistrationInProgress":
    case "Elb.InitialHealthChecking":
      return { meaning: ` The first health checks${where} are still being made.`, cure: LOOK };
    case "Elb.InternalError":
      return { meaning: " The fault is the load balancer's own.", cure: "Wait; AWS mends it." };
    default:
      return { meaning: where === "" ? "" : ` The health check looks${where}.`, cure: LOOK };
  }
}

function placeOf(target: TargetGroupFact | null): string {
  if (target?.healthCheck !== undefined) return ` at ${target.healthCheck}`;
  if (!target || target.protocol === null || target.port === null) return "";
  return ` at ${target.protocol}:${String(target.port)}`;
}
