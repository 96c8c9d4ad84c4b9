/** What a region records while a lesson goes on in it. Plain data, kept in the region's state; times are its own. */
import type {
  LessonId,
  LessonPoint,
  LessonVerdict,
} from "../../../shared/model/practice/practice-lesson.ts";

export interface GroupSight {
  readonly name: string;
  readonly fleet: string;
  readonly members: number;
  /** In service, healthy, and answering where the group is attached. */
  readonly serving: number;
  readonly isAttached: boolean;
  /** Members and those that serve, by what they were started from. */
  readonly membersByImage: Readonly<Record<string, number>>;
  readonly servingByImage: Readonly<Record<string, number>>;
}

/** The lesson's fleets at a moment; there is one for each change. */
export interface FleetSight {
  readonly atMs: number;
  readonly groups: readonly GroupSight[];
  /** What the lesson measures beside, by its own names. */
  readonly marks: Readonly<Record<string, number>>;
}

export interface LaunchSight {
  readonly atMs: number;
  readonly instanceId: string;
  readonly groupName: string;
  readonly imageId: string;
}

export interface WatchedFleet {
  readonly name: string;
  /** How many served at the beginning. */
  readonly size: number;
  /** Fewer must never serve. */
  readonly floor: number;
}

export interface LessonRecord {
  readonly fleets: readonly WatchedFleet[];
  /** What served at the beginning. */
  readonly imagesBefore: readonly string[];
  readonly groupsBefore: readonly string[];
  /** What the lesson knows of its world, e.g. which servers are snowflakes. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  readonly sights: FleetSight[];
  /** Servers that groups of these fleets have launched since the beginning. */
  readonly launches: LaunchSight[];
  /** When the region was loaded again, after the program had ended. */
  readonly returns: number[];
}

export interface LessonSettled {
  readonly verdict: Exclude<LessonVerdict, "going-on">;
  readonly text: string;
  readonly atMs: number;
  readonly points: readonly LessonPoint[];
}

export interface LessonFacts {
  readonly id: LessonId;
  readonly startedAtMs: number;
  hintsShown: number;
  settled: LessonSettled | null;
  readonly record: LessonRecord;
}

/** An operation of the journal, as far as judges want to know it. */
export interface OperationSight {
  readonly kind: string;
  readonly fleet: string | null;
  readonly status: string;
  readonly startedAtMs: number;
  /** Null: it is still going on. */
  readonly endedAtMs: number | null;
}
