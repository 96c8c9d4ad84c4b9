import type { GroupFact } from "../../model/facts.ts";
import { countWords } from "../../words/counts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import type { StepContext } from "./step-context.ts";

/** A group that its own policies could shrink while the other generation takes a part of its load. */
export function pinStep(context: StepContext, group: GroupFact, phase: string): StepDraft {
  const { name, minSize, maxSize, desiredCapacity } = group;
  return {
    title: `Keep ${name} from being scaled in`,
    detail: "Its policies may make it larger meanwhile, not smaller",
    phase,
    work: { kind: "pin", group: name, minSize, maxSize, desiredCapacity },
    calls: [
      {
        call: "UpdateAutoScalingGroup",
        target: name,
        before: `min ${String(minSize)}`,
        after: `min ${String(desiredCapacity)} or what it wants by then, for the time of the operation`,
      },
    ],
    guards: [
      "the size that it wants stays",
      `below ${countWords(desiredCapacity, "server")} it isn't scaled`,
    ],
    gate: null,
    undo: `Min ${String(minSize)} is put back on every way out, and at the end.`,
    expected: context.policy.call,
    skippable: false,
  };
}
