import { describe, expect, test } from "vitest";
import {
  emptyFreeze,
  freezeOf,
  freezeWords,
} from "../../../renderer/screens/connections/guard-rails/freeze-draft.ts";
import { railWords } from "../../../renderer/screens/connections/guard-rails/rail-words.ts";
import { requestSchemas } from "../../../shared/contract/requests.ts";
import { defaultGuardRails } from "../../../shared/model/guard-rails.ts";

const draft = { ...emptyFreeze("Europe/Berlin"), name: "weekend" };
const once = { ...draft, kind: "once", from: "2026-12-20 00:00", to: "2027-01-04 00:00" } as const;

describe("a freeze window as it is written", () => {
  test.each([
    [draft, "weekend: every Friday 16:00 to Monday 08:00, Europe/Berlin"],
    [once, "weekend: 2026-12-20 00:00 to 2027-01-04 00:00 UTC"],
  ])("%# is read, said, and fits the contract", (written, words) => {
    const freeze = freezeOf(written);
    if (typeof freeze === "string") throw new Error(freeze);
    expect(freezeWords(freeze)).toBe(words);
    const guardRails = { ...defaultGuardRails("prod"), freezes: [freeze], prices: [] };
    const payload = { connectionId: "c", guardRails };
    expect(requestSchemas["rails:save"].parse(payload)).toEqual(payload);
  });

  test.each([
    [{ ...draft, name: " " }, /a name/],
    [{ ...draft, fromTime: "24:00" }, /16:00/],
    [{ ...draft, toTime: "soon" }, /16:00/],
    [{ ...draft, timeZone: "Mars/Olympus" }, /no time zone/],
    [{ ...once, from: "tomorrow" }, /2026-12-20 00:00/],
    [{ ...once, to: "2026-12-19 00:00" }, /ends before/],
  ])("%# is refused with what is wrong", (written, words) => {
    expect(freezeOf(written)).toMatch(words);
  });
});

test("guard rails in a line", () => {
  expect(railWords(defaultGuardRails("dev"), "dev")).toBe("nothing is asked before a start");
  expect(railWords(defaultGuardRails("prod"), "prod")).toBe("the fleet's name typed and a reason");
});
