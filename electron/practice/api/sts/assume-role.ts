/** AssumeRole: who may become a role, for how long, and narrowed down to what. */
import type { AssumeRoleRequest, AssumeRoleResponse } from "@aws-sdk/client-sts";
import type { Caller } from "../../wire/service.ts";
import { identityOf } from "../../world/iam/accounts.ts";
import { decide } from "../../world/iam/evaluate.ts";
import type { Need } from "../../world/iam/evaluate.ts";
import { checkMfa } from "../../world/iam/mfa.ts";
import { callerContext, policiesOf } from "../../world/iam/permissions.ts";
import { contextOf, mergeContexts } from "../../world/iam/request-context.ts";
import { mayAssume } from "../../world/iam/trust.ts";
import type { RoleState } from "../../world/kernel/state/iam.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { World } from "../../world/kernel/world.ts";
import { findSession, openSession, roleSessionPrincipal } from "../../world/sts/sessions.ts";
import type { Session } from "../../world/sts/sessions.ts";
import type { CallContext } from "../call-context.ts";
import { checkedName, checkedSeconds, credentialsOf, validationError } from "./session-input.ts";
import { packedSize, sessionPolicies } from "./session-policies.ts";

type Call = CallContext & Caller;

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/[\w+=,.@/-]+$/;
const MOST_SECONDS = 43_200;
const CHAINED_SECONDS = 3600;

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
  const need = needOf(call, roleArn, input, mfa);
  const isAdmitted = role?.kind === "role" ? isTrusted(call, role, need) : isAllowed(call, need);
  if (!isAdmitted) throw denied(call, roleArn);
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

function needOf(call: Call, resource: string, input: AssumeRoleRequest, mfa: number | null): Need {
  const asked = contextOf({
    "sts:ExternalId": input.ExternalId,
    "sts:RoleSessionName": input.RoleSessionName,
    ...(mfa === null
      ? {}
      : { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "0" }),
  });
  const context = mergeContexts(callerContext(call.world, call, call.wallMs), asked);
  return { action: "sts:AssumeRole", resource, context };
}

function isTrusted(call: Call, role: RoleState, need: Need): boolean {
  const { principal, world } = call;
  const { accountId, arn } = principal;
  return mayAssume({
    trust: role.trust,
    roleAccountId: role.arn.split(":")[4] ?? "",
    caller: { accountId, arn, of: sessionOf(call)?.of ?? arn },
    callerPolicies: policiesOf(world, call),
    need,
  });
}

/** A role that nobody made trusts its account; what the caller may do counts all the same. */
function isAllowed(call: Call, need: Need): boolean {
  const own = policiesOf(call.world, call);
  return own === null || decide(own, need).allowed;
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

const denied = ({ principal }: Call, roleArn: string) =>
  new PracticeError(
    "AccessDenied",
    `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  );
