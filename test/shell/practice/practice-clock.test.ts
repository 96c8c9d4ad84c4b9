import { describe, expect, it } from "vitest";
import { PracticeClock } from "../../../electron/practice/practice-clock.ts";

function clockAt(startMs: number, speed: number) {
  const wall = { ms: 1_000_000 };
  const clock = new PracticeClock({ startMs, speed, wallMs: () => wall.ms });
  return { wall, clock };
}

describe("the practice clock", () => {
  it("passes as many times faster than the wall clock as its speed says", () => {
    const { wall, clock } = clockAt(5000, 60);
    wall.ms += 1000;
    expect(clock.nowMs()).toBe(65_000);
  });

  it("changes its speed from now on, not from the start", () => {
    const { wall, clock } = clockAt(0, 60);
    wall.ms += 1000;
    clock.setSpeed(1);
    wall.ms += 1000;
    expect(clock.nowMs()).toBe(61_000);
  });

  it("stays within 1 and 600", () => {
    const { clock } = clockAt(0, 0.1);
    expect(clock.facts().speed).toBe(1);
    clock.setSpeed(9999);
    expect(clock.facts().speed).toBe(600);
    expect(() => clock.setSpeed(Number.NaN)).toThrow(RangeError);
  });

  it("never goes back when the wall clock does", () => {
    const { wall, clock } = clockAt(5000, 60);
    wall.ms -= 60_000;
    expect(clock.nowMs()).toBe(5000);
  });
});
