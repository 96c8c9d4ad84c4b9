/**
 * The one call by which the group is raised and told from which version to start servers: when it is made, made again,
 * or only offered, since somebody gave the group another version; and what of it is put back.
 */
import type { Call } from "../../../model/call.ts";
import type { GroupFact } from "../../../model/facts.ts";
import type { Sizes } from "../../../model/steps/generation.ts";
import { hasAsked, type Decision, type Memory, type TemplateVersion } from "../../decision.ts";
import { clearing } from "../../stall/stall-case.ts";
import { servers } from "../../words.ts";
import { isAcceptedLately } from "../sizing.ts";
import type { Growing, Scene, Work } from "./growing.ts";

export function raise({ group, version, memory, work }: Scene, kept: Growing): Decision {
  const { name, minSize } = group;
  const grownTo = kept.grownTo ?? kept.wanted;
  const maxSize = Math.max(group.maxSize, grownTo);
  const call: Call = {
    call: "UpdateAutoScalingGroup",
    groupName: name,
    minSize,
    maxSize,
    desiredCapacity: grownTo,
  };
  const isOurs = hasTemplate(group, version);
  return {
    kind: "act",
    note: raiseWords(group, grownTo, version),
    kept: { ...kept },
    calls: [isOurs ? call : { ...call, template: version }],
    originals: [
      ...sizesOf(group, maxSize, memory),
      ...templateOf(group, work, isOurs ? null : version),
    ],
  };
}

function raiseWords(
  { name, desiredCapacity }: GroupFact,
  grownTo: number,
  version: TemplateVersion,
) {
  if (desiredCapacity === grownTo) return `Giving ${name} version ${String(version.version)}`;
  return `Raising ${name} from ${String(desiredCapacity)} to ${servers(grownTo)}`;
}

type Originals = NonNullable<Extract<Decision, { kind: "act" }>["originals"]>;

function sizesOf(group: GroupFact, maxSize: number, { outputs }: Memory): Originals {
  const { minSize, desiredCapacity } = group;
  const sizes: Sizes = outputs.held?.sizes ?? { minSize, maxSize: group.maxSize, desiredCapacity };
  if (maxSize <= sizes.maxSize) return [];
  return [{ original: { kind: "sizes", group: group.name, sizes }, until: "operation" }];
}

/** If the first batch never proves itself, nothing more shall start from what it was started from. */
function templateOf(
  { name: group }: GroupFact,
  { former: template }: Work,
  given: TemplateVersion | null,
): Originals {
  if (given === null || template === null) return [];
  return [{ original: { kind: "template", group, template, given }, until: "step" }];
}

/** The group was raised, by a call that had no effect as far as one sees: absolute sizes may be asked for again. */
export function raisedAnew(scene: Scene): Decision | null {
  const { kept, group, memory, nowMs } = scene;
  if (kept.grownTo === null || kept.away.length > 0) return null;
  if (group.desiredCapacity !== kept.wanted || kept.wanted === kept.grownTo) return null;
  return isAcceptedLately(memory, "UpdateAutoScalingGroup", nowMs) ? null : raise(scene, kept);
}

/**
 * Taken over from an operation that had raised the group, or had none but others started: no raise is to come that
 * would give the group this version, and what it starts next would be of the other one.
 */
export function giveTemplate(scene: Scene): Decision | null {
  const { group, version, kept, work, memory, crew } = scene;
  if (work.stage !== "first" || hasTemplate(group, version)) return null;
  const isRaisedLater = kept.grownTo === null && crew.old.length > 0;
  if (isRaisedLater || hasAsked(memory, "UpdateAutoScalingGroup")) return null;
  return raise(scene, kept);
}

/** Until a batch has proved itself it is ours to give; afterwards another one is somebody's word. */
export function otherTemplate(scene: Scene): Decision | null {
  const { group, version, kept, work } = scene;
  if (hasTemplate(group, version) || (work.stage === "first" && kept.grownTo === null)) return null;
  const { name } = group;
  const { minSize, maxSize, desiredCapacity } = group;
  const sizes = { minSize, maxSize, desiredCapacity };
  const label = `Give ${name} version ${String(version.version)} again`;
  return {
    kind: "stuck",
    note: "Nothing is started or ended",
    kept: { ...kept },
    cause: `${name} is to start servers from version ${group.template?.version ?? "?"} of its launch template, and not from ${String(version.version)}.`,
    cure: `Somebody changed it, or AWS's list is old. Give ${name} version ${String(version.version)} again, or stop.`,
    ...clearing(label, {
      call: "UpdateAutoScalingGroup",
      groupName: name,
      ...sizes,
      template: version,
    }),
    recheckMs: 5000,
  };
}

const hasTemplate = ({ template }: GroupFact, { id, version }: TemplateVersion) =>
  template?.id === id && template.version === String(version);
