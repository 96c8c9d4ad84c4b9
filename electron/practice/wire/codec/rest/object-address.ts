/**
 * Which bucket and which object a request of S3 is for: by the path's first part (path style) or by the host's
 * (virtual-hosted style), and by which of S3's actions that is.
 */
import type { WireRequest } from "../../messages.ts";

export interface ObjectAddress {
  /** "": none. */
  readonly bucket: string;
  readonly key: string;
}

/** What hosts end with: AWS's own, the console's practice address, and names that lead to this machine. */
const SERVICE_HOSTS =
  /^(?:(?<bucket>.+?)\.)?(?:s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com|s3(?:\.[a-z0-9-]+)?\.localhost|practice\.invalid|localhost)$/;
const ADDRESSES = /^(?:127\.0\.0\.1|\[::1\])$/;

export function addressOf({ headers, path }: WireRequest): ObjectAddress {
  const host = (headers["host"] ?? "").toLowerCase().replace(/:\d+$/, "");
  const named = ADDRESSES.test(host) ? undefined : SERVICE_HOSTS.exec(host)?.groups?.["bucket"];
  const whole = path.replace(/^\//, "");
  if (named !== undefined && named !== "s3") return { bucket: named, key: decoded(whole) };
  const slash = whole.indexOf("/");
  if (slash < 0) return { bucket: decoded(whole), key: "" };
  return { bucket: decoded(whole.slice(0, slash)), key: decoded(whole.slice(slash + 1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Parts of an object's or a bucket's settings are actions of their own, by a word in the query. */
const SUBRESOURCES: Readonly<Record<string, string>> = {
  acl: "Acl",
  cors: "Cors",
  encryption: "Encryption",
  "legal-hold": "LegalHold",
  lifecycle: "LifecycleConfiguration",
  location: "Location",
  logging: "Logging",
  notification: "NotificationConfiguration",
  "object-lock": "ObjectLockConfiguration",
  ownershipControls: "OwnershipControls",
  policy: "Policy",
  policyStatus: "PolicyStatus",
  publicAccessBlock: "PublicAccessBlock",
  replication: "Replication",
  restore: "Restore",
  retention: "Retention",
  tagging: "Tagging",
  torrent: "Torrent",
  versioning: "Versioning",
  versions: "Versions",
  website: "Website",
};

const VERBS: Readonly<Record<string, string>> = { GET: "Get", HEAD: "Head", PUT: "Put" };

export function objectActionOf(request: WireRequest): string {
  const { bucket, key } = addressOf(request);
  const { method, query, headers } = request;
  if (bucket === "") return method === "GET" ? "ListBuckets" : "Unknown";
  if (query["uploads"] !== undefined || query["uploadId"] !== undefined) return "MultipartUpload";
  const what = key === "" ? "Bucket" : "Object";
  const part = Object.keys(query).find((name) => Object.hasOwn(SUBRESOURCES, name));
  if (part !== undefined) return `${verbOf(method)}${what}${SUBRESOURCES[part] ?? ""}`;
  if (key === "") return bucketAction(request);
  if (method === "PUT" && headers["x-amz-copy-source"] !== undefined) return "CopyObject";
  return method === "POST" ? "PostObject" : `${verbOf(method)}Object`;
}

const verbOf = (method: string) => VERBS[method] ?? (method === "POST" ? "Create" : "Delete");

function bucketAction({ method, query }: WireRequest): string {
  if (method === "GET") return query["list-type"] === "2" ? "ListObjectsV2" : "ListObjects";
  if (method === "POST") return query["delete"] === undefined ? "PostObject" : "DeleteObjects";
  return method === "PUT" ? "CreateBucket" : `${verbOf(method)}Bucket`;
}
