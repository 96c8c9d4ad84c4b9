/**
 * How a request is refused whose signature isn't right: EC2, the query services and the JSON services each have
 * codes of their own for the same thing. EC2 tells an unknown key and a wrong signature alike.
 */
import { PracticeError } from "../../world/kernel/practice-error.ts";

type Dialect = "ec2" | "query" | "json";

const dialectOf = (service: string | null): Dialect => {
  if (service === "ec2") return "ec2";
  return service === "ssm" ? "json" : "query";
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
  });

export const incompleteSignature = (service: string | null, problems: string) =>
  refusal(service, {
    ec2: ["AuthFailure", 401, "Authorization header or parameters are not formatted correctly."],
    query: ["IncompleteSignature", 400, problems],
    json: ["IncompleteSignatureException", 400, problems],
  });

const INVALID_TOKEN = "The security token included in the request is invalid.";

export const unknownKey = (service: string | null) =>
  refusal(service, {
    ec2: EC2_FAILURE,
    query: ["InvalidClientTokenId", 403, INVALID_TOKEN],
    json: ["UnrecognizedClientException", 400, INVALID_TOKEN],
  });

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. " +
  "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

export const wrongSignature = (service: string | null, words = MISMATCH) =>
  refusal(service, {
    ec2: EC2_FAILURE,
    query: ["SignatureDoesNotMatch", 403, words],
    json: ["InvalidSignatureException", 400, words],
  });

/** Signed too long ago, or in the time to come. */
export const wrongTime = (service: string | null, words: string) =>
  refusal(service, {
    ec2: ["RequestExpired", 400, "Request has expired."],
    query: ["SignatureDoesNotMatch", 403, words],
    json: ["InvalidSignatureException", 400, words],
  });

const EXPIRED_TOKEN = "The security token included in the request is expired";

export const expiredToken = (service: string | null) =>
  refusal(service, {
    ec2: ["RequestExpired", 400, "Request has expired."],
    query: ["ExpiredToken", 403, EXPIRED_TOKEN],
    json: ["ExpiredTokenException", 400, EXPIRED_TOKEN],
  });
