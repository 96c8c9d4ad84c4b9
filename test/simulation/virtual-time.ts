/**
 * Owns the time of a simulation: it stands still while anyone computes, then leaps to the next moment that somebody
 * sleeps for. Sleepers are woken in order of time, then of arrival, one by one: the same run wakes them the same way.
 */
import type { Clock } from "../../electron/ports.ts";
import type { World } from "../../electron/practice/world/kernel/world.ts";

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

export class VirtualTime {
  readonly clock: Clock;
  readonly #world: World;
  #sleepers: Sleeper[] = [];

  constructor(world: World) {
    this.#world = world;
    this.clock = {
      now: () => world.nowMs,
      sleep: (ms, signal) => this.sleep(ms, signal),
      reading: () => ({ nowMs: world.nowMs, wallMs: world.nowMs, speed: 1 }),
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const sleeper = { atMs: this.#world.nowMs + Math.max(0, Math.round(ms)), wake: resolve };
      this.#add(sleeper);
      signal?.addEventListener("abort", () => this.#wakeEarly(sleeper), { once: true });
    });
  }

  /** False: the time was up, or nobody was left to wake. */
  async runUntil(isOver: () => boolean, limitMs: number): Promise<boolean> {
    for (;;) {
      await settled();
      if (isOver()) return true;
      const next = this.#sleepers[0];
      if (!next || next.atMs > limitMs) return false;
      this.#sleepers.shift();
      this.#world.advanceTo(next.atMs);
      next.wake();
    }
  }

  #add(sleeper: Sleeper): void {
    const later = this.#sleepers.findIndex(({ atMs }) => atMs > sleeper.atMs);
    this.#sleepers.splice(later < 0 ? this.#sleepers.length : later, 0, sleeper);
  }

  #wakeEarly(sleeper: Sleeper): void {
    const at = this.#sleepers.indexOf(sleeper);
    if (at < 0) return;
    this.#sleepers.splice(at, 1);
    sleeper.wake();
  }
}

/** All that follows from the last event has happened: nothing here waits for a disk, a socket or the wall's clock. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
