/** Before anything is changed: what the plan rests on is still so. */
import { inForce, Revocations, revokedWords } from "../../lineage/revocation.ts";
import type { GroupFact, ImageFact } from "../../model/facts.ts";
import { failed, failedIfItStays, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { foreignClaim, heldReason } from "./claim-tag.ts";
import { vanished } from "../vanished.ts";
import { servers } from "../words.ts";

export interface PreflightSeen {
  readonly live: GroupFact | null;
  readonly newGroup: GroupFact | null;
  readonly image: ImageFact | null;
  /** What it was made from, as far as it could be read; left out: nothing is known. */
  readonly ancestors?: readonly ImageFact[];
  readonly activeRefresh: string | null;
  readonly serving: number;
}

export function decidePreflight(
  work: WorkOf<"preflight">,
  seen: PreflightSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const gone = vanished(seen.live, work.liveGroup);
  if (gone || !seen.live) return gone ?? failed("The live group is gone.");
  const lagging = held(seen.live, memory, nowMs) ?? missingImage(work, seen.image);
  if (lagging) return failedIfItStays(lagging);
  const reason = refresh(work, seen) ?? badImage(work, seen, nowMs) ?? taken(work, seen.newGroup);
  if (reason) return failed(reason);
  return { kind: "done", note: `${servers(seen.serving)} in service; nothing stands against it` };
}

function held(live: GroupFact, memory: Memory, nowMs: number): string | null {
  const claim = foreignClaim(live, memory.operationId, nowMs);
  return claim && !memory.hasEnded(claim.operationId) ? heldReason(live, claim) : null;
}

function refresh(work: WorkOf<"preflight">, seen: PreflightSeen): string | null {
  if (!seen.activeRefresh || work.refreshMayRun) return null;
  return (
    `An instance refresh of AWS (${seen.activeRefresh}) is under way on ${work.liveGroup}. Nothing was changed. ` +
    "Wait until it has ended, or cancel it."
  );
}

function missingImage({ imageId }: WorkOf<"preflight">, image: ImageFact | null): string | null {
  if (imageId === null || image) return null;
  return `The image ${imageId} doesn't exist. Nothing was changed. Choose another image.`;
}

function badImage(
  work: WorkOf<"preflight">,
  { image, ancestors = [] }: PreflightSeen,
  nowMs: number,
): string | null {
  if (work.imageId === null || !image) return null;
  const lineage = new Map([image, ...ancestors].map((one) => [one.id as string, one]));
  const revoked = inForce(new Revocations(lineage).of(image.id), nowMs);
  if (revoked !== null)
    return `The image ${image.name} is ${revokedWords(revoked)} Nothing was changed. Choose another image.`;
  if (image.state === "available") return null;
  return (
    `The image ${image.name} (${image.id}) can't be started: it is ${image.state}. Nothing was changed. ` +
    "Choose another image, or make this one available."
  );
}

function taken(work: WorkOf<"preflight">, group: GroupFact | null): string | null {
  if (work.newGroup === null || group === null) return null;
  return (
    `The group ${work.newGroup} exists already, though it did not when the plan was made. Nothing was changed. ` +
    "Make the plan again."
  );
}
