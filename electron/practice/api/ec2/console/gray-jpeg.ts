/** A picture in grey as a baseline JPEG (ITU T.81, with the tables of its annex K). Sides are multiples of eight. */
import { BLOCK, frequenciesOf } from "./cosine.ts";
import { AC_CODES, AC_TABLE, DC_CODES, DC_TABLE } from "./huffman.ts";
import type { Code, HuffmanTable } from "./huffman.ts";

export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 is black. */
  readonly pixels: Uint8Array;
}

const QUANTA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/** Places of a block from its lowest frequencies to its highest, along the diagonals. */
const ZIGZAG: readonly number[] = Array.from({ length: 64 }, (_, at) => at).toSorted((a, b) => {
  const [downA, downB] = [(a >> 3) + (a & 7), (b >> 3) + (b & 7)];
  if (downA !== downB) return downA - downB;
  return downA % 2 === 0 ? (a & 7) - (b & 7) : (a >> 3) - (b >> 3);
});

export function grayJpeg(picture: GrayPicture): Buffer {
  const bits = new BitWriter();
  let before = 0;
  for (let top = 0; top < picture.height; top += BLOCK) {
    for (let left = 0; left < picture.width; left += BLOCK) {
      const block = quantized(frequenciesOf(picture, left, top));
      writeBlock(bits, block, before);
      before = block[0] ?? 0;
    }
  }
  return Buffer.concat([header(picture), bits.end(), Buffer.from([0xff, 0xd9])]);
}

const quantized = (frequencies: Float64Array): number[] =>
  ZIGZAG.map((at) => Math.round((frequencies[at] ?? 0) / (QUANTA[at] ?? 1)));

function header({ width, height }: GrayPicture): Buffer {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [...Buffer.from("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...ZIGZAG.map((at) => QUANTA[at] ?? 1)]),
    segment(0xc0, [8, ...size, 1, 1, 0x11, 0]),
    segment(0xc4, [0x00, ...tableBytes(DC_TABLE)]),
    segment(0xc4, [0x10, ...tableBytes(AC_TABLE)]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
  ]);
}

function segment(marker: number, bytes: readonly number[]): Buffer {
  const length = bytes.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...bytes]);
}

const tableBytes = ({ counts, symbols }: HuffmanTable) => [...counts, ...symbols];

/** The first number as its difference to the block before, the others with the zeros before them. */
function writeBlock(bits: BitWriter, block: readonly number[], before: number): void {
  writeNumber(bits, DC_CODES, 0, (block[0] ?? 0) - before);
  const last = block.findLastIndex((number) => number !== 0);
  let zeros = 0;
  for (const number of block.slice(1, last + 1)) {
    if (number === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) bits.write(AC_CODES.get(SIXTEEN_ZEROS));
    writeNumber(bits, AC_CODES, zeros, number);
    zeros = 0;
  }
  if (last < 63) bits.write(AC_CODES.get(END_OF_BLOCK));
}

const SIXTEEN_ZEROS = 0xf0;
const END_OF_BLOCK = 0x00;

function writeNumber(
  bits: BitWriter,
  codes: ReadonlyMap<number, Code>,
  zeros: number,
  number: number,
): void {
  const length = number === 0 ? 0 : 32 - Math.clz32(Math.abs(number));
  bits.write(codes.get((zeros << 4) | length));
  bits.write({ length, bits: number < 0 ? number + 2 ** length - 1 : number });
}

class BitWriter {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  write(code: Code | undefined): void {
    if (!code) throw new Error("A symbol without a code");
    for (let at = code.length - 1; at >= 0; at--) this.#bit((code.bits >> at) & 1);
  }

  /** Filled up with ones. */
  end(): Buffer {
    while (this.#count > 0) this.#bit(1);
    return Buffer.from(this.#bytes);
  }

  #bit(bit: number): void {
    this.#held = (this.#held << 1) | bit;
    this.#count++;
    if (this.#count < 8) return;
    this.#bytes.push(this.#held);
    if (this.#held === 0xff) this.#bytes.push(0);
    this.#held = 0;
    this.#count = 0;
  }
}
