/**
 * Effects against words: what reached the region is what the journal says. Every change was written down before it
 * was asked for and came about at most once for it; what was noted as done was done.
 */
import type { CallOutcome } from "../../../shared/model/call.ts";

/** A change that the region was asked for, past all faults. */
export interface Effect {
  readonly name: string;
  /** Of AWS's idempotency; null: the call has none. */
  readonly token: string | null;
  readonly isDone: boolean;
}

export interface Written {
  readonly name: string;
  readonly outcome: CallOutcome["kind"] | null;
}

export function exactlyOnceProblems(
  effects: readonly Effect[],
  written: readonly Written[],
): string[] {
  const names = new Set([...effects, ...written].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const done = effects.filter((one) => one.name === name && one.isDone);
    const times = new Set(done.map(({ token }, index) => token ?? String(index))).size;
    const intents = written.filter((one) => one.name === name);
    const noted = intents.filter(({ outcome }) => outcome === "ok").length;
    const problems: string[] = [];
    if (times > intents.length)
      problems.push(`${name} came about ${times} times, and ${intents.length} were written down`);
    if (noted > done.length)
      problems.push(`${name} is noted as done ${noted} times, and came about ${done.length} times`);
    return problems;
  });
}
