/** How EC2 refuses a launch that a rule strikes. */
import { assertNever } from "../../../shared/assert-never.ts";
import { PracticeError } from "../world/kernel/practice-error.ts";
import type { LaunchPlace } from "../world/kernel/mishaps.ts";
import type { LaunchEffect } from "./fault-rule.ts";

/** Null: it is accepted for now. */
export function launchRefusal(
  effect: LaunchEffect,
  { zone, instanceType, imageId = "" }: LaunchPlace,
): PracticeError | null {
  switch (effect.kind) {
    case "no-capacity":
      return noCapacity(zone, instanceType);
    case "quota-reached":
      return quotaReached();
    case "image-unusable":
      return imageUnusable(imageId, effect.as);
    case "key-failure":
      return null;
    default:
      return assertNever(effect, "effect on a launch");
  }
}

function noCapacity(zone: string, instanceType: string): PracticeError {
  const words =
    `We currently do not have sufficient ${instanceType} capacity in the Availability Zone you requested (${zone}). ` +
    "Our system will be working on provisioning additional capacity. You can currently get " +
    `${instanceType} capacity by not specifying an Availability Zone in your request.`;
  return new PracticeError("InsufficientInstanceCapacity", words, 500);
}

function quotaReached(): PracticeError {
  const words =
    "You have requested more vCPU capacity than your current vCPU limit of 0 allows for the instance bucket that the " +
    "specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an " +
    "adjustment to this limit.";
  return new PracticeError("VcpuLimitExceeded", words);
}

function imageUnusable(
  id: string,
  as: Extract<LaunchEffect, { readonly kind: "image-unusable" }>["as"],
): PracticeError {
  if (as === "deregistered")
    return new PracticeError("InvalidAMIID.NotFound", `The image id '[${id}]' does not exist`);
  const name = as === "disabled" ? `'${id}'` : id;
  return new PracticeError("InvalidAMIID.Unavailable", `AMI ${name} is ${as}, and cannot be run.`);
}
