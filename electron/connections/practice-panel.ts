/**
 * The practice panel's rows: every practice region with its clock, faults and lesson. Open regions are asked every
 * second while somebody looks. Lessons are judged here, because only the console has both the region's record and the
 * journal's operations; a verdict is given to the region to keep.
 */
import { clockAt } from "../../shared/model/connection.ts";
import type { ClockReading } from "../../shared/model/connection.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { OperationSummary } from "../../shared/model/operation.ts";
import type { PracticeOrigin, PracticeView } from "../../shared/model/practice/practice.ts";
import type { LessonView } from "../../shared/model/practice/practice-lesson.ts";
import type { PanelFacts } from "../practice/control/orders.ts";
import { judgeLesson, lessonView } from "../practice/lessons/judge.ts";
import type { LessonFacts, OperationSight } from "../practice/lessons/lesson-facts.ts";
import { practiceId } from "./practice-connection.ts";
import type { PracticePlace } from "./practice-connection.ts";
import type { PracticeRegions } from "./practice-regions.ts";

export interface PanelParts {
  readonly regions: PracticeRegions;
  readonly operations: () => readonly OperationSummary[];
  readonly wall: () => number;
  /** Calls again and again, until the function that it gives is called. */
  readonly every: (ms: number, work: () => void) => () => void;
}

type Listener = (rows: readonly PracticeView[]) => void;

const LOOKS_EVERY_MS = 1000;
/** Of wall time: a clock that is off by less is the same clock. */
const SAME_CLOCK_MS = 300;

export class PracticePanel {
  readonly #parts: PanelParts;
  readonly #listeners = new Set<Listener>();
  #rows: readonly PracticeView[] = [];
  #stopLooking: (() => void) | null = null;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  /** Told at once what was last seen, then whenever it was looked. Gives the function that ends that. */
  follow(listener: Listener): () => void {
    this.#listeners.add(listener);
    listener(this.#rows);
    this.#stopLooking ??= this.#parts.every(LOOKS_EVERY_MS, () => void this.look());
    void this.look();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stopLooking?.();
      this.#stopLooking = null;
    };
  }

  /** Now, e.g. because something was just changed. Nobody waits for a region that doesn't answer. */
  async look(): Promise<void> {
    try {
      const rows = await Promise.all(this.#parts.regions.places.map((place) => this.row(place)));
      this.#rows = rows;
      for (const listener of this.#listeners) listener(rows);
    } catch {
      // A region was closed while it was asked: the next look is without it.
    }
  }

  async row(place: PracticePlace): Promise<PracticeView> {
    const { regions } = this.#parts;
    const { connection } = place;
    if (!regions.isOpen(connection.id)) return this.#closed(place);
    const practice = regions.of(connection.id);
    const facts = await practice.control(connection.region, { kind: "panel" });
    return {
      ...this.#common(place),
      state: "open",
      accountId: facts.accountId,
      clock: this.#steady(connection.id, facts.clock),
      origin: facts.origin,
      counts: facts.counts,
      faults: facts.faults,
      deeds: facts.deeds,
      hiddenDeeds: facts.hiddenDeeds,
      lesson: facts.lesson && (await this.judged(connection.id, facts.lesson)),
      notes: facts.notes,
      problem: problemOf(facts),
    };
  }

  async judged(id: ConnectionId, facts: LessonFacts): Promise<LessonView> {
    const operations = this.#operationsOf(id);
    const practice = this.#parts.regions.of(id);
    const settled = judgeLesson(facts, operations, practice.clock.now());
    if (!settled || facts.settled) return lessonView(facts, operations);
    const { region } = this.#parts.regions.place(id).connection;
    await practice.control(region, { kind: "lesson-settle", settled });
    return lessonView({ ...facts, settled }, operations);
  }

  #operationsOf(id: ConnectionId): readonly OperationSight[] {
    return this.#parts
      .operations()
      .filter(({ connectionId }) => connectionId === id)
      .toSorted((a, b) => a.startedAtMs - b.startedAtMs)
      .map(({ kind, fleetName, status, startedAtMs, endedAtMs }) => ({
        kind,
        fleet: fleetName,
        status,
        startedAtMs,
        endedAtMs,
      }));
  }

  #common({ connection }: PracticePlace) {
    const { id, name, region } = connection;
    const sharesClockWith = this.#parts.regions.beside(id).filter((other) => other !== id);
    return { id, name, region, isMain: id === practiceId, sharesClockWith };
  }

  #closed(place: PracticePlace): PracticeView {
    return {
      ...this.#common(place),
      state: "closed",
      accountId: place.accountId,
      clock: { nowMs: 0, wallMs: 0, speed: 1 },
      origin: place.about?.origin ?? scenarioOrigin(place),
      counts: { servers: 0, groups: 0, images: 0 },
      faults: [],
      deeds: [],
      hiddenDeeds: 0,
      lesson: null,
      notes: place.about?.notes ?? [],
      problem: null,
    };
  }

  /** The reading of before, while it still tells the same: rows change only with what they show. */
  #steady(id: ConnectionId, now: ClockReading): ClockReading {
    const before = this.#rows.find((row) => row.id === id && row.state === "open")?.clock;
    if (!before || before.speed !== now.speed) return now;
    const offMs = Math.abs(clockAt(before, now.wallMs) - now.nowMs);
    return offMs <= SAME_CLOCK_MS * now.speed ? before : now;
  }
}

const scenarioOrigin = ({ scenario }: PracticePlace): PracticeOrigin => ({
  kind: "scenario",
  name: scenario.scenario ?? "shop",
  seed: scenario.seed ?? 1,
});

function problemOf({ damagedFile, saveError }: PanelFacts): string | null {
  if (saveError !== null) return `The region can't be saved: ${saveError}`;
  if (damagedFile === null) return null;
  return `The region's file could not be read. It was kept as ${damagedFile}, and the region begun anew.`;
}
