import type { WorkOf } from "../../../../shared/decide/decision.ts";
import {
  decideRetireImage,
  type RetireImageSeen,
} from "../../../../shared/decide/retention/retire-image.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import type { ImageEvidence } from "../../../../shared/retention/evidence.ts";
import { lookAtUse, type FreshUse } from "../../../retention/look-at-use.ts";
import type { StepContext, StepModule } from "../step.ts";

export const retireImage: StepModule<"retire-image", RetireImageSeen> = {
  kind: "retire-image",
  look,
  decide: decideRetireImage,
  onWayOut: false,
  undo: "What was disabled or deprecated can be given back until it is removed; what is removed is gone.",
};

async function look(
  work: WorkOf<"retire-image">,
  { reader, nowMs }: StepContext,
): Promise<RetireImageSeen> {
  const { accountId } = await reader.identity();
  const uses = await lookAtUse({ reader, accountId, now: () => nowMs }, [work.imageId]);
  const fresh = uses.get(work.imageId);
  if (fresh) return { evidence: withPromises(fresh, nowMs), snapshots: [] };
  const { snapshotIds } = work;
  const left = snapshotIds.length === 0 ? {} : await reader.snapshotStates(snapshotIds);
  return { evidence: null, snapshots: Object.keys(left) };
}

/**
 * What the console promised is protected by AWS and says so on the image; what other connections hold was looked at
 * when the plan was made.
 */
export function withPromises(fresh: FreshUse, atMs: number): ImageEvidence {
  const promised = fresh.image.deregistrationProtected ? fresh.image.tags[TAG.promised] : undefined;
  return {
    ...fresh,
    promises: { atMs, value: promised === undefined ? [] : [promised] },
    elsewhere: { atMs, value: [] },
  };
}
