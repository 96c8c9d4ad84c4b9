/** The steps that give a generation servers, and the sizes that it keeps. */
import { raiseTime } from "../../fleet/expected-time.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { GroupName } from "../../model/ids.ts";
import type { PlannedCall } from "../../model/plan.ts";
import { countWords } from "../../words/counts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { placeOfHealth, type StepContext } from "./step-context.ts";

export interface RaiseWords {
  readonly phase: string;
  readonly before: string;
  readonly undo: string;
}

export function raiseStep(
  context: StepContext,
  group: GroupName,
  size: number | "live",
  live: GroupFact,
  words: RaiseWords,
): StepDraft {
  const count = size === "live" ? live.desiredCapacity : size;
  const fresh = size === "live" ? `, read afresh from ${live.name}` : "";
  const { observations } = context.policy;
  return {
    title: `Raise ${group} to ${countWords(count, "server")}`,
    detail: `${String(count)} healthy ${placeOfHealth(context)}${fresh}`,
    phase: words.phase,
    work: {
      kind: "raise",
      group,
      size,
      liveGroup: live.name,
      targetGroupArns: context.arns,
      observations,
    },
    calls: [
      raiseCall(
        group,
        words.before,
        size === "live" ? `${String(count)} servers${fresh}` : countWords(count, "server"),
      ),
    ],
    guards: [`${live.name} is not touched`, "the size is never lowered"],
    gate: `All in service and healthy ${placeOfHealth(context)}, seen ${String(observations)} times in a row`,
    undo: words.undo,
    expected: raiseTime(context.targets, context.policy),
    skippable: false,
  };
}

const raiseCall = (target: GroupName, before: string, after: string): PlannedCall => ({
  call: "UpdateAutoScalingGroup",
  target,
  before,
  after,
});

export interface SettleWords {
  readonly phase: string;
  readonly before: string;
  readonly desired: number;
  readonly isForNow?: true;
}

/** `desired` is never below what either group wants: settling must not end a server. */
export function settleStep(
  context: StepContext,
  group: GroupName,
  from: GroupFact,
  about: SettleWords,
): StepDraft {
  const { minSize } = from;
  const maxSize = Math.max(from.maxSize, about.desired);
  const after = `min ${String(minSize)}, max ${String(maxSize)}, desired ${String(about.desired)} or what it is by then`;
  return {
    title: `Give ${group} its permanent sizes`,
    detail: `Min ${String(minSize)} and max ${String(maxSize)}, as ${from.name} has them`,
    phase: about.phase,
    work: {
      kind: "settle",
      group,
      sizes: { minSize, maxSize, desiredCapacity: about.desired },
      fromGroup: from.name,
      ...(about.isForNow ? { isForNow: true } : {}),
    },
    calls: [{ call: "UpdateAutoScalingGroup", target: group, before: about.before, after }],
    guards: ["desired capacity is not lowered"],
    gate: null,
    undo: "Nothing to undo: these are the fleet's own sizes.",
    expected: context.policy.call,
    skippable: false,
  };
}
