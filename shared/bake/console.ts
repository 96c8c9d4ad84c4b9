/** What a builder, a fresh boot or a new server has said of itself so far, from its console's text. Pure. */
import type { Manifest, TestResult } from "../model/manifest.ts";
import { framesOf, missingFrames } from "./frames.ts";
import type { Frame, Session } from "./frames.ts";
import { largestManifest, readManifestText } from "./manifest-text.ts";
import type { PrintedManifest } from "./manifest-text.ts";
import type { Gunzip } from "./packing.ts";
import { plainLine } from "./plain-line.ts";
import { withoutSecrets } from "./without-secrets.ts";

export interface ConsoleReading {
  /** The first frame's words; null while nothing was heard, or after it scrolled away. */
  readonly begun: string | null;
  readonly log: readonly LogLine[];
  readonly tests: readonly TestResult[];
  readonly manifest: Manifest | null;
  readonly recipeName: string | null;
  readonly recipeText: string | null;
  readonly end: { readonly ok: boolean; readonly reason: string } | null;
  readonly progress: { readonly done: number; readonly of: number; readonly title: string } | null;
  /** Frames that are known to be lost. */
  readonly missing: number;
}

export interface LogLine {
  /** The frame's number: a line that was read before has the same one. */
  readonly seq: number;
  readonly text: string;
}

export function readConsole(text: string, session: Session, gunzip: Gunzip): ConsoleReading {
  const frames = framesOf(text, session);
  const printed = printedIn(frames, gunzip);
  return {
    begun: begunOf(frames),
    log: frames.flatMap(logLine),
    tests: frames
      .filter((frame) => frame.type === "test")
      .flatMap((frame) => testOf(frame, session)),
    manifest: printed?.manifest ?? null,
    recipeName: printed?.recipeName ?? null,
    recipeText: printed?.recipeText ?? null,
    end: endOf(frames.findLast((frame) => frame.type === "end")),
    progress: progressOf(frames.findLast((frame) => frame.type === "step")),
    missing: missingFrames(frames),
  };
}

function begunOf(frames: readonly Frame[]): string | null {
  const first = frames.find((frame) => frame.type === "begin");
  return first ? plainLine(first.text) : null;
}

/** Packed where the server has gzip. Null where anything of it was lost. */
function printedIn(frames: readonly Frame[], gunzip: Gunzip): PrintedManifest | null {
  const packed = textOf(frames, "packed", "");
  const text = packed === "" ? textOf(frames, "manifest", "\n") : gunzip(packed, largestManifest);
  return text === null ? null : readManifestText(text);
}

const textOf = (frames: readonly Frame[], type: Frame["type"], between: string) =>
  frames
    .filter((frame) => frame.type === type)
    .map((frame) => frame.text)
    .join(between);

function logLine(frame: Frame): readonly LogLine[] {
  if (frame.type === "log")
    return [{ seq: frame.seq, text: withoutSecrets(plainLine(frame.text)) }];
  if (frame.type !== "step") return [];
  const step = progressOf(frame);
  return step
    ? [{ seq: frame.seq, text: `── ${String(step.done + 1)}/${String(step.of)} ${step.title}` }]
    : [];
}

/** `number/of title`: the step that has begun, so one less is done. */
function progressOf(frame: Frame | undefined): ConsoleReading["progress"] {
  const [, at, of, title] = /^(\d{1,4})\/(\d{1,4}) (.*)$/s.exec(frame?.text ?? "") ?? [];
  if (at === undefined || of === undefined) return null;
  return {
    done: Math.max(0, Number(at) - 1),
    of: Math.max(1, Number(of)),
    title: plainLine(title ?? ""),
  };
}

/** `pass|fail`, milliseconds, name, detail: with tabs between. */
function testOf(frame: Frame, session: Session): readonly TestResult[] {
  const [verdict, duration, name, ...detail] = frame.text.split("\t");
  if (name === undefined || (verdict !== "pass" && verdict !== "fail")) return [];
  const where = session === "b" ? "builder" : "fresh-boot";
  const durationMs = Number(duration);
  return [
    {
      name: plainLine(name),
      where,
      passed: verdict === "pass",
      detail: withoutSecrets(plainLine(detail.join("\t"))),
      durationMs: Number.isFinite(durationMs) ? durationMs : 0,
    },
  ];
}

/** `ok`, or `failed` and the reason after a space. */
function endOf(frame: Frame | undefined): ConsoleReading["end"] {
  if (!frame) return null;
  const [word, ...rest] = frame.text.split(" ");
  return { ok: word === "ok", reason: withoutSecrets(plainLine(rest.join(" "))) };
}
