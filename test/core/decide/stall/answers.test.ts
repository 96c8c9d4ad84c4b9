import { describe, expect, it } from "vitest";
import { afterFailure } from "../../../../shared/decide/call-failure.ts";
import { gistOf } from "../../../../shared/decide/stall/gist.ts";
import { slowedDown } from "../../../../shared/decide/stall/by-calls.ts";
import { NAME } from "./stall-builders.ts";

describe("an answer that comes again and again holds the step, and is named", () => {
  const call = {
    call: "UpdateAutoScalingGroup",
    groupName: NAME,
    minSize: 0,
    maxSize: 2,
    desiredCapacity: 2,
  } as const;
  const after = (code: string, alike: number) =>
    afterFailure(
      call,
      { kind: "failed", code, message: "as AWS says", requestId: null },
      { inARow: alike, alike },
    );

  it.each([
    ["Throttling", "AWS slows Bennu down"],
    ["RequestLimitExceeded", "AWS slows Bennu down"],
    ["ScalingActivityInProgress", "busy with a scaling activity or its cool-down"],
    ["ResourceContention", "Somebody else changes the same group"],
    ["ServiceUnavailable", "again and again with ServiceUnavailable: as AWS says"],
  ])("%s", (code, cause) => {
    expect(after(code, 2)).not.toHaveProperty("stuck");
    const held = after(code, 3);
    expect(held.kind === "look-again" && held.stuck?.cause).toContain(cause);
  });

  it("says for how long, where that is known", () => {
    expect(slowedDown(40_000).cause).toContain("as too many, for 40 s now.");
  });
});

describe("a cause is told once, however long it lasts", () => {
  it.each([
    [
      "10 servers of shop-v002 held, e.g. i-0abc12, since 09:41 UTC.",
      "9 servers of shop-v002 held, e.g. i-0def34, since 09:52 UTC.",
      true,
    ],
    ["for 40 s now", "for 2 min now", true],
    [
      "The process Launch of shop is suspended",
      "The process Terminate of shop is suspended",
      false,
    ],
  ])("%s / %s", (one, other, same) => {
    expect(gistOf(one) === gistOf(other)).toBe(same);
  });
});
