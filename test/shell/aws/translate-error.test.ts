import { describe, expect, test } from "vitest";
import { translateError } from "../../../electron/aws/translate-error.ts";
import type { ErrorCode, Retry } from "../../../shared/errors.ts";
import { cannedCloud, ec2Error, type Answer } from "./canned-aws.ts";

const reading = { service: "ec2", operation: "DescribeInstances", changes: false } as const;

test.each<readonly [string, ErrorCode, Retry]>([
  ["InvalidClientTokenId", "credentials-missing", "never"],
  ["SignatureDoesNotMatch", "credentials-missing", "never"],
  ["AuthFailure", "credentials-missing", "never"],
  ["UnrecognizedClientException", "credentials-missing", "never"],
  ["CredentialsProviderError", "credentials-missing", "never"],
  ["ExpiredToken", "credentials-expired", "never"],
  ["ExpiredTokenException", "credentials-expired", "never"],
  ["RequestExpired", "credentials-expired", "never"],
  ["AccessDenied", "access-denied", "never"],
  ["UnauthorizedOperation", "access-denied", "never"],
  ["Throttling", "throttled", "later"],
  ["RateExceeded", "throttled", "later"],
  ["RequestLimitExceeded", "throttled", "later"],
  ["InvalidInstanceID.NotFound", "not-found", "never"],
  ["InvalidAMIID.Unavailable", "not-found", "never"],
  ["TargetGroupNotFound", "not-found", "never"],
  ["AlreadyExists", "already-exists", "never"],
  ["InvalidAMIName.Duplicate", "already-exists", "never"],
  ["InstanceRefreshInProgress", "conflict", "later"],
  ["ScalingActivityInProgress", "conflict", "later"],
  ["InvalidSnapshot.InUse", "conflict", "later"],
  ["InsufficientInstanceCapacity", "no-capacity", "later"],
  ["VcpuLimitExceeded", "quota-reached", "never"],
  ["InstanceLimitExceeded", "quota-reached", "never"],
  ["LimitExceeded", "quota-reached", "never"],
  ["ValidationError", "invalid-input", "never"],
  ["InvalidParameterCombination", "invalid-input", "never"],
  ["InvalidAMIID.Malformed", "invalid-input", "never"],
  ["InvalidAccessKeyId", "credentials-missing", "never"],
  ["RequestTimeTooSkewed", "credentials-expired", "never"],
  ["SlowDown", "throttled", "later"],
  ["NoSuchBucket", "not-found", "never"],
  ["NoSuchKey", "not-found", "never"],
  ["InvocationDoesNotExist", "not-found", "never"],
  ["ParameterNotFound", "not-found", "never"],
  ["BucketAlreadyOwnedByYou", "already-exists", "never"],
  ["PermanentRedirect", "invalid-input", "never"],
  ["SomethingNew", "aws-error", "never"],
])("%s is %s", (awsCode, code, retry) => {
  const error = Object.assign(new Error("Text."), { name: `${awsCode}Fault`, Code: awsCode });
  expect(translateError(error, reading)).toMatchObject({ code, retry, details: { awsCode } });
});

/** S3 answers a HEAD with its status alone, and the SDK has no better name for it. */
test.each<readonly [number, ErrorCode]>([
  [301, "invalid-input"],
  [403, "access-denied"],
  [404, "not-found"],
])("an answer without a word and with status %i", (httpStatusCode, code) => {
  const error = Object.assign(new Error("UnknownError"), {
    name: "Unknown",
    $metadata: { httpStatusCode },
  });
  const heading = { service: "s3", operation: "HeadBucket", changes: false } as const;
  expect(translateError(error, heading)).toMatchObject({ code });
});

test.each([
  "ENOTFOUND",
  "ECONNREFUSED",
  "ETIMEDOUT",
  "ECONNRESET",
  "EAI_AGAIN",
  "CERT_HAS_EXPIRED",
])("%s: the endpoint can't be reached", (code) => {
  const error = Object.assign(new Error("socket"), { code });
  expect(translateError(error, reading)).toMatchObject({
    code: "network-unreachable",
    retry: "later",
  });
});

describe("answers that aren't AWS's", () => {
  test.each<readonly [string, Answer]>([
    ["a sign-in page", { body: "<html><body>Please sign in</body></html>" }],
    ["nothing", { body: "" }],
    ["JSON", { body: '{"ok":true}' }],
    ["a proxy's refusal", { status: 403, body: "<html>Forbidden</html>" }],
    ["another program's answer", { status: 404, body: "Not found" }],
  ])("%s", async (_, answer) => {
    const { cloud } = cannedCloud(() => answer);
    await expect(cloud.reader.serversByTag("a", "b")).rejects.toMatchObject({
      code: "endpoint-nonsense",
    });
  });
});

describe("no secret in a text", () => {
  const secrets = [
    [
      "SignatureDoesNotMatch",
      "The Canonical String: x-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLETOKEN",
    ],
    ["CredentialsProviderError", "Command failed: vault read --token=hvs.EXAMPLETOKEN"],
    ["UnauthorizedOperation", "AKIAIOSFODNN7EXAMPLETOKEN is not authorized"],
    ["ValidationError", "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLETOKENEXAMPLETOKEN is bad"],
  ] as const;
  test.each(secrets)("%s", (awsCode, message) => {
    const error = translateError(Object.assign(new Error(message), { name: awsCode }), reading);
    expect(JSON.stringify(error.toData())).not.toContain("EXAMPLETOKEN");
  });
});

test("the request's id and operation are kept for the curious", async () => {
  const { cloud } = cannedCloud(() => ec2Error("UnauthorizedOperation", 403, "You may not."));
  await expect(cloud.reader.serversByTag("a", "b")).rejects.toMatchObject({
    code: "access-denied",
    details: {
      awsCode: "UnauthorizedOperation",
      requestId: "req-1",
      operation: "ec2:DescribeInstances",
    },
    message: expect.stringContaining("You may not."),
  });
});
