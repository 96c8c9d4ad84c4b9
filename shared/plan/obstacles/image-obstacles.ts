/** What stands against putting an image into service. */
import { verificationOf } from "../../fleet/verification.ts";
import { inForce, Revocations, revokedWords } from "../../lineage/revocation.ts";
import type { Facts, GroupFact, ImageFact } from "../../model/facts.ts";
import type { ImageId } from "../../model/ids.ts";
import type { Refusal } from "../../model/plan.ts";
import { refuse, type Live } from "../plan-input.ts";

interface Known {
  readonly facts: Facts;
  readonly nowMs: number;
}

export function imageObstacle(
  id: ImageId,
  image: ImageFact | null,
  live: Live,
  { facts, nowMs }: Known,
): Refusal | null {
  if (image === null) {
    return refuse(
      `The image ${id} doesn't exist in this region, or isn't shared with this account.`,
      "Choose another image, or bake one.",
    );
  }
  return (
    notAvailable(image) ??
    revoked(image, { facts, nowMs }) ??
    notVerified(image) ??
    wrongArchitecture(image, live.group, facts)
  );
}

export function notAvailable(image: ImageFact): Refusal | null {
  if (image.state === "available") return null;
  const why = image.stateReason === null ? "" : `: ${image.stateReason}`;
  const waits = image.state === "pending" || image.state === "transient";
  return refuse(
    `The image ${image.name} can't be started: it is ${image.state}${why}.`,
    waits ? "Wait until it is available." : "Choose another image, or bake this one again.",
  );
}

/** By itself, or by what it was made from. */
export function revoked(image: ImageFact, { facts, nowMs }: Known): Refusal | null {
  const found = inForce(new Revocations(facts.images).of(image.id), nowMs);
  if (found === null) return null;
  return refuse(
    `The image ${image.name} is ${revokedWords(found)}`,
    found.through === null
      ? "Choose another image, or take the revocation back if it was wrong."
      : `Choose an image that isn't made from ${found.through.name}. If this one must serve all the same, take the revocation back for it alone, with a reason: it takes seconds.`,
  );
}

function notVerified(image: ImageFact): Refusal | null {
  const verification = verificationOf(image);
  if (verification.kind === "verified") return null;
  if (verification.kind === "failed") {
    return refuse(
      `The image ${image.name} did not pass its tests (${verification.text}).`,
      "See the bake's log, put the recipe right and bake again.",
    );
  }
  return refuse(
    `The image ${image.name} was not verified by Bennu: nobody knows that a server boots from it and works.`,
    "Bake it from a recipe with tests: a verified image is one whose fresh boot passed them.",
  );
}

export function wrongArchitecture(image: ImageFact, live: GroupFact, facts: Facts): Refusal | null {
  const running = live.members.flatMap((member) => facts.servers.get(member.serverId) ?? [])[0];
  if (running === undefined || running.architecture === image.architecture) return null;
  return refuse(
    `The image ${image.name} is ${image.architecture}, but the fleet's servers (${running.instanceType}) are ` +
      `${running.architecture}.`,
    `Choose an image for ${running.architecture}.`,
  );
}
