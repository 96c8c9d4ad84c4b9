/**
 * How a request is refused whose signature isn't right: EC2, the query services and the JSON services each have
 * codes of their own for the same thing. EC2 tells an unknown key and a wrong signature alike.
 */
import { PracticeError } from "../../world/kernel/practice-error.ts";

type Dialect = "ec2" | "query" | "json" | "s3";

const dialectOf = (service: string | null): Dialect => {
  if (service === "ec2") return "ec2";
  if (service === "s3") return "s3";
  return service === "ssm" || service === "secretsmanager" ? "json" : "query";
};

type Words = readonly [code: string, status: number, message: string];

function refusal(service: string | null, words: Readonly<Record<Dialect, Words>>): PracticeError {
  const [code, status, message] = words[dialectOf(service)];
  return new PracticeError(code, message, status);
}

const EC2_FAILURE: Words = [
  "AuthFailure",
  401,
  "AWS was not able to validate the provided access credentials",
];

export const missingSignature = (service: string | null) =>
  refusal(service, {
    ec2: ["MissingAuthenticationToken", 403, "Request is missing Authentication Token"],
    query: ["MissingAuthenticationToken", 403, "Request is missing Authentication Token"],
    json: ["MissingAuthenticationTokenException", 400, "Missing Authentication Token"],
    // Nobody is someone to S3, who may do nothing.
    s3: ["AccessDenied", 403, "Access Denied"],
  });

export const incompleteSignature = (service: string | null, problems: string) =>
  refusal(service, {
    ec2: ["AuthFailure", 401, "Authorization header or parameters are not formatted correctly."],
    query: ["IncompleteSignature", 400, problems],
    json: ["IncompleteSignatureException", 400, problems],
    s3: ["AuthorizationHeaderMalformed", 400, `The authorization header is malformed; ${problems}`],
  });

const INVALID_TOKEN = "The security token included in the request is invalid.";

export const unknownKey = (service: string | null) =>
  refusal(service, {
    ec2: EC2_FAILURE,
    query: ["InvalidClientTokenId", 403, INVALID_TOKEN],
    json: ["UnrecognizedClientException", 400, INVALID_TOKEN],
    s3: [
      "InvalidAccessKeyId",
      403,
      "The AWS Access Key Id you provided does not exist in our records.",
    ],
  });

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. " +
  "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

export const wrongSignature = (service: string | null, words = MISMATCH) =>
  refusal(service, {
    ec2: EC2_FAILURE,
    query: ["SignatureDoesNotMatch", 403, words],
    json: ["InvalidSignatureException", 400, words],
    s3: [
      "SignatureDoesNotMatch",
      403,
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    ],
  });

/** Signed too long ago, or in the time to come. */
export const wrongTime = (service: string | null, words: string) =>
  refusal(service, {
    ec2: ["RequestExpired", 400, "Request has expired."],
    query: ["SignatureDoesNotMatch", 403, words],
    json: ["InvalidSignatureException", 400, words],
    s3: [
      "RequestTimeTooSkewed",
      403,
      "The difference between the request time and the current time is too large.",
    ],
  });

export const signedOfOld = () =>
  new PracticeError(
    "InvalidRequest",
    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
  );

/** Of S3: an address that was open for a while. */
export const addressExpired = () => new PracticeError("AccessDenied", "Request has expired", 403);

const EXPIRED_TOKEN = "The security token included in the request is expired";

export const expiredToken = (service: string | null) =>
  refusal(service, {
    ec2: ["RequestExpired", 400, "Request has expired."],
    query: ["ExpiredToken", 403, EXPIRED_TOKEN],
    json: ["ExpiredTokenException", 400, EXPIRED_TOKEN],
    s3: ["ExpiredToken", 400, "The provided token has expired."],
  });
