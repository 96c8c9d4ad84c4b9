/** Who waits for a moment of virtual time: woken when the region's owner says that it has come. */
interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

export class Sleepers {
  #waiting: Sleeper[] = [];

  until(atMs: number): Promise<void> {
    return new Promise((wake) => this.#waiting.push({ atMs, wake }));
  }

  wake(nowMs: number): void {
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter(({ atMs }) => atMs <= nowMs);
    this.#waiting = this.#waiting.filter(({ atMs }) => atMs > nowMs);
    for (const { wake } of due) wake();
  }
}
