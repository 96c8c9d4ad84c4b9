/**
 * Who may become a role: its trust policy must name the caller, or his account; then, and across accounts always, his
 * own policies must allow it as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
import { decide, effectOf } from "./evaluate.ts";
import type { Need, PolicySets } from "./evaluate.ts";
import { readPolicy } from "./policy-document.ts";
import type { Statement } from "./policy-document.ts";

export interface TrustQuestion {
  /** The role's trust policy. */
  readonly trust: string;
  readonly roleAccountId: string;
  readonly caller: {
    readonly accountId: string;
    readonly arn: string;
    /** The role or user behind a session; else the caller's own. */
    readonly of: string;
  };
  /** Null: everything is allowed. */
  readonly callerPolicies: PolicySets | null;
  readonly need: Need;
}

export function mayAssume(question: TrustQuestion): boolean {
  const { caller, callerPolicies, need } = question;
  const statements = readPolicy(question.trust);
  const direct = statements.filter((each) => names(each, [caller.arn, caller.of]));
  const account = statements.filter((each) =>
    names(each, [caller.accountId, `arn:aws:iam::${caller.accountId}:root`]),
  );
  if (effectOf([...direct, ...account], need) !== "Allow") return false;
  const own = callerPolicies ? decide(callerPolicies, need) : null;
  if (own && !own.allowed && own.explicit) return false;
  const isNamed = effectOf(direct, need) === "Allow";
  if (isNamed && caller.accountId === question.roleAccountId) return true;
  return own === null || own.allowed;
}

function names({ principals }: Statement, own: readonly string[]): boolean {
  if (!principals) return false;
  const isNamed = principals.patterns.some((each) => each === "*" || own.includes(each));
  return isNamed !== principals.not;
}
