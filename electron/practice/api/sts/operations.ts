/** AWS Security Token Service: who one is, and the keys of an assumed role. */
import type {
  AssumeRoleRequest,
  AssumeRoleResponse,
  GetCallerIdentityResponse,
} from "@aws-sdk/client-sts";
import type { Caller } from "../../wire/service.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import { openSession } from "../../world/sts/sessions.ts";
import type { CallContext } from "../call-context.ts";

export type IdentifiedCall = CallContext & Caller;

const ROLE_ARN = /^arn:aws:iam::\d{12}:role\/.+$/;
const DEFAULT_SECONDS = 3600;

function getCallerIdentity(
  _input: object,
  { principal }: IdentifiedCall,
): GetCallerIdentityResponse {
  return { UserId: principal.userId, Account: principal.accountId, Arn: principal.arn };
}

function assumeRole(input: AssumeRoleRequest, call: IdentifiedCall): AssumeRoleResponse {
  const order = checkedOrder(call, input);
  const { accessKeyId, secretAccessKey, session, principal } = openSession(call.world, order);
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: session.token,
      Expiration: new Date(session.expiresAtWallMs),
    },
    AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
  };
}

function checkedOrder(call: IdentifiedCall, input: AssumeRoleRequest) {
  const roleArn = input.RoleArn ?? "";
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  if (!ROLE_ARN.test(roleArn)) throw new PracticeError("ValidationError", `${roleArn} is invalid`);
  if (seconds < 900 || seconds > 43_200)
    throw new PracticeError("ValidationError", durationMessage(seconds));
  return {
    roleArn,
    sessionName: input.RoleSessionName ?? "",
    expiresAtWallMs: call.wallMs + seconds * 1000,
  };
}

const durationMessage = (seconds: number) =>
  `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: ` +
  `Member must have value between 900 and 43200`;

export const stsOperations = { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole };
