/**
 * An image that AWS was asked to make or to copy: not listed at first, then pending until its snapshots are written,
 * which may take a day.
 */
import type { ImageFact } from "../../model/facts.ts";
import { failed, type Decision, type Memory } from "../decision.ts";
import { pace } from "../pace.ts";

export interface ImageComing {
  /** The account's images of that name. */
  readonly images: readonly ImageFact[];
  /** Of the image's snapshots, in percent; null while there are none. */
  readonly snapshotPercent: number | null;
}

export interface Now {
  readonly memory: Memory;
  readonly nowMs: number;
}

type Wait = Extract<Decision, { kind: "wait" }>;

const LISTED_WITHIN_MS = 5 * 60_000;

/** AWS accepted it so long ago. `gone`: why it isn't there though it had the time to be listed. */
export function notListed(what: string, forMs: number, gone: string): Decision {
  if (forMs > LISTED_WITHIN_MS) return failed(gone);
  return {
    kind: "wait",
    note: `Waiting for the ${what} to be listed`,
    recheckMs: 3000,
    progress: null,
  };
}

/** `written`: in which word. */
export function pending(
  { id }: ImageFact,
  written: string,
  { snapshotPercent }: ImageComing,
  { memory, nowMs }: Now,
): Wait {
  const percent = snapshotPercent === null ? "" : `, ${String(Math.round(snapshotPercent))} %`;
  return {
    kind: "wait",
    note: `${id} is being ${written}${percent}`,
    recheckMs: pace(memory.startedAtMs, nowMs),
    progress: snapshotPercent === null ? null : snapshotPercent / 100,
  };
}

/** AWS ends some of its reasons with a full stop. */
export const reasonOf = ({ stateReason }: ImageFact) =>
  stateReason?.replace(/\.$/, "") ?? "no reason was given";
