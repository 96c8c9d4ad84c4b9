/**
 * AWS Signature Version 4, computed anew from a request as it arrived.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
import { createHash, createHmac, createSecretKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { WireRequest } from "../messages.ts";
import { textOf } from "./credential-scope.ts";
import type { SignedScope } from "./credential-scope.ts";

export function signatureOf(request: WireRequest, scope: SignedScope, secret: string): string {
  const canonical = canonicalRequest(request, scope);
  const credentialScope = `${scope.day}/${scope.region}/${scope.service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", scope.signedAt, credentialScope, digest(canonical)];
  return hmac(signingKey(scope, secret), toSign.join("\n")).toString("hex");
}

function canonicalRequest(request: WireRequest, scope: SignedScope): string {
  const headers = scope.signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`);
  return [
    request.method.toUpperCase(),
    scope.service === "s3" ? objectPath(request.path) : canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(""),
    scope.signedHeaders.join(";"),
    payloadHash(request, scope),
  ].join("\n");
}

const headerValue = (request: WireRequest, name: string) =>
  (request.headers[name] ?? "").trim().replace(/ +/g, " ");

/** S3's keys may hold anything, also slashes one after the other. */
const objectPath = (path: string) => (path === "" ? "/" : path);

/** A path arrives as it was sent, escaped once; all services but S3 sign it escaped once more. */
function canonicalPath(path: string): string {
  const whole = path === "" ? "/" : path.replace(/\/{2,}/g, "/");
  return whole.split("/").map(escapeUri).join("/");
}

/** Ordered by name, then by value; the signature of a presigned address can't cover itself. */
function canonicalQuery(query: WireRequest["query"]): string {
  const pairs = Object.entries(query)
    .filter(([name]) => name !== "X-Amz-Signature")
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as readonly string[]) : [textOf(value) ?? ""]).map(
        (one) => [escapeUri(name), escapeUri(one)] as const,
      ),
    );
  return pairs
    .toSorted(([a, x], [b, y]) => order(a, b) || order(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * The body's own hash. A client may say that it signed none; what else it says must be true, or the signature over
 * the true one won't match. To S3 an address is signed without one, and chunks are signed by themselves.
 */
function payloadHash({ headers, query, body }: WireRequest, scope: SignedScope): string {
  const told = headers["x-amz-content-sha256"] ?? textOf(query["X-Amz-Content-Sha256"]);
  if (told === "UNSIGNED-PAYLOAD") return told;
  if (scope.service !== "s3") return digest(body);
  if (told?.startsWith("STREAMING-")) return told;
  return told === undefined && scope.lifeSeconds !== null ? "UNSIGNED-PAYLOAD" : digest(body);
}

/** Of a day, a region and a service: the same for every request that is signed for them. */
const signingKeys = new Map<string, KeyObject>();
const MOST_SIGNING_KEYS = 200;

function signingKey({ day, region, service }: SignedScope, secret: string): KeyObject {
  const name = [day, region, service, secret].join("/");
  const known = signingKeys.get(name);
  if (known) return known;
  if (signingKeys.size >= MOST_SIGNING_KEYS) signingKeys.clear();
  const parts = [day, region, service, "aws4_request"];
  const start: Buffer = Buffer.from(`AWS4${secret}`);
  const key = createSecretKey(parts.reduce((sofar, part) => hmac(sofar, part), start));
  signingKeys.set(name, key);
  return key;
}

const hmac = (key: Buffer | KeyObject, text: string) =>
  createHmac("sha256", key).update(text).digest();
const digest = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

const escapeUri = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
