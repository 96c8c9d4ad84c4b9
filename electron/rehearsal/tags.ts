/** Tags without secrets, and without those that AWS alone may write. */
import type { Tags } from "../../shared/model/facts.ts";
import type { Findings } from "./findings.ts";
import { LEFT_OUT, looksSecret } from "./secrets.ts";

export const SECRET_TAGS = "Values of tags that look like secrets";

export function harmlessTags(tags: Tags, whose: string, findings: Findings): Tags {
  const kept = Object.entries(tags).map(([key, value]): [string, string] => {
    if (!looksSecret(key, value)) return [key, value];
    findings.leaveOf(SECRET_TAGS, `${key} of ${whose}`);
    return [key, LEFT_OUT];
  });
  return Object.fromEntries(kept);
}
