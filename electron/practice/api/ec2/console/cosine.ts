/** The discrete cosine transform of blocks of eight by eight points. */
import type { GrayPicture } from "./gray-jpeg.ts";

export const BLOCK = 8;
const MIDDLE_GRAY = 128;

/** WAVES[8 * frequency + place]. */
const WAVES = Float64Array.from({ length: 64 }, (_, at) => {
  const frequency = at >> 3;
  const scale = frequency === 0 ? Math.SQRT1_2 : 1;
  return (scale / 2) * Math.cos(((2 * (at & 7) + 1) * frequency * Math.PI) / 16);
});

export function frequenciesOf(picture: GrayPicture, left: number, top: number): Float64Array {
  const points = new Float64Array(64);
  for (let at = 0; at < 64; at++) {
    const place = (top + (at >> 3)) * picture.width + left + (at & 7);
    points[at] = (picture.pixels[place] ?? 0) - MIDDLE_GRAY;
  }
  return transformRows(transformRows(points));
}

/** Each row's waves become a column, so that doing it twice turns both ways and ends upright. */
function transformRows(points: Float64Array): Float64Array {
  const turned = new Float64Array(64);
  for (let row = 0; row < BLOCK; row++) {
    for (let frequency = 0; frequency < BLOCK; frequency++) {
      let sum = 0;
      for (let at = 0; at < BLOCK; at++)
        sum += (points[8 * row + at] ?? 0) * (WAVES[8 * frequency + at] ?? 0);
      turned[8 * frequency + row] = sum;
    }
  }
  return turned;
}
