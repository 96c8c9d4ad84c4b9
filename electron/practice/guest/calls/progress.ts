/** How far a program has come, and how it ends. */
import type { Machine } from "../machine.ts";

export interface Progress {
  title: string;
  step: number;
  steps: string;
  tests: number;
  failed: string[];
  readonly bootSeconds: number;
}

export interface Ending {
  readonly ok: boolean;
  readonly reason: string;
}

/** One call of a program. Null: it goes on. */
export type Run = (machine: Machine, words: readonly string[], progress: Progress) => Ending | null;

export const failure = (progress: Progress, reason: string): Ending => ({
  ok: false,
  reason: `${progress.title}: ${reason}`,
});

/** How a tool ended, and the line that says why if it failed. */
export interface ToolEnd {
  readonly code: number;
  readonly cause: string;
}

export function endOf(
  progress: Progress,
  program: string,
  { code, cause }: ToolEnd,
): Ending | null {
  const why = cause.trim() === "" ? "no word of why" : cause.trim().slice(0, 300);
  return code === 0 ? null : failure(progress, `${why} (${program} ended with ${String(code)})`);
}
