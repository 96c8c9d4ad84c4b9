/** The claim on a group: `operationId holder epochMs`. It tells every console that someone is at work here. */
import type { GroupFact } from "../../model/facts.ts";
import { operationId, type OperationId } from "../../model/ids.ts";
import { TAG } from "../../model/tags.ts";

export interface Claim {
  readonly operationId: OperationId;
  readonly holder: string;
  readonly atMs: number;
}

/** A claim that wasn't renewed for so long is of a console that is gone. */
export const CLAIM_LASTS_MS = 30 * 60_000;
export const CLAIM_RENEWED_EVERY_MS = 10 * 60_000;

/** Null: no claim, or none that can be read as one. */
export function claimOf(group: GroupFact): Claim | null {
  const value = group.tags.find((tag) => tag.key === TAG.claim)?.value;
  const match = /^(\S+) (.+) (\d+)$/.exec(value ?? "");
  if (!match?.[1] || !match[2] || !match[3]) return null;
  return { operationId: operationId(match[1]), holder: match[2], atMs: Number(match[3]) };
}

export const claimText = (claim: Claim) =>
  `${claim.operationId} ${claim.holder} ${String(Math.round(claim.atMs))}`;

/** The claim of another operation that still counts. */
export function foreignClaim(group: GroupFact, mine: OperationId, nowMs: number): Claim | null {
  const claim = claimOf(group);
  if (!claim || claim.operationId === mine) return null;
  return nowMs - claim.atMs < CLAIM_LASTS_MS ? claim : null;
}

/** Whether to write it anew: it isn't there, or was written a while ago. One asked for more often is only looked at. */
export function isToRenew(group: GroupFact, mine: OperationId, nowMs: number): boolean {
  const claim = claimOf(group);
  return claim?.operationId !== mine || nowMs - claim.atMs >= CLAIM_WRITTEN_EVERY_MS;
}
const CLAIM_WRITTEN_EVERY_MS = 60_000;

export const heldReason = (group: GroupFact, claim: Claim) =>
  `${group.name} is held by ${claim.holder} for the operation ${claim.operationId}. Nothing was changed. ` +
  "Wait until it ends, or settle with them; a claim that is not renewed for 30 minutes no longer counts.";
