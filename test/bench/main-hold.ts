/**
 * How long the thread that runs this was held. By its wall time others on the machine count too; by its own
 * processor time only what it did itself.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";

export interface Hold {
  /** Longest, as `monitorEventLoopDelay` says. */
  readonly delayMs: number;
  /** Longest time that a tick of one millisecond was late. */
  readonly tickMs: number;
  /** Most processor time that the thread took between two ticks. */
  readonly busyMs: number;
}

const TICK_MS = 1;

export function watchHold(): () => Hold {
  const delay = monitorEventLoopDelay({ resolution: TICK_MS });
  delay.enable();
  let [atMs, usedMs] = [performance.now(), threadMs()];
  let [tickMs, busyMs] = [0, 0];
  const timer = setInterval(() => {
    const [nowMs, nowUsedMs] = [performance.now(), threadMs()];
    tickMs = Math.max(tickMs, nowMs - atMs - TICK_MS);
    busyMs = Math.max(busyMs, nowUsedMs - usedMs);
    [atMs, usedMs] = [nowMs, nowUsedMs];
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    delay.disable();
    return { delayMs: delay.max / 1e6, tickMs, busyMs };
  };
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
