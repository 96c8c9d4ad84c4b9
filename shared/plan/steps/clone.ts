/** The steps that make a new group a full clone, and prove it. */
import { cloneExtras, partsInWords } from "../../clone/clone-extras.ts";
import { alarmCalls, carryingCalls } from "../../clone/carrying-calls.ts";
import type { GroupExtras, GroupFact } from "../../model/facts.ts";
import type { GroupName, TemplateId } from "../../model/ids.ts";
import type { ClonePart, TargetGroupPair } from "../../model/steps/clone.ts";
import type { PlannedCall } from "../../model/plan.ts";
import { listWords } from "../../words/counts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import type { StepContext } from "./step-context.ts";

export interface CarryAbout {
  readonly phase: string;
  readonly parts: readonly ClonePart[];
  readonly extras: GroupExtras;
  readonly nowMs: number;
  /** Where the new group serves by other target groups than the old one. */
  readonly targetGroups?: readonly TargetGroupPair[];
}

/** None where the old group has nothing of these parts. */
export function carryExtrasStep(
  context: StepContext,
  group: GroupName,
  from: GroupFact,
  about: CarryAbout,
): StepDraft[] {
  const { phase, parts, extras, targetGroups = [] } = about;
  const words = partsInWords(extras, parts);
  if (words.length === 0) return [];
  const step: StepDraft = {
    title: `Carry over to ${group} what hangs on ${from.name}`,
    detail: listWords(words, 6),
    phase,
    work: { kind: "carry-extras", group, fromGroup: from.name, parts, targetGroups },
    calls: plannedCalls(group, from, about),
    guards: [`${from.name} keeps all of it`, "what is there already is not overwritten"],
    gate: `All of it is there on ${group}`,
    undo: `It goes with ${group} when that is removed, the alarms too. Until then it does nothing to ${from.name}.`,
    expected: context.policy.call,
    skippable: false,
  };
  return [step];
}

function plannedCalls(group: GroupName, from: GroupFact, about: CarryAbout): PlannedCall[] {
  const { parts, extras, nowMs, targetGroups = [] } = about;
  const change = { fromGroup: from.name, toGroup: group, targetGroups };
  const wanted = cloneExtras(extras, [], change, nowMs);
  const alarms = parts.includes("policies") ? wanted.alarms : [];
  return [...carryingCalls(group, parts, wanted, nothing), ...alarmCalls(group, alarms, [])].map(
    ({ call, name }) => ({
      call: call.call,
      target: group,
      before: "not there",
      after:
        call.call === "PutMetricAlarm"
          ? `${name}, for the new policies`
          : `${name}, as on ${from.name}`,
    }),
  );
}

const nothing: GroupExtras = {
  scalingPolicies: [],
  scheduledActions: [],
  lifecycleHooks: [],
  notifications: [],
  warmPool: null,
  activeRefresh: null,
};

export interface CompareAbout {
  readonly phase: string;
  readonly templateId: TemplateId;
  /** Null: the version that this plan makes. */
  readonly templateVersion: number | null;
  /** Some of its traffic comes after this step. */
  readonly trafficToCome?: boolean;
  /** Where getting back comes first. */
  readonly skippable?: boolean;
  readonly targetGroups?: readonly TargetGroupPair[];
}

/** Comes after the permanent sizes and all that is carried over, and before anything is taken from the old group. */
export function compareCloneStep(
  context: StepContext,
  group: GroupName,
  from: GroupFact,
  about: CompareAbout,
): StepDraft {
  const { phase, templateId, templateVersion, trafficToCome = false, targetGroups = [] } = about;
  return {
    title: `Hold ${group} against ${from.name}`,
    detail: "Every field of both groups and of what hangs on them, read back from AWS",
    phase,
    work: {
      kind: "compare-clone",
      group,
      fromGroup: from.name,
      templateId,
      templateVersion,
      targetGroupArns: context.arns,
      trafficToCome,
      sizes: { minSize: from.minSize, maxSize: from.maxSize },
      targetGroups,
    },
    calls: [],
    guards: [`nothing was taken from ${from.name} yet`],
    gate: "No difference without a reason",
    undo: "Nothing to undo: it only reads.",
    expected: context.policy.call,
    skippable: about.skippable ?? false,
  };
}
