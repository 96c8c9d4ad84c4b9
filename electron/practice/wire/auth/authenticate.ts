/** Decides who signed a request, or refuses it as its service does. */
import { timingSafeEqual } from "node:crypto";
import { isOptInRegion } from "../../cloud/places.ts";
import type { PracticeError } from "../../world/kernel/practice-error.ts";
import type { WireRequest } from "../messages.ts";
import type { AccessKey, AccessKeys } from "../service.ts";
import { isPresigned } from "./credential-scope.ts";
import type { SignedScope } from "./credential-scope.ts";
import {
  addressExpired,
  expiredToken,
  incompleteSignature,
  missingSignature,
  signedOfOld,
  unknownKey,
  wrongSignature,
  wrongTime,
} from "./refusals.ts";
import { signatureOf } from "./signature-v4.ts";

const MAX_SKEW_MS = 15 * 60 * 1000;
const LONGEST_LIFE_SECONDS = 604_800;

export interface Proof {
  readonly request: WireRequest;
  readonly scope: SignedScope;
  readonly keys: AccessKeys;
  readonly wallMs: number;
}

export function authenticate(proof: Proof): AccessKey {
  const { scope } = proof;
  checkForm(scope);
  const key = proof.keys.find(scope.accessKeyId);
  if (!key) throw unknownKey(scope.service);
  checkAge(proof);
  if (!signatureMatches(proof, key)) throw wrongSignature(scope.service);
  checkSession(proof, key);
  return key;
}

/** Of a request that carries no signature, or none that can be read. */
export function unsigned(request: WireRequest, service: string | null): PracticeError {
  if (isPresigned(request)) return incompleteSignature(service, presignedProblems(request));
  const header = request.headers["authorization"];
  if (service === "s3" && isSignedOfOld(request)) return signedOfOld();
  if (header === undefined) return missingSignature(service);
  return incompleteSignature(service, headerProblems(header, request));
}

/** Signature Version 2, which S3 took once. */
const isSignedOfOld = ({ headers, query }: WireRequest) =>
  headers["authorization"]?.startsWith("AWS ") === true || query["AWSAccessKeyId"] !== undefined;

function headerProblems(header: string, { headers }: WireRequest): string {
  const lacking = ["Credential", "Signature", "SignedHeaders"]
    .filter((name) => !new RegExp(`\\b${name}=[^,\\s]`).test(header))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (headers["x-amz-date"] === undefined && headers["date"] === undefined)
    lacking.push(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  if (lacking.length === 0)
    return "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.";
  return `${lacking.join(" ")} Authorization=${header.split(" ")[0] ?? ""}`;
}

const presignedProblems = ({ query }: WireRequest): string =>
  ["Credential", "Signature", "SignedHeaders", "Date", "Expires"]
    .filter((name) => !query[`X-Amz-${name}`])
    .map((name) => `AWS query-string parameters must include 'X-Amz-${name}'.`)
    .join(" ") || "AWS query-string parameters are not formatted correctly.";

/** What AWS checks of a signature before it computes its own. */
function checkForm({ service, signedHeaders, day, signedAt, lifeSeconds }: SignedScope): void {
  if (!signedHeaders.includes("host") && !signedHeaders.includes(":authority"))
    throw wrongSignature(
      service,
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  if (!signedAt.startsWith(day))
    throw wrongSignature(
      service,
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
        `'${day}' != '${signedAt.slice(0, 8)}', from '${signedAt}'.`,
    );
  if (lifeSeconds !== null && lifeSeconds > LONGEST_LIFE_SECONDS)
    throw wrongSignature(
      service,
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${LONGEST_LIFE_SECONDS} seconds`,
    );
}

function signatureMatches({ request, scope }: Proof, key: AccessKey): boolean {
  const expected = Buffer.from(signatureOf(request, scope, key.secretAccessKey));
  const given = Buffer.from(scope.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** A presigned address lives as long as it says; a header, a quarter of an hour. */
function checkAge({ scope, wallMs }: Proof): void {
  const signedAtMs = parseAmzDate(scope.signedAt);
  const lifeMs = scope.lifeSeconds === null ? MAX_SKEW_MS : scope.lifeSeconds * 1000;
  if (signedAtMs + lifeMs < wallMs) {
    if (scope.service === "s3" && scope.lifeSeconds !== null) throw addressExpired();
    const words = `Signature expired: ${scope.signedAt} is now earlier than ${amzDate(wallMs - lifeMs)}`;
    throw wrongTime(scope.service, `${words} (${amzDate(wallMs)} - ${minutes(lifeMs)} min.)`);
  }
  if (signedAtMs <= wallMs + MAX_SKEW_MS) return;
  const words = `Signature not yet current: ${scope.signedAt} is still later than ${amzDate(wallMs + MAX_SKEW_MS)}`;
  throw wrongTime(scope.service, `${words} (${amzDate(wallMs)} + ${minutes(MAX_SKEW_MS)} min.)`);
}

const minutes = (ms: number) => Math.round(ms / 60_000);

const amzDate = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");

/** `20261120T192053Z`; what can't be read counts as expired. */
function parseAmzDate(text: string): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 0 : time;
}

/** Long-term keys go without a token, a session's only with its own. */
function checkSession({ scope, wallMs }: Proof, key: AccessKey): void {
  if (scope.token !== (key.session?.token ?? null)) throw unknownKey(scope.service);
  if (key.session && wallMs >= key.session.expiresAtWallMs) throw expiredToken(scope.service);
}

/** A region that doesn't exist is a wrong signature to AWS; one that the account hasn't asked for knows no key of it. */
export function closedRegion({ service, region }: SignedScope): PracticeError {
  if (isOptInRegion(region)) return unknownKey(service);
  return wrongSignature(
    service,
    `Credential should be scoped to a valid region, not '${region}'. `,
  );
}
