/** AssumeRole: who may become a role, for how long, and narrowed down to what. */
import type { AssumeRoleRequest, AssumeRoleResponse } from "@aws-sdk/client-sts";
import type { Caller } from "../../wire/service.ts";
import { identityOf } from "../../world/iam/accounts.ts";
import { checkMfa } from "../../world/iam/mfa.ts";
import { callerContext, policiesOf } from "../../world/iam/permissions.ts";
import { readPolicy } from "../../world/iam/policy-document.ts";
import { contextOf, mergeContexts } from "../../world/iam/request-context.ts";
import { mayAssume } from "../../world/iam/trust.ts";
import type { RoleState } from "../../world/kernel/state-iam.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { World } from "../../world/kernel/world.ts";
import { findSession, openSession, roleSessionPrincipal } from "../../world/sts/sessions.ts";
import type { Session } from "../../world/sts/sessions.ts";
import type { CallContext } from "../call-context.ts";
import { checkedName, checkedSeconds, credentialsOf, validationError } from "./session-input.ts";

type Call = CallContext & Caller;

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/[\w+=,.@/-]+$/;
const MOST_SECONDS = 43_200;
const CHAINED_SECONDS = 3600;
const MOST_POLICY = 2048;

export function assumeRole(input: AssumeRoleRequest, call: Call): AssumeRoleResponse {
  const roleArn = input.RoleArn ?? "";
  const accountId = ROLE_ARN.exec(roleArn)?.[1];
  if (accountId === undefined) throw validationError(`${roleArn} is invalid`);
  const name = checkedName(input.RoleSessionName ?? "", "roleSessionName");
  const seconds = checkedSeconds(input.DurationSeconds, MOST_SECONDS, 3600);
  const policies = sessionPolicies(input);
  const identity = identityOf(call.world, accountId);
  const role = identity?.state.principals.get(roleArn);
  if (!identity || !isOpenOr(identity, role)) throw denied(call, roleArn);
  const mfa = provenMfa(call, input);
  if (role?.kind === "role") admit(call, role, input, mfa);
  checkDuration(call, role?.kind === "role" ? role : null, seconds);
  const session = openSession(identity, {
    principal: roleSessionPrincipal(roleArn, roleIdOf(identity, role), name),
    of: roleArn,
    policies,
    issuedAtWallMs: call.wallMs,
    expiresAtWallMs: call.wallMs + seconds * 1000,
    mfaAtWallMs: mfa,
  });
  return {
    Credentials: credentialsOf(session),
    AssumedRoleUser: { AssumedRoleId: session.principal.userId, Arn: session.principal.arn },
    ...(policies.length > 0 ? { PackedPolicySize: packedSize(policies) } : {}),
  };
}

/** An account that nobody gave a role has every role, and each may do everything. */
function isOpenOr(identity: World, role: unknown): boolean {
  if (role !== undefined) return true;
  for (const principal of identity.state.principals.values())
    if (principal.kind === "role") return false;
  return true;
}

const roleIdOf = (identity: World, role: { readonly kind: string } | undefined): string =>
  role?.kind === "role"
    ? (role as RoleState).roleId
    : `AROA${identity.chance.hex(17).toUpperCase()}`;

/** When it was proven; null: not at all. A session hands on what its own beginning proved. */
function provenMfa(call: Call, input: AssumeRoleRequest): number | null {
  const own = identityOf(call.world, call.principal.accountId);
  const proof = { serialNumber: input.SerialNumber, code: input.TokenCode };
  const isProven = own !== null && checkMfa(own, call.principal.arn, proof, call.wallMs);
  return isProven ? call.wallMs : null;
}

function admit(call: Call, role: RoleState, input: AssumeRoleRequest, mfa: number | null): void {
  const { principal, world } = call;
  const session = sessionOf(call);
  const asked = contextOf({
    "sts:ExternalId": input.ExternalId,
    "sts:RoleSessionName": input.RoleSessionName,
    ...(mfa === null
      ? {}
      : { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "0" }),
  });
  const context = mergeContexts(callerContext(world, call, call.wallMs), asked);
  const isAllowed = mayAssume({
    trust: role.trust,
    roleAccountId: role.arn.split(":")[4] ?? "",
    caller: {
      accountId: principal.accountId,
      arn: principal.arn,
      of: session?.of ?? principal.arn,
    },
    callerPolicies: policiesOf(world, call),
    need: { action: "sts:AssumeRole", resource: role.arn, context },
  });
  if (!isAllowed) throw denied(call, role.arn);
}

function sessionOf(call: Call): Session | undefined {
  const own = identityOf(call.world, call.principal.accountId);
  return own ? findSession(own, call.accessKeyId) : undefined;
}

function checkDuration(call: Call, role: RoleState | null, seconds: number): void {
  const isChained = call.principal.arn.includes(":assumed-role/");
  if (isChained && seconds > CHAINED_SECONDS)
    throw validationError(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    );
  if (role && seconds > role.maxSessionSeconds)
    throw validationError(
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
}

/** A managed policy isn't known by its ARN here, so a session that asks for one is refused rather than left wide. */
function sessionPolicies({
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

const packedSize = (policies: readonly string[]) =>
  Math.ceil((policies.join("").length / MOST_POLICY) * 100);

const denied = ({ principal }: Call, roleArn: string) =>
  new PracticeError(
    "AccessDenied",
    `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  );
