import { expect, test } from "vitest";
import { followedClock } from "../../../electron/inventory/followed-clock.ts";
import { eagerTime } from "../aws/canned-aws.ts";

test("it passes as fast as the connection's time, and follows a change of speed", async () => {
  let wallMs = 1_000;
  const time = eagerTime();
  const clock = followedClock({ nowMs: 50_000, wallMs: 1_000, speed: 60 }, () => wallMs, time);
  wallMs = 2_000;
  expect(clock.now()).toBe(110_000);
  await clock.sleep(60_000);
  expect(time.slept).toEqual([1_000]);
  clock.follow({ nowMs: 110_000, wallMs: 2_000, speed: 600 });
  wallMs = 3_000;
  expect(clock.reading()).toEqual({ nowMs: 710_000, wallMs: 3_000, speed: 600 });
});
