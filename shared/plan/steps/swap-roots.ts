/** The steps that give the servers of one group new root volumes, a batch at a time. */
import { exchangeTime, sumOf } from "../../fleet/expected-time.ts";
import type { Duration, PlannedCall } from "../../model/plan.ts";
import type { Sizes } from "../../model/steps/generation.ts";
import type { StepWork } from "../../model/step-work.ts";
import { countWords } from "../../words/counts.ts";
import { durationWords } from "../../words/durations.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { placeOfHealth, type StepContext } from "./step-context.ts";

type SwapWork = Extract<StepWork, { readonly kind: "swap-roots" }>;

export interface SwapPlan {
  readonly work: Omit<SwapWork, "stage">;
  readonly sizes: Sizes;
  readonly toLabel: string;
  readonly imageName: string;
  readonly gates: readonly StepDraft[];
}

export function swapSteps(context: StepContext, swap: SwapPlan): StepDraft[] {
  const first = [swapStep(context, swap, "first"), ...swap.gates];
  if (swap.sizes.desiredCapacity <= swap.work.batch) return first;
  return [...first, swapStep(context, swap, "rest"), ...swap.gates];
}

function swapStep(context: StepContext, swap: SwapPlan, stage: SwapWork["stage"]): StepDraft {
  const { work, sizes, imageName, toLabel } = swap;
  const rounds = stage === "first" ? 1 : Math.ceil(sizes.desiredCapacity / work.batch) - 1;
  const count = Math.min(work.batch, sizes.desiredCapacity);
  const one = batchTime(context, work);
  const what = stage === "first" ? countWords(count, "server") : "the others";
  return {
    title: `Give ${what} of ${work.group} a new root volume from ${imageName}`,
    detail: `${String(count)} at a time out of service, ${countWords(rounds, "round")}; addresses and data volumes stay`,
    phase: stage === "first" ? "First batch" : "The others",
    work: { ...work, stage },
    calls: calls(swap, stage),
    guards: [
      `at least ${countWords(Math.max(1, context.floor), "server")} of ${work.group} in service while others are out`,
      "in standby AWS neither checks nor replaces a server",
      "a server goes back into service only when both of EC2's status checks are ok",
    ],
    gate: `In service with ${toLabel} and healthy ${placeOfHealth(context)}, seen ${String(work.observations)} times in a row${soaks(work)}`,
    undo: work.keepReplaced
      ? "Roll back: new roots from the earlier image. The replaced root volumes are kept, unattached."
      : "Roll back: new roots from the earlier image. What was on the replaced roots is gone.",
    expected: { medianMs: one.medianMs * rounds, worstMs: one.worstMs * rounds },
    skippable: false,
  };
}

const soaks = ({ batchSoakMs }: Pick<SwapWork, "batchSoakMs">) =>
  batchSoakMs === 0 ? "" : `, watched for ${durationWords(batchSoakMs)}`;

function batchTime(context: StepContext, { batchSoakMs }: Pick<SwapWork, "batchSoakMs">): Duration {
  const soak = { medianMs: batchSoakMs, worstMs: batchSoakMs * 2 };
  const { targets, policy } = context;
  return sumOf([exchangeTime(targets, policy), soak]);
}

function calls({ work, sizes, toLabel }: SwapPlan, stage: SwapWork["stage"]): PlannedCall[] {
  const target = work.group;
  const least = sizes.desiredCapacity - work.batch;
  const min =
    least < sizes.minSize ? `, min ${String(sizes.minSize)} lowered to ${String(least)}` : "";
  const prepare: PlannedCall = {
    call: "UpdateAutoScalingGroup",
    target,
    before: "the version that it has",
    after: `what it starts from now on is ${toLabel}${min}`,
  };
  return [
    ...(stage === "first" ? [prepare] : []),
    { call: "EnterStandby", target, before: "in service", after: "in standby, out of traffic" },
    {
      call: "CreateReplaceRootVolumeTask",
      target,
      before: "the root volume that it has",
      after: `a new one from ${work.imageId}; the old one is ${work.keepReplaced ? "kept" : "deleted"}`,
    },
    { call: "ExitStandby", target, before: "in standby", after: "in service, in traffic" },
  ];
}
