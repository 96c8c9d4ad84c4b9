import { describe, expect, test } from "vitest";
import {
  defaultGuardRails,
  type FreezeWindow,
  type GuardRails,
} from "../../../shared/model/guard-rails.ts";
import type { PlanKind } from "../../../shared/model/plan.ts";
import { freezeAt, isTimeZone } from "../../../shared/rules/freezes.ts";
import { askedFor, mayStart } from "../../../shared/rules/guard-rails.ts";

const at = (text: string) => Date.parse(text);
const weekend: FreezeWindow = {
  name: "weekend",
  when: {
    kind: "weekly",
    from: { day: 5, minute: 16 * 60 },
    to: { day: 1, minute: 8 * 60 },
    timeZone: "Europe/Berlin",
  },
};
const holidays: FreezeWindow = {
  name: "holidays",
  when: { kind: "once", fromMs: at("2026-12-20T00:00Z"), toMs: at("2027-01-04T00:00Z") },
};

describe("freeze windows", () => {
  test.each([
    ["Friday, a minute before", "2026-11-20T14:59:59Z", null],
    ["Friday, at 16:00 in Berlin", "2026-11-20T15:00:00Z", "2026-11-23T07:00:00Z"],
    ["Sunday", "2026-11-22T12:00:30Z", "2026-11-23T07:00:00Z"],
    ["Monday, a minute before its end", "2026-11-23T06:59:00Z", "2026-11-23T07:00:00Z"],
    ["Monday at its end", "2026-11-23T07:00:00Z", null],
    ["summer time in Berlin", "2026-07-17T14:00:00Z", "2026-07-20T06:00:00Z"],
  ])("over the end of a week: %s", (_, now, until) => {
    expect(freezeAt([weekend], at(now))?.untilMs ?? null).toBe(until === null ? null : at(until));
  });
  test("within a week", () => {
    const lunch: FreezeWindow = {
      name: "lunch",
      when: {
        kind: "weekly",
        from: { day: 3, minute: 720 },
        to: { day: 3, minute: 780 },
        timeZone: "UTC",
      },
    };
    expect(freezeAt([lunch], at("2026-11-18T12:30Z"))?.untilMs).toBe(at("2026-11-18T13:00Z"));
    expect(freezeAt([lunch], at("2026-11-18T13:00Z"))).toBeNull();
    expect(freezeAt([lunch], at("2026-11-19T12:30Z"))).toBeNull();
  });
  test("once: from its first moment, not in its last", () => {
    expect(freezeAt([holidays], at("2026-12-20T00:00Z"))?.name).toBe("holidays");
    expect(freezeAt([holidays], at("2027-01-04T00:00Z"))).toBeNull();
  });
  test("of two in force, the one that lasts longer is named", () => {
    expect(freezeAt([weekend, holidays], at("2026-12-26T12:00Z"))?.name).toBe("holidays");
  });
  test("zones", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("Mars/Olympus")).toBe(false);
  });
});

const rails = (over: Partial<GuardRails>): GuardRails => ({ ...defaultGuardRails("dev"), ...over });
const now = at("2026-12-26T12:00Z");

describe("what is asked before a start", () => {
  const strict = rails({ reasonRequired: true, changeNumberRequired: true });
  test.each([
    ["nothing said", { reason: "", changeNumber: null }, "asks for a reason"],
    ["spaces are no reason", { reason: "  ", changeNumber: "C-1" }, "asks for a reason"],
    ["no change number", { reason: "fix", changeNumber: null }, "asks for a change number"],
    ["an empty change number", { reason: "fix", changeNumber: " " }, "asks for a change number"],
  ])("%s", (_, said, words) => {
    const answer = mayStart("replace", strict, said, now);
    expect(answer.ok ? "" : answer.reason).toMatch(words);
  });
  test("all said", () => {
    expect(mayStart("replace", strict, { reason: "fix", changeNumber: "C-1" }, now).ok).toBe(true);
  });
  test.each<readonly [PlanKind, boolean]>([
    ["replace", false],
    ["retire", false],
    ["rollback", true],
    ["bake", true],
  ])("in a freeze %s may start: %s", (kind, ok) => {
    const frozen = { ...strict, freezes: [holidays] };
    const answer = mayStart(kind, frozen, { reason: "", changeNumber: null }, now);
    expect(answer.ok).toBe(ok);
    if (!answer.ok) {
      expect(answer.reason).toMatch(/"holidays" is in force until 2027-01-04 00:00 UTC/);
      expect(answer.cure).toMatch(/Rolling back is always allowed/);
    }
  });
  test("production asks why by default, others don't; a rollback is never asked", () => {
    expect(askedFor("replace", defaultGuardRails("prod"))).toEqual({
      reason: true,
      changeNumber: false,
    });
    expect(askedFor("replace", defaultGuardRails("stage"))).toEqual({
      reason: false,
      changeNumber: false,
    });
    expect(askedFor("rollback", strict)).toEqual({ reason: false, changeNumber: false });
  });
});
