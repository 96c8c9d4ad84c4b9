import { describe, expect, it } from "vitest";
import {
  newState,
  nextSlot,
  overdueSlot,
  whenDue,
  type ScheduleState,
} from "../../../../shared/bake/schedule/when-due.ts";
import type { Freeze } from "../../../../shared/rules/freezes.ts";

const HOUR = 3600_000;
const DAY = 24 * HOUR;
/** A Monday, 00:00 UTC. */
const MONDAY = Date.UTC(2026, 10, 16);
/** Tuesdays and Fridays at 03:30 in Berlin, which is 02:30 UTC in November. */
const when = { kind: "weekly" as const, days: [2, 5], minute: 210, timeZone: "Europe/Berlin" };
const schedule = { when, isOn: true };
const tuesday = MONDAY + DAY + 2.5 * HOUR;

const due = (nowMs: number, state: Partial<ScheduleState> = {}, freeze: Freeze | null = null) =>
  whenDue(schedule, { ...newState(MONDAY), ...state }, { nowMs, freeze });

describe("a weekly schedule", () => {
  it("is due at its minute in its own zone, and not before", () => {
    expect(due(tuesday - 60_000)).toEqual({ kind: "not-yet" });
    expect(due(tuesday)).toEqual({ kind: "due", slotMs: tuesday, words: "" });
    expect(nextSlot(schedule, MONDAY)).toBe(tuesday);
  });

  it("is not due again for a time that it has baked for", () => {
    expect(due(tuesday + HOUR, { lastSlotMs: tuesday })).toEqual({ kind: "not-yet" });
  });

  it("was never due before it was made", () => {
    expect(due(tuesday + HOUR, { sinceMs: tuesday + 60_000 })).toEqual({ kind: "not-yet" });
  });

  it("is made up for once where the laptop slept, and says how often it should have been", () => {
    const found = due(MONDAY + 15 * DAY);
    expect(found).toMatchObject({ kind: "due", slotMs: MONDAY + 11 * DAY + 2.5 * HOUR });
    expect(found.kind === "due" && found.words).toBe(
      "4 runs since 2026-11-17 02:30 UTC were missed: this console was not running, or not connected. Made up for once.",
    );
  });

  it.each([
    [{ lookedMs: null }, ": this console was not running, or not connected."],
    [{ lookedMs: tuesday - HOUR }, ": this console looked at it last at 2026-11-17 01:30 UTC."],
    [{ lookedMs: tuesday + HOUR }, "."],
    [{ lookedMs: tuesday + HOUR, heldBy: "peak" }, ': the freeze "peak" was in force.'],
  ])("says that it is late, and why only where that is known: %j", ({ lookedMs, ...held }, why) => {
    const state = { ...newState(MONDAY), ...held };
    const found = whenDue(schedule, state, { nowMs: tuesday + 5 * HOUR, freeze: null, lookedMs });
    expect(found.kind === "due" && found.words).toBe(
      `Late by 5 h, due at 2026-11-17 02:30 UTC${why}`,
    );
  });

  it("is overdue from its minute until it has baked for it", () => {
    const state = newState(MONDAY);
    expect(overdueSlot(schedule, state, tuesday - 1)).toBeNull();
    expect(overdueSlot(schedule, state, tuesday + HOUR)).toBe(tuesday);
    expect(overdueSlot(schedule, { ...state, lastSlotMs: tuesday }, tuesday + HOUR)).toBeNull();
  });

  it("waits for the end of a freeze", () => {
    const found = due(tuesday, {}, { name: "peak season", untilMs: tuesday + DAY });
    expect(found).toEqual({
      ...{ kind: "held", heldBy: "peak season" },
      words: 'It waits: the freeze "peak season" is in force until 2026-11-18 02:30 UTC.',
    });
  });

  it("stops after three failures in a row", () => {
    expect(due(tuesday, { failures: 3 })).toMatchObject({ kind: "held" });
    expect(due(tuesday, { failures: 2 })).toMatchObject({ kind: "due" });
  });

  it("that is off is never due", () => {
    const off = whenDue({ when, isOn: false }, newState(MONDAY), { nowMs: tuesday, freeze: null });
    expect([off.kind, nextSlot({ when, isOn: false }, MONDAY)]).toEqual(["not-yet", null]);
  });
});

describe("a schedule that follows its base", () => {
  it("is looked at each time, and has no next time", () => {
    const follows = { when: { kind: "newer-base" as const }, isOn: true };
    expect(whenDue(follows, newState(MONDAY), { nowMs: tuesday, freeze: null }).kind).toBe("due");
    expect(nextSlot(follows, MONDAY)).toBeNull();
  });
});
