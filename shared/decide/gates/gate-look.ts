/**
 * What all gates that look at the world have in common: open only after so many fresh looks in a row, named while it
 * is shut, failed when it was seen shut for too long. Only time that was looked at counts.
 */
import type { Decision, Memory } from "../decision.ts";
import { failed } from "../decision.ts";
import { observe, watchedMs, type Proof } from "../proof.ts";
import { span } from "../words.ts";

export type GateLook =
  | { readonly kind: "open"; readonly seen: string }
  /** What was asked about is only beginning to be known. */
  | { readonly kind: "not-yet"; readonly seen: string; readonly forAtMostMs: number }
  | {
      readonly kind: "shut";
      readonly seen: string;
      readonly cause: string;
      readonly cure: string;
      /** Shut for longer than that, the gate fails. */
      readonly forAtMostMs: number;
    };

interface Watched {
  readonly proof: Proof | null;
  readonly shutForMs: number;
  readonly lookedAtMs: number;
}

/** Between two looks that should count as two: what is asked moves in steps of some seconds at least. */
const LOOK_EVERY_MS = 10_000;

export function concludeGate(
  look: GateLook,
  about: { readonly waitsFor: string; readonly observations: number },
  memory: Pick<Memory, "kept" | "startedAtMs">,
  nowMs: number,
): Decision {
  const kept = follow(look, memory.kept as Partial<Watched> | null, nowMs);
  const forMs = nowMs - memory.startedAtMs;
  const note = `Waits for ${about.waitsFor}, since ${span(forMs)} ago; ${look.seen}`;
  const common = { note, kept: { ...kept }, recheckMs: LOOK_EVERY_MS };
  if (look.kind === "open") return opening(look.seen, about.observations, kept, common);
  if (kept.shutForMs > look.forAtMostMs) return failed(whyShut(look, about.waitsFor, kept));
  if (look.kind === "not-yet") return { kind: "wait", ...common, progress: null };
  return { kind: "stuck", ...common, cause: look.cause, cure: look.cure };
}

function follow(look: GateLook, before: Partial<Watched> | null, nowMs: number): Watched {
  const isOpen = look.kind === "open";
  const watched = watchedMs(before?.lookedAtMs ?? null, nowMs);
  return {
    proof: observe(before?.proof ?? null, isOpen, nowMs),
    shutForMs: isOpen ? 0 : (before?.shutForMs ?? 0) + watched,
    lookedAtMs: nowMs,
  };
}

function opening(
  seen: string,
  observations: number,
  kept: Watched,
  common: { readonly note: string; readonly kept: object; readonly recheckMs: number },
): Decision {
  const inARow = kept.proof?.inARow ?? 0;
  if (inARow >= observations)
    return {
      kind: "done",
      note: `${seen}, seen ${String(inARow)} times in a row`,
      kept: { ...kept },
    };
  return {
    kind: "wait",
    note: `${common.note}; looked ${String(inARow)} of ${String(observations)} times in a row`,
    kept: { ...kept },
    recheckMs: common.recheckMs,
    progress: inARow / observations,
    leftMs: (observations - inARow) * common.recheckMs,
  };
}

function whyShut(
  look: Exclude<GateLook, { kind: "open" }>,
  waitsFor: string,
  { shutForMs }: Watched,
): string {
  const cause = look.kind === "shut" ? look.cause : look.seen;
  return `The gate stayed shut for ${span(shutForMs)} while it waited for ${waitsFor}. ${cause} What serves still does.`;
}
