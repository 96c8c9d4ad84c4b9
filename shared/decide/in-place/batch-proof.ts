/**
 * Proof that a batch came up: so many of these members in service and healthy at the traffic, seen several times in a
 * row, and then watched for a while. Servers that fail begin both anew.
 */
import type { StallSeen } from "../stall/stall-case.ts";
import type { GroupFact, MemberFact } from "../../model/facts.ts";
import type { Duration } from "../../model/plan.ts";
import { comeUp, type ComingUp } from "../generation/coming-up.ts";
import { failed, type Decision } from "../decision.ts";
import { POLL_EVERY_MS, watchedMs } from "../proof.ts";
import { servers, span } from "../words.ts";
import { onlyWith } from "./crew.ts";

export interface Watched {
  readonly rise: ComingUp | null;
  /** How long it was seen to be well since it was proved, and when that was last looked at. */
  readonly wellForMs: number;
  readonly wellAtMs: number | null;
}

export const unwatched: Watched = { rise: null, wellForMs: 0, wellAtMs: null };

export interface Batch {
  readonly group: GroupFact;
  readonly members: readonly MemberFact[];
  readonly target: number;
  readonly soakMs: number;
  readonly observations: number;
  /** Of this batch alone. */
  readonly expected: Duration;
  /** The share of the whole that was done before this batch. */
  readonly progress: number;
}

export type BatchProof =
  | { readonly proved: true; readonly watched: Watched }
  | { readonly proved: false; readonly decision: Decision };

/** `keep`: everything that the step wants kept beside what is watched. */
export function proveBatch(
  batch: Batch,
  seen: StallSeen,
  before: Watched,
  keep: object,
  nowMs: number,
): BatchProof {
  const { group, members, target, observations, expected } = batch;
  if (target === 0) return { proved: false, decision: failed(nothing(group)) };
  const fleet = onlyWith(seen.fleet, group, members, target);
  const about = { group: group.name, target, observations, expected, inTraffic: true };
  const rise = { ...seen, fleet, ...about };
  const decision = comeUp(rise, before.rise?.target === target ? before.rise : null, nowMs);
  if (decision.kind === "done") return soak(batch, decision.kept, before, keep, nowMs);
  if (decision.kind === "failed") return { proved: false, decision };
  const kept = { ...keep, ...unwatched, rise: decision.kept };
  return { proved: false, decision: { ...decision, kept, ...overall(batch, decision) } };
}

function overall({ progress }: Batch, decision: Decision) {
  if (decision.kind === "stuck") return { progress };
  return decision.kind === "wait" ? { progress, leftMs: null } : {};
}

function soak(
  { soakMs, target, progress }: Batch,
  rise: unknown,
  before: Watched,
  keep: object,
  nowMs: number,
): BatchProof {
  const wellForMs = before.wellForMs + watchedMs(before.wellAtMs, nowMs);
  const watched: Watched = { rise: rise as ComingUp, wellForMs, wellAtMs: nowMs };
  const leftMs = soakMs - wellForMs;
  if (leftMs <= 0) return { proved: true, watched };
  const note = `${servers(target)} in service and well; watched for another ${span(leftMs)}`;
  const recheckMs = Math.min(leftMs, POLL_EVERY_MS);
  const decision = {
    kind: "wait",
    note,
    kept: { ...keep, ...watched },
    recheckMs,
    progress,
  } as const;
  return { proved: false, decision };
}

const nothing = ({ name }: GroupFact) =>
  `${name} wants no servers, so there is nothing that could prove to be well. Give the fleet its size back first.`;
