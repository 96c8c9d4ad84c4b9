import type { GroupName } from "../../model/ids.ts";
import { durationWords } from "../../words/durations.ts";
import type { StepDraft } from "../assemble-plan.ts";

/** The wait before a generation that was taken out of traffic is removed by the same plan. */
export function keepWarmStep(
  group: GroupName,
  servingGroup: GroupName,
  { phase, durationMs }: { readonly phase: string; readonly durationMs: number },
): StepDraft {
  return {
    title: `Keep ${group} warm for ${durationWords(durationMs)}`,
    detail: "For an instant roll back, which ends the wait; then it is removed",
    phase,
    work: { kind: "keep-warm", group, servingGroup, durationMs },
    calls: [],
    guards: ["nothing is removed while it waits"],
    gate: `${durationWords(durationMs)} have passed`,
    undo: "Nothing to undo: it only waits.",
    expected: { medianMs: durationMs, worstMs: durationMs },
    skippable: true,
  };
}
