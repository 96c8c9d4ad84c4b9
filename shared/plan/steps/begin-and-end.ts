/** The steps that frame a plan: preflight, claim, release. */
import { TAG } from "../../model/tags.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { GroupName, ImageId } from "../../model/ids.ts";
import type { StepDraft } from "../assemble-plan.ts";
import type { StepContext } from "./step-context.ts";

export function preflightStep(
  context: StepContext,
  liveGroup: GroupName,
  about: { readonly imageId: ImageId | null; readonly newGroup: GroupName | null },
): StepDraft {
  const guards = [
    `${liveGroup} is there, with servers in service`,
    "nobody else holds the fleet",
    "no instance refresh runs",
  ];
  if (about.imageId !== null) guards.push(`the image ${about.imageId} is available`);
  if (about.newGroup !== null) guards.push(`no group is named ${about.newGroup}`);
  return {
    title: "Check what the plan rests on",
    detail: `${String(guards.length)} checks, nothing is changed`,
    phase: "Preflight",
    work: { kind: "preflight", liveGroup, ...about },
    calls: [],
    guards,
    gate: "All checks hold",
    undo: "Nothing to undo: it only reads.",
    expected: context.policy.call,
    skippable: false,
  };
}

export function claimStep(context: StepContext, group: GroupFact, phase = "Preflight"): StepDraft {
  return {
    title: `Hold ${group.name}`,
    detail: "So that every console sees who is at work",
    phase,
    work: { kind: "claim", group: group.name },
    calls: [
      {
        call: "CreateOrUpdateTags",
        target: group.name,
        before: `${TAG.claim} not set`,
        after: `${TAG.claim} = this operation, its holder, the time`,
      },
    ],
    guards: ["no other operation holds the group"],
    gate: "The claim is read back as ours",
    undo: "The claim is taken off on every way out.",
    expected: context.policy.call,
    skippable: false,
  };
}

export function releaseStep(context: StepContext, group: GroupName, phase: string): StepDraft {
  return {
    title: `Let go of ${group}`,
    detail: "Others may work on the fleet again",
    phase,
    work: { kind: "release", group },
    calls: [
      {
        call: "DeleteTags",
        target: group,
        before: `${TAG.claim} = this operation`,
        after: `${TAG.claim} not set`,
      },
    ],
    guards: ["only our own claim is taken off"],
    gate: null,
    undo: "Nothing to undo: the claim was only for the time of the operation.",
    expected: context.policy.call,
    skippable: false,
  };
}

export function claimChange(group: GroupName) {
  return { target: group, what: `the tag ${TAG.claim}`, original: "not set" };
}
