/**
 * List prices of Linux servers on demand, USD an hour, for `large` of each family: AWS's other sizes cost in
 * proportion. Only what AWS's public price list was seen to say is here; any other type or region is unknown.
 */
interface Book {
  /** When AWS's price list said so. */
  readonly asOf: string;
  readonly large: Readonly<Record<string, number>>;
}

const books: Readonly<Record<string, Book>> = {
  "us-east-1": {
    asOf: "2026-01-19",
    large: {
      c5: 0.085,
      c5a: 0.077,
      c5d: 0.096,
      c6a: 0.0765,
      c6g: 0.068,
      c6gd: 0.0768,
      c6i: 0.085,
      c7a: 0.10264,
      c7g: 0.0725,
      c7i: 0.08925,
      c8g: 0.07976,
      i3: 0.156,
      i4i: 0.1716,
      m5: 0.096,
      m5a: 0.086,
      m5d: 0.113,
      m6a: 0.0864,
      m6g: 0.077,
      m6i: 0.096,
      m7a: 0.11592,
      m7g: 0.0816,
      m7i: 0.1008,
      m8g: 0.08976,
      r5: 0.126,
      r5a: 0.113,
      r6a: 0.1134,
      r6g: 0.1008,
      r6i: 0.126,
      r7a: 0.15215,
      r7g: 0.1071,
      r7i: 0.1323,
      r8g: 0.11782,
      t3: 0.0832,
      t3a: 0.0752,
      t4g: 0.0672,
    },
  },
  "eu-west-1": {
    asOf: "2026-10-08",
    large: { c7g: 0.077525, m7g: 0.09095, m7i: 0.11235, r7g: 0.11985, t4g: 0.0736 },
  },
};

export interface ListPrice {
  readonly usdPerHour: number;
  readonly asOf: string;
}

/** Null: not known here. */
export function listPrice(region: string, instanceType: string): ListPrice | null {
  const [family = "", size = ""] = instanceType.split(".");
  const book = books[region];
  const large = book?.large[family];
  const times = sizeFactor(size);
  if (book === undefined || large === undefined || times === null) return null;
  return { usdPerHour: large * times, asOf: book.asOf };
}

const small: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
};

function sizeFactor(size: string): number | null {
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  return times === undefined ? (small[size] ?? null) : 2 * Number(times);
}
