/**
 * Virtual time of a practice region: it passes `speed` times as fast as the wall clock, from where the world
 * stood. It only reads; the world's own clock moves when the owner advances it to `nowMs()`.
 */
export interface ClockFacts {
  readonly nowMs: number;
  readonly wallMs: number;
  readonly speed: number;
}

export const MIN_SPEED = 1;
export const MAX_SPEED = 600;

export class PracticeClock {
  readonly #wallMs: () => number;
  #base: ClockFacts;

  constructor(options: {
    readonly startMs: number;
    readonly speed: number;
    readonly wallMs: () => number;
  }) {
    this.#wallMs = options.wallMs;
    this.#base = {
      nowMs: options.startMs,
      wallMs: options.wallMs(),
      speed: allowed(options.speed),
    };
  }

  /** The reference may step back, as wall clocks do; virtual time then waits. */
  nowMs(): number {
    const elapsedMs = Math.max(0, this.#wallMs() - this.#base.wallMs);
    return this.#base.nowMs + elapsedMs * this.#base.speed;
  }

  wallMs(): number {
    return this.#wallMs();
  }

  facts(): ClockFacts {
    return { nowMs: this.nowMs(), wallMs: this.#wallMs(), speed: this.#base.speed };
  }

  setSpeed(speed: number): void {
    this.#base = { nowMs: this.nowMs(), wallMs: this.#wallMs(), speed: allowed(speed) };
  }

  /** After a reset of the world: time goes on from there. */
  restartAt(nowMs: number): void {
    this.#base = { ...this.#base, nowMs, wallMs: this.#wallMs() };
  }
}

function allowed(speed: number): number {
  if (!Number.isFinite(speed)) throw new RangeError(`A speed must be a number, not ${speed}.`);
  return Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed));
}
