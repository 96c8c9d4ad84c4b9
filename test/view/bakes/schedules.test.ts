import { describe, expect, it } from "vitest";
import { draftOf, scheduleFrom } from "../../../renderer/screens/bakes/schedules/schedule-draft.ts";
import {
  minuteOf,
  scheduleOf,
  whenWords,
} from "../../../renderer/screens/bakes/schedules/schedule-words.ts";
import type { ScheduleView } from "../../../shared/model/bake.ts";
import { connectionId } from "../../../shared/model/ids.ts";

const view: ScheduleView = {
  ...{ id: "s", connectionId: connectionId("c"), recipeFile: "shop.yaml", isOn: true },
  lanes: [{ instanceType: "c7g.large", subnetId: "subnet-1" }],
  when: { kind: "weekly", days: [2, 5], minute: 150, timeZone: "Europe/Berlin" },
  ...{ madeBy: "ada", reason: "patches", overdueMs: null, nextMs: 1, lastMs: null, words: "" },
  ...{ lastOperations: [], failures: 0 },
};

describe("when a schedule bakes", () => {
  it("is said in words", () => {
    expect(whenWords(view.when)).toBe("every Tuesday and Friday at 02:30, Europe/Berlin");
    expect(whenWords({ ...view.when, days: [0, 1, 2, 3, 4, 5, 6] } as ScheduleView["when"])).toBe(
      "every day at 02:30, Europe/Berlin",
    );
    expect(whenWords({ kind: "newer-base" })).toBe("When a newer base appears");
  });

  it.each([
    ["02:30", 150],
    ["2:30", 150],
    ["23:59", 1439],
    ["24:00", null],
    ["2.30", null],
    ["", null],
  ])("reads %j", (text, minute) => expect(minuteOf(text)).toBe(minute));
});

describe("a schedule that is written", () => {
  it("is what was read, if nothing was changed", () => {
    expect(scheduleFrom(draftOf(view, "c"), ["c7g.large"])).toEqual(scheduleOf(view));
  });

  it.each([
    ["without a recipe", { recipeFile: null }],
    ["without a day", { days: [] }],
    ["without a time", { time: "soon" }],
  ])("is not whole %s", (_, change) => {
    expect(scheduleFrom({ ...draftOf(view, "c"), ...change }, ["c7g.large"])).toBeNull();
  });

  it("needs no day where a newer base begins it", () => {
    const draft = { ...draftOf(view, "c"), kind: "newer-base" as const, days: [] };
    expect(scheduleFrom(draft, ["c7g.large"])).toMatchObject({ when: { kind: "newer-base" } });
    expect(scheduleFrom(draft, [])).toBeNull();
  });
});
