/**
 * While it is replaced, AWS may leave a group uneven between its zones. What it then moves it moves by itself, after the
 * refresh, and may have fewer servers healthy at the load balancer for a while: held until the plan has ended.
 */
import { isSuspended } from "../../guard/held-processes.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { TemporaryChange } from "../../model/plan.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { holdStep } from "../steps/in-place.ts";
import type { StepContext } from "../steps/step-context.ts";

const BALANCING = "AZRebalance";

export interface HeldZones {
  readonly before: readonly StepDraft[];
  readonly after: readonly StepDraft[];
  readonly temporary: readonly TemporaryChange[];
}

/** What somebody else holds stays theirs, and one zone has nothing to move. */
export function holdZones(context: StepContext, group: GroupFact): HeldZones {
  if (isSuspended(group, BALANCING) || group.settings.zones.length < 2)
    return { before: [], after: [], temporary: [] };
  return {
    before: [
      {
        ...holdStep(context, group, [BALANCING], [BALANCING]),
        title: `Keep AWS from moving servers of ${group.name} between zones`,
        detail: `${BALANCING} is held until the plan has ended; the refresh itself still fills all zones`,
      },
    ],
    after: [letGoStep(context, group)],
    temporary: [
      {
        target: group.name,
        what: `${BALANCING} suspended`,
        original: "running, as it is again at the end",
      },
    ],
  };
}

function letGoStep(context: StepContext, { name }: GroupFact): StepDraft {
  return {
    title: `Let AWS balance ${name} between its zones again`,
    detail: "It may move servers after the end, as at any time: new ones first",
    phase: "Done",
    work: { kind: "give-back", group: name, onlyProcesses: true },
    calls: [
      {
        call: "ResumeProcesses",
        target: name,
        before: `${BALANCING} held by this plan`,
        after: "running",
      },
    ],
    guards: ["also done when the plan fails, is stopped or rolled back"],
    gate: "Read back as it was",
    undo: "Nothing to undo: it was only held for the time of the plan.",
    expected: context.policy.call,
    skippable: false,
  };
}
