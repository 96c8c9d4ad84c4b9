/** What a builder, a fresh boot or a new server has said of itself so far, from its console's text. Pure. */
import type { Manifest, TestResult } from "../model/manifest.ts";
import { framesOf, missingSeqs } from "./frames.ts";
import type { Frame, Session } from "./frames.ts";
import { readManifestText } from "./manifest-text.ts";

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

export function readConsole(text: string, session: Session): ConsoleReading {
  const frames = framesOf(text, session);
  const printed = readManifestText(textOf(frames, "manifest"));
  return {
    begun: frames.find((frame) => frame.type === "begin")?.text ?? null,
    log: frames.flatMap(logLine),
    tests: frames
      .filter((frame) => frame.type === "test")
      .flatMap((frame) => testOf(frame, session)),
    manifest: printed?.manifest ?? null,
    recipeName: printed?.recipeName ?? null,
    recipeText: printed?.recipeText ?? null,
    end: endOf(frames.findLast((frame) => frame.type === "end")),
    progress: progressOf(frames.findLast((frame) => frame.type === "step")),
    missing: missingSeqs(frames).length,
  };
}

const textOf = (frames: readonly Frame[], type: Frame["type"]) =>
  frames
    .filter((frame) => frame.type === type)
    .map((frame) => frame.text)
    .join("\n");

function logLine(frame: Frame): readonly LogLine[] {
  if (frame.type === "log") return [{ seq: frame.seq, text: frame.text }];
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
  return { done: Math.max(0, Number(at) - 1), of: Math.max(1, Number(of)), title: title ?? "" };
}

/** `pass|fail`, milliseconds, name, detail: with tabs between. */
function testOf(frame: Frame, session: Session): readonly TestResult[] {
  const [verdict, duration, name, ...detail] = frame.text.split("\t");
  if (name === undefined || (verdict !== "pass" && verdict !== "fail")) return [];
  const where = session === "b" ? "builder" : "fresh-boot";
  const durationMs = Number(duration);
  return [
    {
      name,
      where,
      passed: verdict === "pass",
      detail: detail.join("\t"),
      durationMs: Number.isFinite(durationMs) ? durationMs : 0,
    },
  ];
}

/** `ok`, or `failed` and the reason after a space. */
function endOf(frame: Frame | undefined): ConsoleReading["end"] {
  if (!frame) return null;
  const [word, ...rest] = frame.text.split(" ");
  return { ok: word === "ok", reason: rest.join(" ") };
}
