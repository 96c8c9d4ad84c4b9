/**
 * One of AWS's token buckets, kept on our side so that AWS never has to refuse. Waiters are served by priority,
 * then in order. Less urgent ones leave a reserve, so that a running operation never queues behind a sync.
 * After a throttle the bucket is taken to be empty and refills slower for a while.
 */
import type { Priority } from "../../ports.ts";
import type { Monotonic } from "./monotonic.ts";

export interface BucketSize {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

interface Waiter {
  readonly priority: Priority;
  readonly serve: () => void;
}

/** The share of the bucket that a priority must leave to the more urgent ones. */
const RESERVE: Readonly<Record<Priority, number>> = { 0: 0, 1: 0.1, 2: 0.25, 3: 0.25 };
const SLOWEST = 0.1;
const RECOVERY_MS = 60_000;

export class TokenBucket {
  readonly #size: BucketSize;
  readonly #time: Monotonic;
  readonly #waiting: Waiter[] = [];
  #tokens: number;
  #filledAtMs: number;
  #pace = 1;
  #wake: AbortController | null = null;

  constructor(size: BucketSize, time: Monotonic) {
    this.#size = size;
    this.#time = time;
    this.#tokens = size.capacity;
    this.#filledAtMs = time.nowMs();
  }

  take(priority: Priority): Promise<void> {
    return new Promise((serve) => {
      const behind = this.#waiting.findIndex((waiter) => waiter.priority > priority);
      this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, { priority, serve });
      if (this.#wake) this.#wake.abort();
      else void this.#serveAll();
    });
  }

  throttled(): void {
    this.#refill();
    this.#tokens = Math.min(0, this.#tokens);
    this.#pace = Math.max(SLOWEST, this.#pace / 2);
  }

  async #serveAll(): Promise<void> {
    for (let head = this.#waiting[0]; head; head = this.#waiting[0]) {
      this.#refill();
      const missing = 1 + this.#reserve(head.priority) - this.#tokens;
      if (missing <= 0) this.#serve(head);
      else await this.#rest((missing * 1000) / (this.#size.refillPerSecond * this.#pace));
    }
  }

  #serve(head: Waiter): void {
    this.#waiting.shift();
    this.#tokens -= 1;
    head.serve();
  }

  async #rest(ms: number): Promise<void> {
    this.#wake = new AbortController();
    await this.#time.sleep(Math.max(1, Math.ceil(ms)), this.#wake.signal);
    this.#wake = null;
  }

  #reserve(priority: Priority): number {
    return Math.floor((this.#size.capacity - 1) * RESERVE[priority]);
  }

  #refill(): void {
    const nowMs = this.#time.nowMs();
    const passedMs = nowMs - this.#filledAtMs;
    this.#filledAtMs = nowMs;
    const gained = (passedMs / 1000) * this.#size.refillPerSecond * this.#pace;
    this.#tokens = Math.min(this.#size.capacity, this.#tokens + gained);
    this.#pace = Math.min(1, this.#pace + passedMs / RECOVERY_MS);
  }
}
