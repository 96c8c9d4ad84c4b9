/**
 * A practice region as the practice panel shows it: its clock, what it was made from, what goes wrong in it, what
 * others did there, and the lesson it is in.
 */
import type { ClockReading } from "../connection.ts";
import type { ConnectionId } from "../ids.ts";
import type { ActiveFault, ReadyFault } from "./practice-fault.ts";
import type { LessonView } from "./practice-lesson.ts";

/** What a region's world was made from. */
export type PracticeOrigin =
  | { readonly kind: "scenario"; readonly name: string; readonly seed: number }
  | { readonly kind: "file"; readonly name: string; readonly seed: number }
  | { readonly kind: "lesson"; readonly name: string; readonly seed: number }
  /** A copy of a real connection's inventory. */
  | { readonly kind: "rehearsal"; readonly name: string; readonly seed: number };

/** Something that someone else did in the region. A hidden one is not in the list until it is asked for. */
export interface ColleagueDeed {
  readonly id: string;
  readonly atMs: number;
  /** e.g. "A colleague", "Terraform", "A scaling policy". */
  readonly who: string;
  /** What was done, e.g. "set checkout-web-v042's desired capacity from 6 to 4". */
  readonly words: string;
  /** AWS's refusal, if it refused; null: it was done. */
  readonly refusal: string | null;
}

/** One row of the topic `practice`. */
export interface PracticeView {
  /** The row's key. It is the connection's id, also while the region is closed. */
  readonly id: ConnectionId;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  /** `closed`: it can be opened; nothing of it runs and no connection shows it. */
  readonly state: "open" | "closed";
  /** The user's first region: it can't be closed. */
  readonly isMain: boolean;
  /** Regions that share a worker share a clock: changing one's speed changes theirs. */
  readonly sharesClockWith: readonly ConnectionId[];
  readonly clock: ClockReading;
  readonly origin: PracticeOrigin;
  readonly counts: { readonly servers: number; readonly groups: number; readonly images: number };
  /** In the order in which they were set. */
  readonly faults: readonly ActiveFault[];
  /** Newest first, at most 50. */
  readonly deeds: readonly ColleagueDeed[];
  /** Hidden deeds that have not been revealed. */
  readonly hiddenDeeds: number;
  readonly lesson: LessonView | null;
  /** Of a rehearsal: what of the real fleet was left out or assumed, in sentences. */
  readonly notes: readonly string[];
  /** Why the region could not be saved, or what became of a damaged file; null: all is well. */
  readonly problem: string | null;
}

/** What faults can be set in a region, and what each may be narrowed to. */
export interface FaultChoices {
  readonly ready: readonly ReadyFault[];
  readonly zones: readonly string[];
  readonly instanceTypes: readonly string[];
  readonly images: readonly { readonly id: string; readonly name: string }[];
  /** Fleets' names, without `-v042`. */
  readonly fleets: readonly string[];
  /** AWS's names of the actions that are simulated, as `service:Action`. */
  readonly operations: readonly string[];
}
