/** The steps that change the servers of one group: hold, grow and shed, give back. */
import { raiseTime, sumOf } from "../../fleet/expected-time.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { GroupName } from "../../model/ids.ts";
import type { Duration, PlannedCall } from "../../model/plan.ts";
import type { Sizes } from "../../model/steps/generation.ts";
import type { StepWork } from "../../model/step-work.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { durationWords } from "../../words/durations.ts";
import type { StepDraft } from "../assemble-plan.ts";
import type { TakenOver } from "../plan-input.ts";
import { placeOfHealth, type StepContext } from "./step-context.ts";

/** What would start, end or move servers while the group is bigger than it wants to be. */
export const fighting: readonly string[] = [
  "AZRebalance",
  "AlarmNotification",
  "ScheduledActions",
  "InstanceRefresh",
];

/** `free`: of those to be held, the ones that nobody holds now. */
export function holdStep(
  context: StepContext,
  group: GroupFact,
  processes: readonly string[],
  free: readonly string[],
  before: Partial<Pick<TakenOver, "held" | "sizes">> = {},
): StepDraft {
  return {
    title: `Hold what would fight it on ${group.name}`,
    detail: `${listWords(free, 9)}; sick servers are still replaced`,
    phase: "Hold",
    work: {
      kind: "hold",
      group: group.name,
      processes,
      ...(before.held && before.held.length > 0 && { ours: before.held }),
      ...(before.sizes && { sizes: before.sizes }),
    },
    calls:
      free.length === 0
        ? []
        : [
            {
              call: "SuspendProcesses",
              target: group.name,
              before: "running",
              after: `${listWords(free, 9)} suspended, for the time of the plan`,
            },
          ],
    guards: ["what somebody else suspended stays theirs", "what it was is written down first"],
    gate: "AWS lists them as suspended",
    undo: "They are resumed on every way out.",
    expected: context.policy.call,
    skippable: false,
  };
}

type GrowWork = Extract<StepWork, { readonly kind: "grow-and-shed" }>;

export interface GrowPlan {
  readonly work: Omit<GrowWork, "stage">;
  readonly sizes: Sizes;
  readonly fromLabel: string;
  readonly toLabel: string;
  /** Servers of it that are there already; left out: none. */
  readonly present?: number;
  readonly phase: { readonly first: string; readonly rest: string; readonly last: string };
  readonly undo: string;
}

/** As many as one batch brings, of those that are missing. */
const comingBy = ({ work, sizes, present = 0 }: GrowPlan) =>
  Math.min(work.batch, Math.max(0, sizes.desiredCapacity - present));

const firstTitle = (count: number, { toLabel, work }: GrowPlan) =>
  count === 0
    ? `Give ${work.group} ${toLabel} again, which all its servers run`
    : `Start ${countWords(count, "server")} of ${toLabel} in ${work.group}`;

export function growFirstStep(context: StepContext, grow: GrowPlan): StepDraft {
  const { work, sizes, present = 0 } = grow;
  const count = comingBy(grow);
  return {
    ...common(context, grow),
    title: firstTitle(count, grow),
    detail: `Beyond the fleet's ${String(sizes.desiredCapacity)}, healthy ${placeOfHealth(context)}${soaks(work)}`,
    phase: grow.phase.first,
    work: { ...work, stage: "first" },
    calls: [growCall(grow, count)],
    gate: `${countWords(Math.min(work.batch, present + count), "new server")} in service and healthy ${placeOfHealth(context)}, seen ${String(work.observations)} times in a row${soaks(work)}`,
    expected: batchTime(context, work),
  };
}

export function growRestStep(context: StepContext, grow: GrowPlan): StepDraft {
  const { work, sizes, fromLabel, toLabel } = grow;
  const rounds = Math.ceil(sizes.desiredCapacity / work.batch) - 1;
  const one = sumOf([batchTime(context, work), context.policy.call, endTime(work.batch)]);
  return {
    ...common(context, grow),
    title: `Replace the rest of ${work.group} by ${toLabel}`,
    detail: `${String(work.batch)} at a time, ${countWords(rounds, "round")}: as many of ${fromLabel} end as there are new`,
    phase: grow.phase.rest,
    work: { ...work, stage: "rest" },
    calls: [endCall(grow, "as many as are new and proved"), growCall(grow, work.batch)],
    gate: `All ${String(sizes.desiredCapacity)} new servers in service and healthy ${placeOfHealth(context)}`,
    expected: { medianMs: one.medianMs * rounds, worstMs: one.worstMs * rounds },
  };
}

export function shedLastStep(context: StepContext, grow: GrowPlan): StepDraft {
  const { work, fromLabel } = grow;
  const count = comingBy(grow);
  return {
    ...common(context, grow),
    title: `End the last servers of ${fromLabel} in ${work.group}`,
    detail: "By name, one call each, judged on a reading made right before",
    phase: grow.phase.last,
    work: { ...work, stage: "last" },
    calls: [endCall(grow, `none of ${fromLabel} left`)],
    gate: "No old server is left, and the group has its own size",
    expected: sumOf([context.policy.call, context.policy.call, endTime(count)]),
  };
}

/** Each end is a call of its own, with a reading right before. */
const endTime = (count: number): Duration => ({ medianMs: 300 * count, worstMs: 2000 * count });

const common = (context: StepContext, { work, undo }: GrowPlan) => ({
  guards: [
    `at least ${countWords(Math.max(1, context.floor), "server")} of ${work.group} in service after each one that ends`,
    "which servers end is said by name, never left to AWS",
    "a size that somebody sets meanwhile is the fleet's own from then on",
  ],
  undo,
  skippable: false,
});

const soaks = ({ batchSoakMs }: Pick<GrowWork, "batchSoakMs">) =>
  batchSoakMs === 0 ? "" : `, watched for ${durationWords(batchSoakMs)}`;

function batchTime(context: StepContext, { batchSoakMs }: Pick<GrowWork, "batchSoakMs">): Duration {
  const soak = { medianMs: batchSoakMs, worstMs: batchSoakMs * 2 };
  return sumOf([raiseTime(context.targets, context.policy), soak]);
}

function growCall({ work, sizes, toLabel }: GrowPlan, count: number): PlannedCall {
  const size = sizes.desiredCapacity + count;
  const max =
    size > sizes.maxSize ? `, max ${String(sizes.maxSize)} raised to ${String(size)}` : "";
  return {
    call: "UpdateAutoScalingGroup",
    target: work.group,
    before: `${String(sizes.desiredCapacity)} servers wanted`,
    after: `${String(size)} wanted${max}, started as ${toLabel}`,
  };
}

const endCall = ({ work, fromLabel }: GrowPlan, after: string): PlannedCall => ({
  call: "TerminateInstanceInAutoScalingGroup",
  target: work.group,
  before: `servers of ${fromLabel}`,
  after: `${after}, one call for each; the group gets smaller by it`,
});

export function giveBackStep(context: StepContext, group: GroupName, sizes: Sizes): StepDraft {
  const limits = `min ${String(sizes.minSize)}, max ${String(sizes.maxSize)}`;
  return {
    title: `Give ${group} its limits and processes back`,
    detail: `${limits}, and what was held goes on`,
    phase: "Done",
    work: { kind: "give-back", group },
    calls: [
      {
        call: "UpdateAutoScalingGroup",
        target: group,
        before: "as the plan needed them",
        after: `${limits}, unless the size that is wanted by then needs more`,
      },
      {
        call: "ResumeProcesses",
        target: group,
        before: "held by this plan",
        after: "running; what others hold stays held",
      },
    ],
    guards: ["no server ends by it", "also done when the plan fails, is stopped or rolled back"],
    gate: "Read back as it was",
    undo: "Nothing to undo: these are the fleet's own.",
    expected: context.policy.call,
    skippable: false,
  };
}

export function heldChange(group: GroupName, free: readonly string[]) {
  const what = `${listWords(free, 9)} suspended`;
  return { target: group, what, original: "running" };
}
