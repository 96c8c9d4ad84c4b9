import type { CallName } from "../model/call.ts";
import { acceptedAtMs, BELIEVED_AFTER_MS, type Decision, type Memory } from "./decision.ts";

/** AWS accepted it, and may not list it yet. Null: it never did, or so long ago that somebody has undone it since. */
export function listLags(memory: Memory, name: CallName, nowMs: number): Decision | null {
  const atMs = acceptedAtMs(memory, name);
  if (atMs === null || nowMs - atMs >= BELIEVED_AFTER_MS) return null;
  return {
    kind: "wait",
    note: "AWS accepted it and doesn't list it yet; looking again",
    recheckMs: 5000,
    progress: null,
  };
}
