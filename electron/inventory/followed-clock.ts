/** A connection's time as the main thread last read it. Sleeps pass as fast as that time does. */
import { clockAt, type ClockReading } from "../../shared/model/connection.ts";
import type { Monotonic } from "../aws/sending/monotonic.ts";
import type { Clock } from "../ports.ts";

export interface FollowedClock extends Clock {
  follow(reading: ClockReading): void;
}

export function followedClock(
  first: ClockReading,
  wallMs: () => number,
  time: Monotonic,
): FollowedClock {
  let base = first;
  const now = () => clockAt(base, wallMs());
  return {
    now,
    sleep: (ms, signal) => time.sleep(ms / base.speed, signal),
    reading: () => ({ nowMs: now(), wallMs: wallMs(), speed: base.speed }),
    follow: (reading) => {
      base = reading;
    },
  };
}
