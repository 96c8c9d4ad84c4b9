/** Which policies hold for a caller, and what policies may ask about it. */
import type { PrincipalState } from "../kernel/state/iam.ts";
import type { World } from "../kernel/world.ts";
import { findSession } from "../sts/sessions.ts";
import type { Session } from "../sts/sessions.ts";
import { identityOf } from "./accounts.ts";
import type { PolicyKind, PolicySets } from "./evaluate.ts";
import { readPolicy } from "./policy-document.ts";
import type { Statement } from "./policy-document.ts";
import { contextOf } from "./request-context.ts";
import type { RequestContext } from "./request-context.ts";

export interface CallerKey {
  readonly accessKeyId: string;
  readonly principal: { readonly accountId: string; readonly arn: string; readonly userId: string };
}

/** Null: everything is allowed, which is so for the operator and for whomever nobody restricted. */
export function policiesOf(world: World, caller: CallerKey): PolicySets | null {
  const identity = identityOf(world, caller.principal.accountId);
  if (!identity) return null;
  const session = findSession(identity, caller.accessKeyId);
  const principal = principalOf(identity, caller, session);
  const sets = new Map<PolicyKind, readonly Statement[]>();
  if (principal?.policies) sets.set("identity-based policy", read(principal.policies));
  if (principal?.boundary) sets.set("permissions boundary", read([principal.boundary]));
  const narrowed = session?.policies ?? [];
  if (narrowed.length > 0) sets.set("session policy", narrowed.flatMap(readPolicy));
  return sets.size === 0 ? null : sets;
}

const read = (policies: readonly { readonly document: string }[]) =>
  policies.flatMap(({ document }) => readPolicy(document));

const principalOf = (
  identity: World,
  { principal }: CallerKey,
  session: Session | undefined,
): PrincipalState | undefined => identity.state.principals.get(session?.of ?? principal.arn);

export function callerContext(world: World, caller: CallerKey, wallMs: number): RequestContext {
  const { accountId, arn, userId } = caller.principal;
  const identity = identityOf(world, accountId);
  const session = identity ? findSession(identity, caller.accessKeyId) : undefined;
  const principal = identity ? principalOf(identity, caller, session) : undefined;
  const isUser = arn.includes(":user/");
  return contextOf(
    {
      "aws:PrincipalArn": session?.of ?? arn,
      "aws:PrincipalAccount": accountId,
      "aws:PrincipalType": isUser ? "User" : "AssumedRole",
      "aws:userid": userId,
      "aws:username": isUser ? arn.split("/").at(-1) : undefined,
      "aws:RequestedRegion": world.region,
      "aws:CurrentTime": new Date(world.nowMs).toISOString(),
      "aws:EpochTime": String(Math.floor(world.nowMs / 1000)),
      "aws:SecureTransport": "true",
      "aws:SourceIp": "127.0.0.1",
      "aws:ViaAWSService": "false",
    },
    sessionFacts(session, wallMs),
    prefixed("aws:PrincipalTag/", principal?.tags ?? {}),
  );
}

/** Long-term keys know nothing of MFA: the key is then absent, not false. */
function sessionFacts(session: Session | undefined, wallMs: number) {
  if (!session) return {};
  const { mfaAtWallMs = null, issuedAtWallMs } = session;
  return {
    "aws:MultiFactorAuthPresent": String(mfaAtWallMs !== null),
    "aws:MultiFactorAuthAge":
      mfaAtWallMs === null ? undefined : String(Math.floor((wallMs - mfaAtWallMs) / 1000)),
    "aws:TokenIssueTime":
      issuedAtWallMs === undefined ? undefined : new Date(issuedAtWallMs).toISOString(),
  };
}

export const prefixed = (prefix: string, tags: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}${key}`, value]));
