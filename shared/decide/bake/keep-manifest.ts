/** Puts what is known of the image where colleagues' consoles find it. The image is made and verified whatever comes of it. */
import { failed, wasAccepted, type Decision, type Memory, type WorkOf } from "../decision.ts";

export interface KeepManifestSeen {
  /** By the image's id; null: no image is known. */
  readonly key: string | null;
  readonly gzipBase64: string;
  readonly isThere: boolean;
}

export function decideKeepManifest(
  { bucket }: WorkOf<"keep-manifest">,
  { key, gzipBase64, isThere }: KeepManifestSeen,
  memory: Memory,
): Decision {
  if (key === null) return failed("No image is known whose manifest could be kept.");
  const where = `s3://${bucket}/${key}`;
  if (isThere || wasAccepted(memory, "PutObject"))
    return { kind: "done", note: `It is kept in ${where}` };
  const refused = memory.calls.findLast(({ outcome }) => outcome?.kind === "failed")?.outcome;
  if (refused?.kind === "failed" && memory.calls.length >= MOST_TRIES) {
    const note = `The manifest could not be kept in ${where} (${refused.code}); the journal has it`;
    return { kind: "done", note, events: [{ level: "warn", text: `${note}. ${refused.message}` }] };
  }
  return {
    kind: "act",
    note: `Keeping the manifest in ${where}`,
    calls: [{ call: "PutObject", bucket, key, gzipBase64, contentType: "application/json" }],
  };
}

const MOST_TRIES = 3;
