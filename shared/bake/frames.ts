/**
 * Frames on a serial console: `bennu <session><seq> <checksum> <type> <payload>`, one a line. A line that was cut,
 * mixed with a kernel message or forged by accident fails its checksum and is passed over; a gap in the numbers is
 * reported. The same frame may come twice: a console is printed to more than once, and read more than once.
 * The shell side that writes them is prelude.ts.
 */
import { decodeBase64, encodeBase64Url } from "./base64.ts";
import { cksum } from "./checksum.ts";

/** b: builder. t: tests on a fresh boot. m: the manifest that an image prints at its first boot. i: an inspection. */
export type Session = "b" | "t" | "m" | "i";
export const frameTypes = ["begin", "step", "log", "test", "manifest", "packed", "end"] as const;
export type FrameType = (typeof frameTypes)[number];

export interface Frame {
  readonly session: Session;
  /** From 1, without gaps, within a session. */
  readonly seq: number;
  readonly type: FrameType;
  /** Of a `packed` frame its payload as it stands: base64 of a piece of something that was packed. */
  readonly text: string;
}

const emptyPayload = "-";

export function encodeFrame(frame: Frame): string {
  const word = frame.type === "packed" ? frame.text : encodeBase64Url(frame.text);
  const payload = word === "" ? emptyPayload : word;
  const body = `${frame.session}${String(frame.seq)} ${frame.type} ${payload}`;
  return `bennu ${frame.session}${String(frame.seq)} ${String(cksum(body))} ${frame.type} ${payload}`;
}

const shape = /^bennu ([btmi])([1-9]\d{0,6}) (\d{1,10}) ([a-z]{3,8}) (-|[A-Za-z0-9_-]+)$/;
/** Longer than any that a server writes. */
const longestFrame = 40_000;

/** Null: not a frame, or one that was damaged. What stands before it on its line is not its business. */
export function decodeFrame(line: string): Frame | null {
  const said = line.slice(-longestFrame).trimEnd();
  const start = said.lastIndexOf("bennu ");
  if (start === -1) return null;
  const [, session, seq, sum, type, payload] = shape.exec(said.slice(start)) ?? [];
  if (session === undefined || payload === undefined || !isFrameType(type)) return null;
  if (String(cksum(`${session}${String(seq)} ${type} ${payload}`)) !== sum) return null;
  const text = textOf(type, payload);
  return text === null ? null : { session: session as Session, seq: Number(seq), type, text };
}

function textOf(type: FrameType, payload: string): string | null {
  if (payload === emptyPayload) return "";
  return type === "packed" ? payload : decodeBase64(payload);
}

function isFrameType(type: string | undefined): type is FrameType {
  return frameTypes.some((known) => known === type);
}

/** A console holds 64 KB; of a longer text its newest part is read. */
const mostRead = 256 * 1024;

/** The frames of one session in order, each once. */
export function framesOf(consoleText: string, session: Session): readonly Frame[] {
  const bySeq = new Map<number, Frame>();
  for (const line of consoleText.slice(-mostRead).split("\n")) {
    const frame = decodeFrame(line);
    if (frame?.session === session) bySeq.set(frame.seq, frame);
  }
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}

/** How many numbers below the newest one seen are missing. */
export function missingFrames(frames: readonly Frame[]): number {
  return (frames.at(-1)?.seq ?? 0) - frames.length;
}
