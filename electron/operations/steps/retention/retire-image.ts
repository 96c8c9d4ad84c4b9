import type { WorkOf } from "../../../../shared/decide/decision.ts";
import {
  decideRetireImage,
  type RetireImageSeen,
} from "../../../../shared/decide/retention/retire-image.ts";
import { verificationOf } from "../../../../shared/fleet/verification.ts";
import { inForce, Revocations } from "../../../../shared/lineage/revocation.ts";
import type { ImageFact } from "../../../../shared/model/facts.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import type { ImageEvidence } from "../../../../shared/retention/evidence.ts";
import { restOf } from "../../../../shared/retention/rest.ts";
import type { CloudReader } from "../../../ports.ts";
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
  if (fresh) {
    const newer = work.act === "give-back" ? null : await newerGood(reader, fresh.image, nowMs);
    return { evidence: withPromises(fresh, nowMs), newerGood: newer, snapshots: [] };
  }
  const { snapshotIds } = work;
  const left = snapshotIds.length === 0 ? {} : await reader.snapshotStates(snapshotIds);
  return { evidence: null, snapshots: Object.keys(left) };
}

/** Null: the rules count it among none: it has no recipe, or never passed its tests. */
async function newerGood(
  reader: Pick<CloudReader, "imagesByTag">,
  image: ImageFact,
  nowMs: number,
): Promise<number | null> {
  const recipe = image.tags[TAG.recipe];
  if (recipe === undefined || verificationOf(image).kind !== "verified") return null;
  const images = await reader.imagesByTag(TAG.recipe, recipe);
  const revocations = new Revocations(new Map(images.map((one) => [one.id, one])));
  const newer = images.filter(
    (one) =>
      one.createdAtMs > image.createdAtMs &&
      one.architecture === image.architecture &&
      one.ownerId === image.ownerId &&
      one.state === "available" &&
      restOf(one) === null &&
      verificationOf(one).kind === "verified" &&
      inForce(revocations.of(one.id), nowMs) === null,
  );
  return newer.length;
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
