/**
 * The readable part of a signature, from the Authorization header or from a presigned address: whose key, which day,
 * region and service, which headers it covers, and until when it holds.
 */
import type { WireRequest } from "../messages.ts";

export interface SignedScope {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20261120T192053Z`. */
  readonly signedAt: string;
  readonly token: string | null;
  /** Of a presigned address: for how long it may be used. */
  readonly lifeSeconds: number | null;
}

const ALGORITHM = "AWS4-HMAC-SHA256";
const CREDENTIAL = /^([^/\s]+)\/(\d{8})\/([^/\s]+)\/([^/\s]+)\/aws4_request$/;

/** Null: not signed, or not as AWS reads it. */
export function readScope(request: WireRequest): SignedScope | null {
  return isPresigned(request) ? fromAddress(request) : fromHeader(request);
}

export const isPresigned = (request: WireRequest): boolean =>
  request.headers["authorization"] === undefined &&
  textOf(request.query["X-Amz-Algorithm"]) === ALGORITHM;

function fromHeader(request: WireRequest): SignedScope | null {
  const { headers } = request;
  const named = headerParameters(headers["authorization"] ?? "");
  return scopeOf({
    credential: named.get("Credential"),
    signedHeaders: named.get("SignedHeaders"),
    signature: named.get("Signature"),
    signedAt: headers["x-amz-date"] ?? basicDate(headers["date"]),
    token: headers["x-amz-security-token"],
    life: undefined,
  });
}

function headerParameters(header: string): ReadonlyMap<string, string> {
  if (!header.startsWith(`${ALGORITHM} `)) return new Map();
  const pairs = header.slice(ALGORITHM.length).matchAll(/([A-Za-z]+)=([^,\s]+)/g);
  return new Map([...pairs].map(([, name = "", value = ""]) => [name, value]));
}

function fromAddress({ query, headers }: WireRequest): SignedScope | null {
  return scopeOf({
    credential: textOf(query["X-Amz-Credential"]),
    signedHeaders: textOf(query["X-Amz-SignedHeaders"]),
    signature: textOf(query["X-Amz-Signature"]),
    signedAt: textOf(query["X-Amz-Date"]),
    token: textOf(query["X-Amz-Security-Token"]) ?? headers["x-amz-security-token"],
    life: textOf(query["X-Amz-Expires"]) ?? "",
  });
}

interface Found {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly signedAt: string | undefined;
  readonly token: string | undefined;
  readonly life: string | undefined;
}

function scopeOf(found: Found): SignedScope | null {
  const { signedHeaders, signature, signedAt, token, life } = found;
  const credential = CREDENTIAL.exec(found.credential ?? "");
  if (!credential || !signedHeaders || !signature || !signedAt) return null;
  if (life !== undefined && !/^\d+$/.test(life)) return null;
  const [, accessKeyId = "", day = "", region = "", service = ""] = credential;
  return {
    accessKeyId,
    day,
    region,
    service,
    signedHeaders: signedHeaders.toLowerCase().split(";"),
    signature,
    signedAt,
    token: token ?? null,
    lifeSeconds: life === undefined ? null : Number(life),
  };
}

/** The Date header serves where X-Amz-Date is missing. */
function basicDate(header: string | undefined): string | undefined {
  const ms = Date.parse(header ?? "");
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

export const textOf = (value: WireRequest["query"][string] | undefined): string | undefined => {
  if (typeof value === "string") return value;
  return value?.[0];
};
