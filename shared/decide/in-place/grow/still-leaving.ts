/** Before more servers are started: those that were ended must not gather, and what keeps them is named. */
import type { Decision } from "../../decision.ts";
import { isOverdue } from "../../stall/by-health.ts";
import { findStall, stuckBy } from "../../stall/stall.ts";
import { servers } from "../../words.ts";
import type { Scene } from "./growing.ts";
import { waitFor } from "../sizing.ts";

const RECHECK_MS = 5000;

/** Null: at most a batch is on its way out. */
export function stillLeaving({ crew, work, kept, group, seen, nowMs }: Scene): Decision | null {
  if (crew.leaving <= work.batch) return null;
  const note = `${servers(crew.leaving)} still leaving`;
  const late = isOverdue({ seen, group, nowMs });
  const stall = late ? findStall(seen, group.name, { late, nowMs }) : null;
  if (stall === null) return waitFor(note, kept, RECHECK_MS);
  return { kind: "stuck", note, kept: { ...kept }, ...stuckBy(stall), recheckMs: RECHECK_MS };
}
