/** The newest lines of a console as a screen of eighty columns shows them. */
import { hasPoint } from "./glyphs.ts";
import type { GrayPicture } from "./gray-jpeg.ts";

const COLUMNS = 80;
const ROWS = 25;
const CELL_WIDTH = 8;
const CELL_HEIGHT = 16;
const INK = 200;
const TAB = 8;

export function screenOf(text: string): GrayPicture {
  const width = COLUMNS * CELL_WIDTH;
  const pixels = new Uint8Array(width * ROWS * CELL_HEIGHT);
  screenLines(text).forEach((line, row) => {
    for (let column = 0; column < line.length; column++)
      draw(pixels, width, line.charAt(column), column, row);
  });
  return { width, height: ROWS * CELL_HEIGHT, pixels };
}

/** Long lines go on below. Colours and other orders to a terminal are left out. */
function screenLines(text: string): string[] {
  const newest = text.slice(-2 * COLUMNS * ROWS * TAB);
  // oxlint-disable-next-line no-control-regex -- These are what a terminal obeys.
  const plain = newest.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "").replaceAll("\t", " ".repeat(TAB));
  const lines = plain.split(/\r\n|\n|\r/).flatMap(wrapped);
  if (lines.at(-1) === "") lines.pop();
  return lines.slice(-ROWS);
}

function wrapped(line: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at === 0 || at < line.length; at += COLUMNS)
    parts.push(line.slice(at, at + COLUMNS));
  return parts;
}

/** Points are twice as high as wide. */
function draw(
  pixels: Uint8Array,
  width: number,
  letter: string,
  column: number,
  row: number,
): void {
  for (let y = 0; y < CELL_HEIGHT; y++) {
    const start = (row * CELL_HEIGHT + y) * width + column * CELL_WIDTH;
    for (let x = 0; x < CELL_WIDTH; x++)
      if (hasPoint(letter, x - 1, y >> 1)) pixels[start + x] = INK;
  }
}
