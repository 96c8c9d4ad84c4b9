/** The steps that lay a new generation, still empty: a template version, and the group that will use it. */
import type { GroupFact } from "../../model/facts.ts";
import type { ImageFact } from "../../model/facts.ts";
import type { TemplateId } from "../../model/ids.ts";
import { countWords, listWords } from "../../words/counts.ts";
import type { StepDraft } from "../assemble-plan.ts";
import type { NewGroup } from "../parallel/new-group.ts";
import type { StepContext } from "./step-context.ts";

export interface TemplateSource {
  readonly id: TemplateId;
  readonly name: string;
  readonly version: number;
}

export function makeTemplateVersionStep(
  context: StepContext,
  source: TemplateSource,
  image: ImageFact,
  group: NamedGeneration,
): StepDraft {
  const sourceVersion = String(source.version);
  return {
    title: `Make a version of the launch template ${source.name}`,
    detail: `A copy of version ${sourceVersion}, with ${image.name}`,
    phase: layPhase(group),
    work: {
      kind: "make-template-version",
      templateId: source.id,
      sourceVersion,
      imageId: image.id,
      description: group.name,
    },
    calls: [
      {
        call: "CreateLaunchTemplateVersion",
        target: source.name,
        before: `version ${sourceVersion} is the newest that serves`,
        after: `a new version, all as in ${sourceVersion} but the image ${image.id}`,
      },
    ],
    guards: ["the default version of the template stays as it is"],
    gate: null,
    undo: "It stays as a record: a template version that no group uses starts nothing and costs nothing.",
    expected: context.policy.call,
    skippable: false,
  };
}

/** `name`: what the version is described as, and found again by. */
export interface NamedGeneration {
  readonly name: string;
  readonly label: string;
}

export const layPhase = (group: NamedGeneration) => `Lay generation ${group.label}`;

/** `templateVersion` null: the one that this plan makes. */
function metricsCalls({ settings }: GroupFact, { name }: NewGroup): StepDraft["calls"] {
  const metrics = settings.enabledMetrics;
  if (metrics.length === 0) return [];
  const after = listWords(metrics, 3);
  return [{ call: "EnableMetricsCollection", target: name, before: "none collected", after }];
}

export function createGroupStep(
  context: StepContext,
  live: GroupFact,
  source: Pick<TemplateSource, "id">,
  templateVersion: number | null,
  group: NewGroup,
): StepDraft {
  const version =
    templateVersion === null
      ? "the new template version"
      : `template version ${String(templateVersion)}`;
  return {
    title: `Create the group ${group.name}`,
    detail: `Empty, all settings as ${live.name}, ${countWords(context.arns.length, "target group")}`,
    phase: layPhase(group),
    work: {
      kind: "create-group",
      group: group.name,
      templateId: source.id,
      templateVersion,
      settings: { ...live.settings, targetGroupArns: context.arns },
      tags: group.tags,
      maxSize: live.maxSize,
    },
    calls: [
      {
        call: "CreateAutoScalingGroup",
        target: group.name,
        before: "not there",
        after: `0 servers (min 0, max ${String(live.maxSize)}), ${version}, settings and tags of ${live.name}`,
      },
      ...metricsCalls(live, group),
    ],
    guards: ["the name was never used before"],
    gate: "The group is listed, and is ours by its tag",
    undo: `Retire ${group.label}: the group and its servers are removed by a plan of its own.`,
    expected: context.policy.call,
    skippable: false,
  };
}
