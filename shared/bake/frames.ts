/**
 * Frames on a serial console: `bennu <session><seq> <checksum> <type> <payload>`, one a line. A line that was cut,
 * mixed with a kernel message or forged by accident fails its checksum and is passed over; a gap in the numbers is
 * reported. The same frame may come twice: a console is printed to more than once, and read more than once.
 * The shell side that writes them is prelude.ts.
 */
import { decodeBase64, encodeBase64Url } from "./base64.ts";
import { cksum } from "./checksum.ts";

/** b: the builder. t: the tests on a fresh boot. m: the manifest that an image prints at its first boot. */
export type Session = "b" | "t" | "m";
export const frameTypes = ["begin", "step", "log", "test", "manifest", "end"] as const;
export type FrameType = (typeof frameTypes)[number];

export interface Frame {
  readonly session: Session;
  /** From 1, without gaps, within a session. */
  readonly seq: number;
  readonly type: FrameType;
  readonly text: string;
}

const emptyPayload = "-";

export function encodeFrame(frame: Frame): string {
  const payload = frame.text === "" ? emptyPayload : encodeBase64Url(frame.text);
  const body = `${frame.session}${String(frame.seq)} ${frame.type} ${payload}`;
  return `bennu ${frame.session}${String(frame.seq)} ${String(cksum(body))} ${frame.type} ${payload}`;
}

const shape = /bennu ([btm])([1-9]\d{0,6}) (\d{1,10}) ([a-z]{3,8}) (-|[A-Za-z0-9_-]+)\s*$/;

/** Null: not a frame, or one that was damaged. What stands before it on its line is not its business. */
export function decodeFrame(line: string): Frame | null {
  const [, session, seq, sum, type, payload] = shape.exec(line) ?? [];
  if (session === undefined || payload === undefined || !isFrameType(type)) return null;
  if (String(cksum(`${session}${String(seq)} ${type} ${payload}`)) !== sum) return null;
  const text = payload === emptyPayload ? "" : decodeBase64(payload);
  return text === null ? null : { session: session as Session, seq: Number(seq), type, text };
}

function isFrameType(type: string | undefined): type is FrameType {
  return frameTypes.some((known) => known === type);
}

/** The frames of one session in order, each once. */
export function framesOf(consoleText: string, session: Session): readonly Frame[] {
  const bySeq = new Map<number, Frame>();
  for (const line of consoleText.split("\n")) {
    const frame = decodeFrame(line);
    if (frame?.session === session) bySeq.set(frame.seq, frame);
  }
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}

/** Numbers below the newest one seen that are missing. */
export function missingSeqs(frames: readonly Frame[]): readonly number[] {
  const seen = new Set(frames.map((frame) => frame.seq));
  const newest = frames.at(-1)?.seq ?? 0;
  return Array.from({ length: newest }, (_, index) => index + 1).filter((seq) => !seen.has(seq));
}
