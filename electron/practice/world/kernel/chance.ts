/**
 * Seeded chance of the practice world: sfc32, whose four words are the whole state, so that a restored world
 * draws what the first one would have drawn.
 */
export type ChanceState = [number, number, number, number];

export class Chance {
  #state: ChanceState;

  constructor(state: ChanceState) {
    this.#state = [...state];
  }

  static seeded(seed: number): Chance {
    const chance = new Chance([seed >>> 0, 0x9e3779b9, Math.floor(seed / 2 ** 32) >>> 0, 1]);
    for (let round = 0; round < 16; round++) chance.#word();
    return chance;
  }

  toJSON(): ChanceState {
    return [...this.#state];
  }

  /** In [0, 1). */
  next(): number {
    return this.#word() / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.whole(0, items.length - 1)] ?? items[0];
  }

  /** Lower-case hexadecimal digits. */
  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.#word().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  }

  uuid(): string {
    const hex = this.hex(32);
    const cut = (from: number, to: number) => hex.slice(from, to);
    return `${cut(0, 8)}-${cut(8, 12)}-4${cut(13, 16)}-a${cut(17, 20)}-${cut(20, 32)}`;
  }

  #word(): number {
    const [a, b, c, d] = this.#state;
    const sum = (((a + b) | 0) + d) | 0;
    const mixed = (c + (c << 3)) | 0;
    const turned = (((c << 21) | (c >>> 11)) + sum) | 0;
    this.#state = [(b ^ (b >>> 9)) >>> 0, mixed >>> 0, turned >>> 0, (d + 1) >>> 0];
    return sum >>> 0;
  }
}
