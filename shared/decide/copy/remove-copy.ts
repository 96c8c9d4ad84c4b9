/** On the way out: a copy that isn't whole goes, with its snapshots. One that is whole stays, and is said to. */
import type { ImageFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { mayArrive, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { listLags } from "../lagging.ts";

export interface RemoveCopySeen {
  /** Of this operation. */
  readonly image: ImageFact | null;
  /** When CopyImage was last asked for and not refused; null: never. */
  readonly askedAtMs: number | null;
}

export function decideRemoveCopy(
  _work: WorkOf<"remove-copy">,
  { image, askedAtMs }: RemoveCopySeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (image === null) {
    if (!mayArrive(askedAtMs, nowMs)) return { kind: "done", note: "No copy was left half made" };
    const note = "A copy was asked for and isn't listed; waiting for it, to take it away";
    return { kind: "wait", note, recheckMs: 5000, progress: null };
  }
  if (image.state === "available")
    return { kind: "done", note: `${image.name} (${image.id}) is whole` };
  if (image.tags[TAG.operation] !== memory.operationId)
    return { kind: "done", note: `${image.name} is another operation's` };
  return (
    listLags(memory, "DeregisterImage", nowMs) ?? {
      kind: "act",
      note: `Taking away ${image.id}, which isn't whole`,
      calls: [{ call: "DeregisterImage", imageId: image.id, withSnapshots: true }],
    }
  );
}
