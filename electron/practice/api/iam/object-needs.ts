/** Calls of S3 and Secrets Manager, on the buckets, objects and secrets that they name. */
import { findSecret } from "../../world/secrets/secrets.ts";
import { onAnything, textIn } from "./wanted.ts";
import type { NeedsOf } from "./wanted.ts";

/** Of an action whose permission is called otherwise. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  HeadObject: "GetObject",
  HeadBucket: "ListBucket",
  ListObjectsV2: "ListBucket",
  DeleteObjects: "DeleteObject",
};

export const objectNeeds: NeedsOf = (action, input) => {
  if (action === "ListBuckets") return [onAnything("s3:ListAllMyBuckets")];
  const bucket = `arn:aws:s3:::${textIn(input, "Bucket") ?? ""}`;
  const key = textIn(input, "Key");
  const resource = action === "DeleteObjects" ? `${bucket}/*` : bucket;
  const own = {
    action: `s3:${PERMISSIONS[action] ?? action}`,
    resource: key === null ? resource : `${bucket}/${key}`,
    facts: {},
  };
  if (action !== "CopyObject") return [own];
  const source = (textIn(input, "CopySource") ?? "").replace(/^\//, "");
  return [
    { ...own, action: "s3:PutObject" },
    { action: "s3:GetObject", resource: `arn:aws:s3:::${source}`, facts: {} },
  ];
};

export const secretNeeds: NeedsOf = (action, input, world) => {
  const id = textIn(input, "SecretId") ?? textIn(input, "Name") ?? "*";
  const known = findSecret(world, id)?.arn;
  const resource = id.startsWith("arn:") ? id : world.arn("secretsmanager", `secret:${id}-??????`);
  return [{ action: `secretsmanager:${action}`, resource: known ?? resource, facts: {} }];
};
