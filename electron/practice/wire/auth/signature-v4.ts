/**
 * AWS Signature Version 4, computed anew from a request as it arrived.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
import { createHash, createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { WireRequest } from "../messages.ts";
import type { SignedScope } from "./credential-scope.ts";

export function signatureOf(request: WireRequest, scope: SignedScope, secret: string): string {
  const canonical = canonicalRequest(request, scope);
  const credentialScope = `${scope.day}/${scope.region}/${scope.service}/aws4_request`;
  const toSign = [
    "AWS4-HMAC-SHA256",
    request.headers["x-amz-date"],
    credentialScope,
    digest(canonical),
  ];
  return hmac(signingKey(scope, secret), toSign.join("\n")).toString("hex");
}

function canonicalRequest(request: WireRequest, scope: SignedScope): string {
  const headers = scope.signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`);
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(""),
    scope.signedHeaders.join(";"),
    digest(request.body),
  ].join("\n");
}

const headerValue = (request: WireRequest, name: string) =>
  (request.headers[name] ?? "").trim().replace(/\s+/g, " ");

const canonicalPath = (path: string) => path.split("/").map(escapeUri).join("/");

function canonicalQuery(query: WireRequest["query"]): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? ""]).map((one) => [
      escapeUri(name),
      escapeUri(String(one)),
    ]),
  );
  const lines = pairs.map(([name, value]) => `${name}=${value}`);
  return lines.toSorted().join("&");
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
