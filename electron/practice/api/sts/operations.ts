/** AWS Security Token Service: who one is, the keys of a role, and those of a user for a while. */
import type {
  DecodeAuthorizationMessageRequest,
  DecodeAuthorizationMessageResponse,
  GetAccessKeyInfoRequest,
  GetAccessKeyInfoResponse,
  GetCallerIdentityResponse,
  GetSessionTokenRequest,
  GetSessionTokenResponse,
} from "@aws-sdk/client-sts";
import { practiceKeys } from "../../access-keys.ts";
import type { Caller } from "../../wire/service.ts";
import { identityOf } from "../../world/iam/accounts.ts";
import { checkMfa } from "../../world/iam/mfa.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import { openSession } from "../../world/sts/sessions.ts";
import type { CallContext } from "../call-context.ts";
import { decodeRefusal } from "../iam/encoded-refusal.ts";
import { assumeRole } from "./assume-role.ts";
import { checkedSeconds, credentialsOf, validationError } from "./session-input.ts";

type Call = CallContext & Caller;

const MOST_SECONDS = 129_600;
const USUAL_SECONDS = 43_200;

function getCallerIdentity(_input: object, { principal }: Call): GetCallerIdentityResponse {
  return { UserId: principal.userId, Account: principal.accountId, Arn: principal.arn };
}

/** A user's own permissions for a while, proven by MFA if he gives a code. */
function getSessionToken(input: GetSessionTokenRequest, call: Call): GetSessionTokenResponse {
  const { principal, wallMs } = call;
  if (call.accessKeyId.startsWith("ASIA"))
    throw new PracticeError(
      "AccessDenied",
      "Cannot call GetSessionToken with session credentials",
      403,
    );
  const seconds = checkedSeconds(input.DurationSeconds, MOST_SECONDS, USUAL_SECONDS);
  const identity = identityOf(call.world, principal.accountId) ?? call.world;
  const proof = { serialNumber: input.SerialNumber, code: input.TokenCode };
  const isProven = checkMfa(identity, principal.arn, proof, wallMs);
  const session = openSession(identity, {
    principal,
    of: principal.arn,
    policies: [],
    issuedAtWallMs: wallMs,
    expiresAtWallMs: wallMs + seconds * 1000,
    mfaAtWallMs: isProven ? wallMs : null,
  });
  return { Credentials: credentialsOf(session) };
}

function getAccessKeyInfo(
  input: GetAccessKeyInfoRequest,
  { world }: Call,
): GetAccessKeyInfoResponse {
  const found = practiceKeys(() => world).find(input.AccessKeyId ?? "");
  if (!found) throw validationError(`Access key ${input.AccessKeyId ?? ""} is not known here.`);
  return { Account: found.principal.accountId };
}

function decodeAuthorizationMessage(
  input: DecodeAuthorizationMessageRequest,
): DecodeAuthorizationMessageResponse {
  const message = decodeRefusal(input.EncodedMessage ?? "");
  if (message !== null) return { DecodedMessage: message };
  throw new PracticeError("InvalidAuthorizationMessage", "Message is not valid");
}

export const stsOperations = {
  GetCallerIdentity: getCallerIdentity,
  AssumeRole: assumeRole,
  GetSessionToken: getSessionToken,
  GetAccessKeyInfo: getAccessKeyInfo,
  DecodeAuthorizationMessage: decodeAuthorizationMessage,
};
