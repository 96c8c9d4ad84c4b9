/** Takes away images that bakes left, which never passed their tests, and snapshots that no image needs. */
import type { ImageFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { verificationOf } from "../../fleet/verification.ts";
import { listWords } from "../../words/counts.ts";
import { failed, failedIfItStays, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { listLags } from "../lagging.ts";

export interface RemoveLeftSeen {
  /** Those that are still there. */
  readonly images: readonly ImageFact[];
  /** What needs one of them, or could not be looked at. */
  readonly needs: readonly string[];
  readonly snapshots: readonly LeftSnapshot[];
}

export interface LeftSnapshot {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
}

export function decideRemoveLeft(
  _work: WorkOf<"remove-left">,
  { images, needs, snapshots }: RemoveLeftSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const there = images.filter(({ state }) => state !== "deregistered");
  const kept = there.find(isNoLeftover);
  if (kept)
    return failed(
      `The image ${kept.name} (${kept.id}) is no leftover of a bake any more. Nothing was taken away.`,
    );
  if (needs.length > 0)
    // A server of the bake that has just ended may still be listed.
    return failedIfItStays(
      `${listWords(needs, 3)} Nothing was taken away. Leave it out, or see to what needs it first.`,
    );
  const foreign = snapshots.find(({ tags }) => tags[TAG.operation] === undefined);
  if (foreign)
    return failed(`The snapshot ${foreign.id} carries no tag of a bake. Nothing was taken away.`);
  if (there.length === 0 && snapshots.length === 0)
    return { kind: "done", note: "Nothing of them is left" };
  const calls =
    there.length > 0
      ? there.map(
          ({ id }) => ({ call: "DeregisterImage", imageId: id, withSnapshots: true }) as const,
        )
      : snapshots.map(({ id }) => ({ call: "DeleteSnapshot", snapshotId: id }) as const);
  const note = "Taking away what was left";
  const lags = listLags(memory, there.length > 0 ? "DeregisterImage" : "DeleteSnapshot", nowMs);
  return lags ?? { kind: "act", note, calls };
}

/** Somebody may have verified or protected it since, and what no bake made is none of its business. */
const isNoLeftover = (image: ImageFact) =>
  image.tags[TAG.operation] === undefined ||
  verificationOf(image).kind === "verified" ||
  image.deregistrationProtected;
