/** An object in a bucket for the time of a bake: written, and taken away on every way out. The same bytes every time. */
import { mayArrive, wasAccepted, type Decision, type Memory, type WorkOf } from "../decision.ts";

export function decidePutObject(work: WorkOf<"put-object">, _seen: null, memory: Memory): Decision {
  const where = `s3://${work.bucket}/${work.key}`;
  if (wasAccepted(memory, "PutObject")) return { kind: "done", note: `It lies in ${where}` };
  const { bucket, key, gzipBase64, contentType } = work;
  return {
    kind: "act",
    note: `Writing ${where}`,
    calls: [{ call: "PutObject", bucket, key, gzipBase64, contentType }],
  };
}

export interface RemoveObjectSeen {
  /** When the newest PutObject of that key was asked for and wasn't refused; null: none was. */
  readonly putAtMs: number | null;
  /** When one was last asked for without an answer; null: none was. */
  readonly unansweredAtMs: number | null;
}

export function decideRemoveObject(
  work: WorkOf<"remove-object">,
  seen: RemoveObjectSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (seen.putAtMs === null) return { kind: "done", note: "Nothing was put there" };
  const where = `s3://${work.bucket}/${work.key}`;
  if (mayArrive(seen.unansweredAtMs, nowMs)) {
    const note = `Writing ${where} was never answered; waiting until it can't arrive any more`;
    return { kind: "wait", note, recheckMs: 5000, progress: null };
  }
  const refused = memory.calls.at(-1)?.outcome;
  if (refused?.kind === "failed" && noBucket.test(refused.code))
    return { kind: "done", note: `The bucket ${work.bucket} is gone, and all that lay in it` };
  if (wasAccepted(memory, "DeleteObject")) return { kind: "done", note: `${where} is gone` };
  const { bucket, key } = work;
  return {
    kind: "act",
    note: `Taking ${where} away`,
    calls: [{ call: "DeleteObject", bucket, key }],
  };
}

const noBucket = /^NoSuchBucket$/;
