/** How far a program has come, and how it ends. */
import type { Machine } from "../../machine/machine.ts";

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

/** How a tool ended, and the line that says why if it failed; of a shell only its last line is known. */
export interface ToolEnd {
  readonly code: number;
  readonly cause: string;
  readonly isLastLine?: boolean;
}

export function endOf(
  progress: Progress,
  program: string,
  { code, cause, isLastLine = false }: ToolEnd,
): Ending | null {
  if (code === 0) return null;
  const why = cause.trim().slice(0, 300);
  const end = `${program} ended with ${String(code)}`;
  if (why === "") return failure(progress, end);
  return failure(progress, isLastLine ? `${end}; its last line was: ${why}` : `${why} (${end})`);
}
