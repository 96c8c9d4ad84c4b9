/** Carries out a builder's program on a practice server: one call after the other, until one fails. */
import { lifeCalls } from "./calls/life-calls.ts";
import { packageCalls } from "./calls/package-calls.ts";
import { failure } from "./calls/progress.ts";
import type { Ending, Progress, Run } from "./calls/progress.ts";
import { provisionerCalls } from "./calls/provisioner-calls.ts";
import { secretCalls } from "./calls/secret-calls.ts";
import { stepCalls } from "./calls/step-calls.ts";
import { testCalls } from "./calls/test-calls.ts";
import type { Machine } from "../machine/machine.ts";
import type { Program, ProgramCall } from "./program.ts";

const runs: Readonly<Record<string, Run>> = {
  ...lifeCalls,
  ...secretCalls,
  ...packageCalls,
  ...stepCalls,
  ...provisionerCalls,
  ...testCalls,
};

export function runProgram(machine: Machine, program: Program, bootSeconds: number): void {
  const progress: Progress = {
    title: "start",
    step: 0,
    steps: "0",
    tests: 0,
    failed: [],
    bootSeconds,
  };
  const ending = firstEnding(machine, program.calls, progress);
  const { ok, reason } = ending ?? failure(progress, "the program ended early");
  machine.emit("end", ok ? "ok" : `failed ${reason}`);
  machine.spend(800, 2_000);
}

function firstEnding(
  machine: Machine,
  calls: readonly ProgramCall[],
  progress: Progress,
): Ending | null {
  for (const { name, words } of calls) {
    const run = runs[name];
    const ending = run ? run(machine, words, progress) : unknownCall(progress, name);
    if (ending) return ending;
  }
  return null;
}

const unknownCall = (progress: Progress, name: string) => failure(progress, `${name}: not found`);
