/** The encoded message of EC2's refusals, which STS decodes for whoever may know. It is packed, not secret. */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Need, Verdict } from "../../world/iam/evaluate.ts";

interface Who {
  readonly arn: string;
  readonly userId: string;
}

export function encodeRefusal(
  who: Who,
  { action, resource, context }: Need,
  verdict: Extract<Verdict, { allowed: false }>,
): string {
  const conditions = [...context].map(([key, values]) => ({
    key,
    values: { items: values.map((value) => ({ value })) },
  }));
  const message = {
    allowed: false,
    explicitDeny: verdict.explicit,
    matchedStatements: { items: [] },
    failures: { items: [] },
    context: {
      principal: { id: who.userId, arn: who.arn },
      action,
      resource,
      conditions: { items: conditions },
    },
  };
  return deflateRawSync(JSON.stringify(message)).toString("base64url");
}

/** Null: no such message. */
export function decodeRefusal(text: string): string | null {
  try {
    const message = inflateRawSync(Buffer.from(text, "base64url")).toString("utf8");
    return message.startsWith('{"allowed"') ? message : null;
  } catch {
    return null;
  }
}
