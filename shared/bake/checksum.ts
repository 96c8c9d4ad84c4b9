/** The checksum of POSIX `cksum`, so that a server computes it with what every system has. */
const polynomial = 0x04c11db7;

const table: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let word = byte << 24;
  for (let bit = 0; bit < 8; bit++) word = word & 0x80000000 ? (word << 1) ^ polynomial : word << 1;
  return word >>> 0;
});

/** Of a text of ASCII letters only (frames are), as `printf %s text | cksum` prints it. */
export function cksum(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum = step(sum, text.charCodeAt(index) & 0xff);
  for (let length = text.length; length > 0; length = Math.floor(length / 256))
    sum = step(sum, length & 0xff);
  return ~sum >>> 0;
}

function step(sum: number, byte: number): number {
  return ((sum << 8) ^ (table[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
}
