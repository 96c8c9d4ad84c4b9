/**
 * The one place where errors of AWS, its SDK and the network become Bennu's. Texts say what happened, what it means
 * and what to do. They never carry a secret: what AWS or the SDK says of signatures and credentials is not quoted,
 * since it can hold tokens and the output of credential commands.
 */
import { BennuError, type ErrorCode, type Retry } from "../../shared/errors.ts";
import type { AwsService } from "./sending/budgets.ts";
import { readFailure, type AwsFailure } from "./sending/aws-failure.ts";
import { NONSENSE } from "./sending/nonsense-gate.ts";
import { familyOf, wasNeverSent, wentUnanswered } from "./sending/error-families.ts";

export interface Attempted {
  readonly service: AwsService;
  readonly operation: string;
  /** A call that changes something: no answer then means that the effect may have happened. */
  readonly changes: boolean;
}

export function translateError(error: unknown, attempted: Attempted): BennuError {
  if (error instanceof BennuError) return error;
  const failure = readFailure(error);
  const code = isNonsense(failure) ? "endpoint-nonsense" : familyOf(failure.code, failure.message);
  const unanswered = attempted.changes && hadNoVerdict(failure, code);
  const details = {
    awsCode: failure.code,
    requestId: failure.requestId,
    operation: `${attempted.service}:${attempted.operation}`,
    httpStatus: failure.httpStatus,
    ...(failure.clockSkewCorrected ? { clockSkewCorrected: true } : {}),
  };
  if (unanswered)
    return new BennuError({
      code: "outcome-unknown",
      message: unknownText(attempted, failure),
      details,
      retry: "look",
    });
  return new BennuError({
    code,
    message: textOf(code, failure, attempted),
    details,
    retry: retryOf(code, failure),
  });
}

/** AWS gave no verdict: a lost answer, or a failure of its own whose code doesn't say that nothing was done. */
function hadNoVerdict(failure: AwsFailure, code: ErrorCode): boolean {
  if (wasNeverSent(failure.code)) return false;
  if (wentUnanswered(failure.code)) return true;
  const failedInside = failure.httpStatus !== null && failure.httpStatus >= 500;
  if (code === "endpoint-nonsense") return failedInside || isSuccess(failure);
  return failedInside && code === "aws-error";
}

const isSuccess = ({ httpStatus }: AwsFailure) =>
  httpStatus !== null && httpStatus >= 200 && httpStatus < 300;

/** An answer that isn't AWS's: a proxy's page, another program's port, or AWS's own cut off in the middle. */
const isNonsense = (failure: AwsFailure) => failure.code === NONSENSE || isSuccess(failure);

function retryOf(code: ErrorCode, failure: AwsFailure): Retry {
  if (code === "throttled" || code === "network-unreachable" || code === "no-capacity")
    return "later";
  if (code === "conflict" || failure.clockSkewCorrected) return "later";
  return failure.httpStatus !== null && failure.httpStatus >= 500 ? "later" : "never";
}

const unknownText = ({ operation }: Attempted, failure: AwsFailure) =>
  `${operation} was sent to AWS, but no clear answer came back (${verdictOf(failure)}). It may have been carried out. Bennu looks at what is there now before it does anything else.`;

const verdictOf = ({ code, httpStatus }: AwsFailure) =>
  httpStatus === null ? code : `${code}, HTTP ${String(httpStatus)}`;

function textOf(code: ErrorCode, failure: AwsFailure, { service, operation }: Attempted): string {
  const said = quoted(failure);
  switch (code) {
    case "credentials-missing":
      return credentialsText(failure);
    case "credentials-expired":
      return expiredText(failure);
    case "access-denied":
      return `AWS doesn't allow these credentials to call ${service}:${operation}. Nothing was read or changed by it. Ask for this permission, or use a profile that has it.${said}`;
    case "throttled":
      return `AWS refused ${operation} for now, because this account sends too many requests. Nothing was done. Bennu slows down and tries again.`;
    case "network-unreachable":
      return networkText(failure, operation);
    case "endpoint-nonsense":
      return `What answered ${operation} is not AWS: the answer can't be read (HTTP ${failure.httpStatus ?? "?"}). Nothing was read. Check the endpoint's address, and whether a proxy or a sign-in page stands in between.`;
    case "not-found":
      return `${operation}: AWS knows no such thing in this region. It may have been removed, or be too new to be seen everywhere. Read the fleet again, then decide.${said}`;
    case "already-exists":
      return `${operation}: this already exists. Nothing was made. Read the fleet again: someone else may have made it.${said}`;
    case "conflict":
      return `${operation} conflicts with something that is under way or in use. Nothing was changed by it. Wait for that to end, then try again.${said}`;
    case "no-capacity":
      return `AWS has no room for more servers of this kind there at the moment. None was started. Try again later, or with another zone or instance type.${said}`;
    case "quota-reached":
      return `A quota of the account is reached. Nothing was made. Ask AWS for a higher quota, or free what isn't needed.${said}`;
    case "invalid-input":
      return `AWS doesn't accept this ${operation}. Nothing was changed by it. The same request will fail again: change what it asks for.${said}`;
    default:
      return `AWS answered ${operation} with ${failure.code}. What it was asked for was not done.${said}`;
  }
}

const quoted = ({ message }: AwsFailure) => {
  const plain = message.replace(/Encoded authorization failure message:.*$/s, "").trim();
  return plain === "" ? "" : ` AWS says: "${withoutKeys(plain).slice(0, 600)}"`;
};

const withoutKeys = (text: string) =>
  text.replace(/\b(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{8,}/g, "$1…").replace(/[A-Za-z0-9/+=]{40,}/g, "…");

function credentialsText({ code, message }: AwsFailure): string {
  if (/multi-factor|MFA/i.test(message)) {
    return "This profile asks for a code of your MFA device, and none was given. Nothing was read. Try again and enter the code.";
  }
  if (/SSO|sso/.test(message)) {
    return "This profile signs in through AWS SSO, and there is no session. Nothing was read. Run `aws sso login` with this profile, then try again.";
  }
  if (/Provider/.test(code)) {
    return "No credentials could be had from this profile. Nothing was read. Check the profile in AWS's own files, or run `aws configure` for it, then try again.";
  }
  return `AWS doesn't accept this profile's credentials (${code}). Nothing was read. Check its access key and secret, and that the profile belongs to this endpoint, then try again.`;
}

function expiredText({ code }: AwsFailure): string {
  if (code.startsWith("Request")) {
    return "AWS refused the request for its time: this machine's clock is wrong. Nothing was done. Set the clock, then try again.";
  }
  return "The session of this profile has expired. Facts stay as last read; nothing new is read or done. Sign in again (`aws sso login`, or as your profile does it), then try again.";
}

function networkText({ code }: AwsFailure, operation: string): string {
  if (/CERT|TLS|EPROTO/.test(code)) {
    return `The endpoint's certificate can't be trusted (${code}), so ${operation} was not sent. Check the address, your proxy and the certificates it needs.`;
  }
  return `The endpoint can't be reached (${code}): ${operation} got no answer. Facts stay as last read. Check the network, the region and the endpoint; Bennu keeps trying.`;
}
