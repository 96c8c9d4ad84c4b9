/** Tags that a server can read from its metadata service must have keys that can stand in a path. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";

const RESERVED: readonly string[] = [".", "..", "_index"];

export function checkMetadataKeys(tags: Tags): void {
  for (const key of Object.keys(tags)) {
    if (/^[0-9a-zA-Z\-_+=,.@:]{1,255}$/.test(key) && !RESERVED.includes(key)) continue;
    const words =
      `'${key}' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{1,255}), ` +
      "and must not be a reserved name ('.', '..', '_index')";
    throw new PracticeError("InvalidParameterValue", words);
  }
}
