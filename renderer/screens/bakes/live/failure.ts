/** What a person wants to know of a bake that failed. Pure. */
import type { TestResult } from "../../../../shared/model/manifest.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { StepWork } from "../../../../shared/model/step-work.ts";
import { listWords } from "../../../../shared/words/counts.ts";

export interface Failure {
  readonly what: string;
  readonly tests: readonly TestResult[];
  readonly lastLines: readonly string[];
  readonly remains: string;
  readonly cure: string;
}

const mostLines = 12;

/** Null: it didn't fail. */
export function failureOf(bake: OperationDetail): Failure | null {
  if (bake.status !== "failed") return null;
  const failed = bake.steps.find(({ status }) => status === "failed");
  const step = bake.plan.steps.find(({ id }) => id === failed?.stepId) ?? null;
  const tests = (bake.bake?.tests ?? []).filter(({ passed }) => !passed);
  return {
    what:
      whatFailed(bake, step?.work ?? null, tests.length) ??
      failed?.note ??
      "It failed, and the journal doesn't say why.",
    tests,
    lastLines:
      step?.work.kind === "await-builder" && tests.length === 0
        ? lastLines(bake.bake?.log ?? [])
        : [],
    remains: remainsOf(bake),
    cure: cureOf(step?.work ?? null, tests.length > 0),
  };
}

/** Failed tests are listed by themselves. */
function whatFailed(
  { bake, outcome }: OperationDetail,
  work: StepWork | null,
  failed: number,
): string | null {
  if (work?.kind !== "await-builder" || failed === 0) return outcome;
  const where = work.role === "builder" ? "builder" : "fresh-boot";
  const ran = (bake?.tests ?? []).filter((test) => test.where === where).length;
  const place = where === "builder" ? "On the builder" : "On a fresh boot of the image";
  return `${place} ${String(failed)} of ${String(ran)} tests failed.`;
}

/** Of a program that broke off; failed tests say by themselves what they found. */
const lastLines = (log: readonly string[]) =>
  log.filter((line) => line.trim() !== "").slice(-mostLines);

/** The steps that end servers say what they saw when they looked last. */
function remainsOf({ plan, steps, bake }: OperationDetail): string {
  const there = (bake?.made ?? []).filter(({ goneAtMs }) => goneAtMs === null);
  if (there.length > 0) {
    const things = listWords(there.map(({ kind, id }) => `${kind} ${id}`));
    return `${things}, as far as is known. Look at what bakes left, under Settings of bakes.`;
  }
  const states = new Map(steps.map((state) => [state.stepId, state]));
  const open = plan.steps
    .filter(({ work }) => work.kind === "end-builder")
    .map(({ id }) => states.get(id))
    .filter((state) => state !== undefined && state.status !== "done");
  if (open.length === 0)
    return "Nothing: every server that it started is gone, and so is an image that was not verified. Its log is kept here.";
  const notes = open.map((state) => state?.note ?? "").filter((note) => note !== "");
  return notes.length > 0
    ? notes.join(" ")
    : "Not known: look at what bakes left, on the settings of bakes.";
}

function cureOf(work: StepWork | null, hasFailedTests: boolean): string {
  switch (work?.kind) {
    case "await-builder":
      if (work.role === "fresh-boot")
        return hasFailedTests
          ? "The builder passed and the fresh boot didn't: something isn't started at boot, or needs longer. Correct the recipe (services, a unit's order), then bake again."
          : "The image doesn't come up, or says nothing. Look at the log for what it printed last, then bake again.";
      return hasFailedTests
        ? "Correct the recipe, or the test, then bake again. No image was made."
        : "Correct the step of the recipe that failed, then bake again. No image was made.";
    case "make-image":
      return "AWS did not make the image: the recipe is not at fault. Look at its reason above; bake again when it is over.";
    case "run-builder":
      return "The server could not be started. Choose another instance type or subnet, then bake again.";
    default:
      return "Look at the step that failed, then bake again.";
  }
}
