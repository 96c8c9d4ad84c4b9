/** The policy that a session is narrowed down by. */
import type { AssumeRoleRequest } from "@aws-sdk/client-sts";
import { readPolicy } from "../../world/iam/policy-document.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";

const MOST_POLICY = 2048;

/** A managed policy isn't known by its ARN here, so a session that asks for one is refused rather than left wide. */
export function sessionPolicies({
  Policy: policy,
  PolicyArns: arns,
}: AssumeRoleRequest): readonly string[] {
  if (arns && arns.length > 0)
    throw new PracticeError(
      "MalformedPolicyDocument",
      "The policy is not in the valid ARN format.",
    );
  if (policy === undefined) return [];
  if (policy.length > MOST_POLICY)
    throw new PracticeError("PackedPolicyTooLarge", "Packed size of session policies too large");
  readPolicy(policy);
  return [policy];
}

export const packedSize = (policies: readonly string[]) =>
  Math.ceil((policies.join("").length / MOST_POLICY) * 100);
