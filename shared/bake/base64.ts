/**
 * Base64 of UTF-8 text in plain arithmetic: this layer has neither Buffer nor DOM, nor TextEncoder.
 * Decoding takes both alphabets, with or without padding, and says null for what is neither.
 */
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Map(Array.from(letters, (letter, value) => [letter, value]));
values.set("-", 62).set("_", 63);

export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text);
  let result = "";
  for (let at = 0; at < bytes.length; at += 3) result += groupAt(bytes, at);
  return result;
}

/** Without padding, and with - and _ for + and /: one word of a console line. */
export function encodeBase64Url(text: string): string {
  return encodeBase64(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function decodeBase64(encoded: string): string | null {
  const word = encoded.replace(/=+$/, "");
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of word) {
    const value = values.get(letter);
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return word.length % 4 === 1 ? null : utf8Text(bytes);
}

function groupAt(bytes: readonly number[], at: number): string {
  const [second, third] = [bytes[at + 1], bytes[at + 2]];
  const word = ((bytes[at] ?? 0) << 16) | ((second ?? 0) << 8) | (third ?? 0);
  const letter = (shift: number) => letters.charAt((word >> shift) & 63);
  const ending = third === undefined ? "=" : letter(0);
  return letter(18) + letter(12) + (second === undefined ? "=" : letter(6)) + ending;
}

export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else bytes.push(...bytesOf(point));
  }
  return bytes;
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) length += unit >= 0x800 ? 2 : 1;
    if (unit >= 0xd800 && unit < 0xdc00 && isTrailing(text.charCodeAt(at + 1))) at++;
  }
  return length;
}

const isTrailing = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

function bytesOf(point: number): readonly number[] {
  if (point < 0x800) return [0xc0 | (point >> 6), tail(point)];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(point >> 6), tail(point)];
  return [0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point)];
}

const tail = (value: number) => 0x80 | (value & 0x3f);

/** Bytes that are no UTF-8 become the replacement character: console text comes from servers. */
function utf8Text(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const [point, length] = pointAt(bytes, at);
    text += String.fromCodePoint(point);
    at += length;
  }
  return text;
}

function pointAt(bytes: readonly number[], at: number): readonly [point: number, length: number] {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return [first, 1];
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const rest = bytes.slice(at + 1, at + length);
  const valid = first >= 0xc2 && first < 0xf5 && rest.length === length - 1;
  if (!valid || rest.some((byte) => (byte & 0xc0) !== 0x80)) return [0xfffd, 1];
  const point = rest.reduce((sum, byte) => (sum << 6) | (byte & 0x3f), first & (0x7f >> length));
  return [point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? 0xfffd : point, length];
}
