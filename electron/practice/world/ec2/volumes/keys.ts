/**
 * Keys of KMS that disks are encrypted with. The practice cloud has no KMS: any key exists that could belong to the
 * account and the region, and whether it can be used is a matter of mishaps.
 */
import { createHash } from "node:crypto";
import type { KeyUse } from "../../kernel/mishaps.ts";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { World } from "../../kernel/world.ts";

/** The account's own key for disks, `alias/aws/ebs`, which is another one in each region. */
export function defaultDiskKey(world: World): string {
  const hex = createHash("sha256").update(`${world.accountId} ${world.region} ebs`).digest("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return world.arn("kms", `key/${parts.join("-")}-${hex.slice(20, 32)}`);
}

/** A key's id, alias or ARN as an ARN; null means the default key. */
export function keyArn(world: World, given: string | null): string {
  if (given === null || given === "alias/aws/ebs") return defaultDiskKey(world);
  if (given.startsWith("arn:")) return given;
  return world.arn("kms", given.startsWith("alias/") ? given : `key/${given}`);
}

/** AWS looks at keys only after it has accepted a call: a wrong one fails later. */
export function canUseKey(world: World, use: KeyUse): boolean {
  const [, , service, region, , resource = ""] = use.kmsKeyId.split(":");
  if (service !== "kms" || region !== world.region) return false;
  if (!/^(key|alias)\/[\w/:-]+$/.test(resource)) return false;
  return !(world.mishaps?.refusesKey?.(use) ?? false);
}

/** What was encrypted stays so; in another region or account, with a key that is there. */
export function keyOfCopy(
  world: World,
  wish: { readonly encrypted: boolean | null; readonly kmsKeyId: string | null },
  former: string | null,
): string | null {
  if (wish.encrypted === true) return keyArn(world, wish.kmsKeyId);
  if (former === null) return null;
  const isOfHere = former.startsWith(world.arn("kms", ""));
  return isOfHere ? former : defaultDiskKey(world);
}

export function keyWithoutEncryption(): PracticeError {
  const words = "The parameter KmsKeyId requires the parameter Encrypted to be set.";
  return new PracticeError("InvalidParameterDependency", words);
}
