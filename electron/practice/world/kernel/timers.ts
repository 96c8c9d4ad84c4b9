/**
 * Timers of the world as data: a binary heap ordered by due time, then by the order in which they were set.
 * A timer names its kind; what it does is registered with the world, so a queue survives JSON.
 */
import type { Json } from "./json.ts";

export interface Timer {
  readonly atMs: number;
  readonly seq: number;
  readonly kind: string;
  readonly payload: Json;
}

/** Binds a kind's name to the shape of its payload. */
export interface TimerKind<P extends Json> {
  readonly name: string;
  readonly payload?: P;
}

export function timerKind<P extends Json>(name: string): TimerKind<P> {
  return { name };
}

export interface TimersJson {
  readonly nextSeq: number;
  readonly timers: readonly Timer[];
}

export class TimerQueue {
  #heap: Timer[] = [];
  #nextSeq = 1;
  readonly #live = new Set<number>();

  static from(json: TimersJson): TimerQueue {
    const queue = new TimerQueue();
    queue.#heap = [...json.timers];
    queue.#nextSeq = json.nextSeq;
    for (const timer of json.timers) queue.#live.add(timer.seq);
    return queue;
  }

  add(atMs: number, kind: string, payload: Json): number {
    const timer: Timer = { atMs, seq: this.#nextSeq++, kind, payload };
    this.#live.add(timer.seq);
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return timer.seq;
  }

  cancel(seq: number): boolean {
    return this.#live.delete(seq);
  }

  nextAtMs(): number | null {
    this.#dropDead();
    return this.#heap[0]?.atMs ?? null;
  }

  /** Takes the earliest timer that is due at `ms` or before. */
  takeDue(ms: number): Timer | null {
    this.#dropDead();
    const first = this.#heap[0];
    if (!first || first.atMs > ms) return null;
    this.#removeFirst();
    this.#live.delete(first.seq);
    return first;
  }

  /** Sorted, which is a valid heap as well. */
  toJSON(): TimersJson {
    const timers = this.#heap.filter((timer) => this.#live.has(timer.seq)).sort(order);
    return { nextSeq: this.#nextSeq, timers };
  }

  #dropDead(): void {
    for (let first = this.#heap[0]; first && !this.#live.has(first.seq); first = this.#heap[0]) {
      this.#removeFirst();
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.#swapIfBefore(at, parent)) return;
      at = parent;
    }
  }

  #sink(from: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      const child = this.#before(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfBefore(child, at)) return;
      at = child;
    }
  }

  #before(a: number, b: number): boolean {
    const first = this.#heap[a];
    const second = this.#heap[b];
    return first !== undefined && second !== undefined && order(first, second) < 0;
  }

  #swapIfBefore(a: number, b: number): boolean {
    const first = this.#heap[a];
    const second = this.#heap[b];
    if (!first || !second || order(first, second) >= 0) return false;
    this.#heap[a] = second;
    this.#heap[b] = first;
    return true;
  }
}

function order(a: Timer, b: Timer): number {
  return a.atMs - b.atMs || a.seq - b.seq;
}
