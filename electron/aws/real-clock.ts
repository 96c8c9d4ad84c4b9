import type { Clock } from "../ports.ts";
import { machineTime } from "./sending/monotonic.ts";

/** The clock of connections to AWS: the machine's. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => machineTime.sleep(ms, signal),
  reading: () => ({ nowMs: Date.now(), wallMs: Date.now(), speed: 1 }),
};
