/** Waiting on purpose, with the generation watched. */
import type { GroupFact } from "../../model/facts.ts";
import type { GroupName } from "../../model/ids.ts";
import { countWords } from "../../words/counts.ts";
import { durationWords } from "../../words/durations.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { placeOfHealth, type StepContext } from "./step-context.ts";

export function soakStep(
  context: StepContext,
  group: GroupName,
  size: number | "live",
  live: GroupFact,
  about: { readonly phase: string; readonly durationMs: number },
): StepDraft {
  const { durationMs } = about;
  const watched = size === "live" ? "all servers" : countWords(size, "server");
  return {
    title: `Soak ${group} for ${durationWords(durationMs)}`,
    detail: `${watched} healthy ${placeOfHealth(context)} all the time`,
    phase: about.phase,
    work: {
      kind: "soak",
      group,
      size,
      liveGroup: live.name,
      targetGroupArns: context.arns,
      durationMs,
    },
    calls: [],
    guards: [`${watched} stay in service; a server that fails begins the wait anew`],
    gate: `${durationWords(durationMs)} without a server failing`,
    undo: "Nothing to undo: it only watches.",
    expected: { medianMs: durationMs, worstMs: durationMs * 2 },
    skippable: true,
  };
}
