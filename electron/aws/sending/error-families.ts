/** AWS's error codes by what they mean for us. Order counts: RequestLimitExceeded is a throttle, not a quota. */
import type { ErrorCode } from "../../../shared/errors.ts";

type Family = readonly [ErrorCode, RegExp];

const FAMILIES: readonly Family[] = [
  [
    "credentials-missing",
    /^(InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure|UnrecognizedClientException|MissingAuthenticationToken(Exception)?|IncompleteSignature|InvalidAccessKeyId|AuthorizationHeaderMalformed|CredentialsProviderError|TokenProviderError|ProviderError)$/,
  ],
  [
    "credentials-expired",
    /^(ExpiredToken(Exception)?|RequestExpired|RequestTimeTooSkewed|RequestInTheFuture)$/,
  ],
  [
    "access-denied",
    /^(AccessDenied(Exception)?|AllAccessDisabled|Forbidden|UnauthorizedOperation|OptInRequired|Blocked|NotAuthorized|PendingVerification)$/,
  ],
  [
    "throttled",
    /^(Throttl(ing|ed)(Exception)?|RateExceeded|RequestLimitExceeded|RequestThrottled(Exception)?|SlowDown|TooManyRequests(Exception)?|EC2ThrottledException|BandwidthLimitExceeded|SnapshotCreationPerVolumeRateExceeded)$/,
  ],
  [
    "no-capacity",
    /^(Insufficient(Instance|Host|ReservedInstance)?Capacity|InsufficientFreeAddressesInSubnet|InsufficientAddressCapacity)$/,
  ],
  [
    "not-found",
    /(^NoSuch(Bucket|Key)|^InvocationDoesNotExist|\.NotFound|NotFound(Exception)?|NotFoundFault|\.Unavailable|InvalidAMIID\.Unavailable|\.Unknown)$/,
  ],
  [
    "already-exists",
    /^(BucketAlreadyOwnedByYou|AlreadyExists(Fault)?|.*\.Duplicate|.*AlreadyExists(Exception|Fault)?)$/,
  ],
  [
    "conflict",
    /^(ResourceInUse(Fault|Exception)?|ResourceContention(Fault)?|ScalingActivityInProgress(Fault)?|InstanceRefreshInProgress(Fault)?|IrreversibleInstanceRefresh(Fault)?|IdempotentParameterMismatch|IncorrectInstanceState|IncorrectState|OperationNotPermitted|DependencyViolation|.*\.InUse|.*InUse(Exception|Fault)?)$/,
  ],
  ["quota-reached", /(LimitExceeded(Fault|Exception)?|QuotaExceeded|TooMany[A-Za-z]+)$/],
  [
    "invalid-input",
    /^(Validation(Error|Exception)|Invalid.*|Missing.*|Malformed.*|Unsupported.*|PermanentRedirect|EntityTooLarge|KeyTooLongError|UnknownParameter|FilterLimitExceeded|InvalidAction|DryRunOperation)$/,
  ],
];

/** Nothing was sent: the name could not be found, or no one listens there. */
const NOT_SENT =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|CERT_.*|.*_CERT_.*|.*CERTIFICATE.*|ERR_TLS_.*|EPROTO|ERR_INVALID_URL)$/;
/** Something may have been sent, and no answer was seen. */
const NO_ANSWER =
  /^(ECONNRESET|EPIPE|ETIMEDOUT|TimeoutError|AbortError|RequestTimeout(Exception)?|ERR_HTTP2.*|ERR_STREAM.*|UND_ERR.*)$/;

export const wasNeverSent = (code: string) => NOT_SENT.test(code);
export const wentUnanswered = (code: string) => NO_ANSWER.test(code);

export function familyOf(code: string, message: string): ErrorCode {
  if (wasNeverSent(code) || wentUnanswered(code)) return "network-unreachable";
  if (code.startsWith("Validation") && /not found|does not exist/i.test(message))
    return "not-found";
  if (/^CredentialsProviderError|^TokenProviderError/.test(code) && /expired/i.test(message))
    return "credentials-expired";
  return FAMILIES.find(([, codes]) => codes.test(code))?.[0] ?? "aws-error";
}
