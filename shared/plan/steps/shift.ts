/** The steps that move a fleet's traffic between two generations: wake the one, take the other away. */
import { processesToResume } from "../../decide/generation/held-processes.ts";
import { sumOf, wakeTime } from "../../fleet/expected-time.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { GroupName } from "../../model/ids.ts";
import type { PlannedCall } from "../../model/plan.ts";
import { TAG } from "../../model/tags.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { durationWords } from "../../words/durations.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { processesToHold } from "../parallel/processes.ts";
import { placeOfHealth, type StepContext } from "./step-context.ts";

export function shiftAwayStep(
  context: StepContext,
  group: GroupFact,
  toGroup: GroupName,
  about: { readonly phase: string; readonly warmForMs: number; readonly undo: string },
): StepDraft {
  const { name } = group;
  const processes = processesToHold(group);
  const { warmForMs } = about;
  return {
    title: `Take ${name} out of traffic`,
    detail: `${traffic(context)}, its servers are kept for ${durationWords(warmForMs)}`,
    phase: about.phase,
    work: {
      kind: "shift-away",
      group: name,
      toGroup,
      processes,
      targetGroupArns: context.arns,
      warmForMs,
    },
    calls: [...noteCalls(group), ...shiftCalls(context, name, toGroup, processes)],
    guards: [
      `${toGroup} has at least ${countWords(Math.max(1, context.floor), "server")} in service, read right before`,
      "its processes are held first, so that nothing scales it in",
    ],
    gate: `No traffic goes to ${name}`,
    undo: about.undo,
    expected: sumOf([context.policy.call, context.policy.call]),
    skippable: false,
  };
}

const traffic = ({ arns }: StepContext) =>
  arns.length === 0
    ? "No target group: only its processes are held"
    : `From ${countWords(arns.length, "target group")}`;

/** Someone's own suspensions, for whoever wakes the group. */
function noteCalls(group: GroupFact): PlannedCall[] {
  if (group.suspended.length === 0) return [];
  const held = listWords(
    group.suspended.map(({ process }) => process),
    9,
  );
  const after = `${TAG.heldProcesses}: ${held}, which waking it leaves suspended`;
  return [{ call: "CreateOrUpdateTags", target: group.name, before: "not set", after }];
}

function shiftCalls(
  { targets, arns }: StepContext,
  name: GroupName,
  toGroup: GroupName,
  processes: readonly string[],
): PlannedCall[] {
  const names = targets.map((target, at) => target?.name ?? arns[at] ?? "");
  const calls: PlannedCall[] = [
    {
      call: "SuspendProcesses",
      target: name,
      before: "running",
      after: `${listWords(processes, 9)} suspended`,
    },
  ];
  if (arns.length > 0) {
    calls.push({
      call: "DetachTrafficSources",
      target: name,
      before: `in ${listWords(names)}`,
      after: "in none",
    });
  }
  return [
    ...calls,
    {
      call: "CreateOrUpdateTags",
      target: name,
      before: "not set",
      after: `${TAG.servedUntil}, ${TAG.warmUntil}`,
    },
    { call: "CreateOrUpdateTags", target: toGroup, before: "not set", after: TAG.servedFrom },
  ];
}

/** `processes`: those that are resumed, if they are held by then. */
export function wakeStep(
  context: StepContext,
  group: GroupFact,
  phase: string,
  processes: readonly string[],
): StepDraft {
  const held = processesToResume(group, processes);
  const missing = context.arns.filter((arn) => !group.settings.targetGroupArns.includes(arn));
  const { observations } = context.policy;
  return {
    title: `Wake ${group.name}`,
    detail: `${countWords(group.members.length, "server")} back to traffic`,
    phase,
    work: {
      kind: "wake",
      group: group.name,
      processes,
      targetGroupArns: context.arns,
      observations,
    },
    calls: wakeCalls(group.name, held, missing.length),
    guards: ["no server is started or ended by waking, unless one has failed"],
    gate: `All its servers healthy ${placeOfHealth(context)}, seen ${String(observations)} times in a row`,
    undo: "If it doesn't get healthy, the other generation still serves: nothing was taken from it.",
    expected: wakeTime(context.targets, context.policy),
    skippable: false,
  };
}

/** Give a group that was raised by itself all of the fleet's traffic, and prove it there. */
export function attachStep(
  context: StepContext,
  group: GroupName,
  live: GroupFact,
  { phase, undo }: { readonly phase: string; readonly undo: string },
): StepDraft {
  const { observations } = context.policy;
  return {
    title: `Give ${group} its traffic`,
    detail: `All its servers into ${countWords(context.arns.length, "target group")}, beside ${live.name}`,
    phase,
    work: { kind: "wake", group, processes: [], targetGroupArns: context.arns, observations },
    calls: wakeCalls(group, [], context.arns.length),
    guards: [`${live.name} stays in traffic until they are proved there`],
    gate: `All its servers healthy ${placeOfHealth(context)}, seen ${String(observations)} times in a row`,
    undo,
    expected: wakeTime(context.targets, context.policy),
    skippable: false,
  };
}

function wakeCalls(target: GroupName, held: readonly string[], missing: number): PlannedCall[] {
  const calls: PlannedCall[] = [];
  if (held.length > 0) {
    calls.push({
      call: "ResumeProcesses",
      target,
      before: `${listWords(held, 9)} suspended`,
      after: "running",
    });
  }
  if (missing > 0) {
    const after = `in ${countWords(missing, "target group")} more`;
    calls.push({ call: "AttachTrafficSources", target, before: "not there", after });
  }
  return calls;
}
