/** For how long AWS has been refusing this connection's calls as too many, by the machine's time. */
import type { Monotonic } from "./monotonic.ts";

/** So long without a refusal, and it is over. */
const OVER_AFTER_MS = 15_000;
/** A refusal now and then is nothing to trouble anyone with. */
const WORTH_SAYING_MS = 15_000;

export class ThrottleWatch {
  readonly #time: Pick<Monotonic, "nowMs">;
  #firstMs = 0;
  #lastMs = -Infinity;

  constructor(time: Pick<Monotonic, "nowMs">) {
    this.#time = time;
  }

  refused(): void {
    const nowMs = this.#time.nowMs();
    if (nowMs - this.#lastMs > OVER_AFTER_MS) this.#firstMs = nowMs;
    this.#lastMs = nowMs;
  }

  /** Null: it isn't, or not for long. */
  slowedForMs(): number | null {
    const nowMs = this.#time.nowMs();
    if (nowMs - this.#lastMs > OVER_AFTER_MS) return null;
    const forMs = nowMs - this.#firstMs;
    return forMs < WORTH_SAYING_MS ? null : forMs;
  }
}
