/**
 * Decides who signed a request, or refuses it with the code that AWS uses. EC2 words its refusals
 * in its own way: one code for an unknown key and for a wrong signature.
 */
import { timingSafeEqual } from "node:crypto";
import { isOptInRegion } from "../../cloud/places.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { WireRequest } from "../messages.ts";
import type { AccessKey, AccessKeys } from "../service.ts";
import type { SignedScope } from "./credential-scope.ts";
import { signatureOf } from "./signature-v4.ts";

const MAX_SKEW_MS = 15 * 60 * 1000;

export interface Proof {
  readonly request: WireRequest;
  readonly scope: SignedScope;
  readonly keys: AccessKeys;
  readonly wallMs: number;
}

export function authenticate(proof: Proof): AccessKey {
  const key = proof.keys.find(proof.scope.accessKeyId);
  if (!key) throw unknownKey(proof.scope);
  checkAge(proof);
  if (!signatureMatches(proof, key)) throw wrongSignature(proof.scope);
  checkSession(proof, key);
  return key;
}

export const missingSignature = () =>
  new PracticeError("MissingAuthenticationToken", "Request is missing Authentication Token", 403);

function signatureMatches({ request, scope }: Proof, key: AccessKey): boolean {
  const expected = Buffer.from(signatureOf(request, scope, key.secretAccessKey));
  const given = Buffer.from(scope.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function checkAge({ request, wallMs }: Proof): void {
  const signedAtMs = parseAmzDate(request.headers["x-amz-date"] ?? "");
  if (Math.abs(wallMs - signedAtMs) <= MAX_SKEW_MS) return;
  throw new PracticeError("RequestExpired", "Request has expired.", 400);
}

/** `20261120T192053Z`; what can't be read counts as expired. */
function parseAmzDate(text: string): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 0 : time;
}

function checkSession({ request, scope, wallMs }: Proof, key: AccessKey): void {
  if (!key.session) return;
  if (request.headers["x-amz-security-token"] !== key.session.token) throw unknownKey(scope);
  if (wallMs < key.session.expiresAtWallMs) return;
  const code = isEc2(scope) ? "RequestExpired" : "ExpiredToken";
  throw new PracticeError(
    code,
    "The security token included in the request is expired",
    isEc2(scope) ? 400 : 403,
  );
}

/** A region that doesn't exist is a wrong signature to AWS; one that the account hasn't asked for knows no key of it. */
export function closedRegion(scope: SignedScope): PracticeError {
  if (isEc2(scope)) return ec2Refusal();
  if (isOptInRegion(scope.region)) return unknownKey(scope);
  const message = `Credential should be scoped to a valid region, not '${scope.region}'. `;
  return new PracticeError("SignatureDoesNotMatch", message, 403);
}

const isEc2 = (scope: SignedScope) => scope.service === "ec2";

const ec2Refusal = () =>
  new PracticeError(
    "AuthFailure",
    "AWS was not able to validate the provided access credentials",
    401,
  );

function unknownKey(scope: SignedScope): PracticeError {
  if (isEc2(scope)) return ec2Refusal();
  const message = "The security token included in the request is invalid.";
  return new PracticeError("InvalidClientTokenId", message, 403);
}

function wrongSignature(scope: SignedScope): PracticeError {
  if (isEc2(scope)) return ec2Refusal();
  const message =
    "The request signature we calculated does not match the signature you provided. " +
    "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
  return new PracticeError("SignatureDoesNotMatch", message, 403);
}
