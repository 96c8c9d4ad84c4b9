/** The steps of a copy, each with its calls, its expected time and how it is undone. */
import type { ImageFact, Tags } from "../../model/facts.ts";
import { stepId, type ImageId } from "../../model/ids.ts";
import type { CopyIntent } from "../../model/intent.ts";
import type { Step } from "../../model/plan.ts";
import { listWords } from "../../words/counts.ts";
import { seconds, step, type Unnumbered } from "../plan/step-parts.ts";
import type { CopyPlace } from "./plan-copy.ts";

export interface CopyParts {
  readonly intent: CopyIntent;
  readonly source: ImageFact;
  /** What is shared; null: the copy that this plan makes. */
  readonly imageId: ImageId | null;
  readonly name: string;
  readonly from: CopyPlace;
  readonly to: CopyPlace;
  readonly tags: Tags;
}

export function copySteps(parts: CopyParts): readonly Step[] {
  const isMade = parts.imageId === null;
  const steps = [
    ...(isMade ? [copyStep(parts)] : []),
    ...(parts.intent.shareWith.length > 0 ? [shareStep(parts)] : []),
    ...(isMade ? [removeStep(parts)] : []),
  ];
  return steps.map((one, at) => ({ ...one, id: stepId(`${String(at + 1)}-${one.work.kind}`) }));
}

function copyStep({ intent, source, name, from, to, tags }: CopyParts): Unnumbered {
  const { encryption } = intent;
  const kmsKeyId = encryption?.kmsKeyId ?? null;
  const key =
    encryption === null
      ? "encrypted as the source is"
      : `encrypted with ${kmsKeyId ?? "AWS's default key"}`;
  return step({
    title: `Copy it to ${to.region}`,
    detail: `${name}, ${key}`,
    phase: "Copy",
    work: {
      kind: "copy-image",
      sourceImageId: source.id,
      sourceRegion: from.region,
      name,
      description: source.description.slice(0, 255),
      encrypted: encryption !== null,
      kmsKeyId,
      tags,
    },
    calls: [
      { call: "CopyImage", target: source.id, before: "no such image there", after: "available" },
    ],
    guards: ["No image of that name is there"],
    gate: "AWS says that the copy is available",
    undo: "A copy that isn't whole is deregistered with its snapshots; one that is whole stays until it is taken away.",
    expected: seconds(600, 24 * 3600),
  });
}

function shareStep({ intent, imageId, source }: CopyParts): Unnumbered {
  const target = imageId === null ? "the copy" : source.name;
  return step({
    title: "Share it",
    detail: `With ${listWords(intent.shareWith)}: the image, and its snapshots`,
    phase: "Share",
    work: { kind: "share-image", imageId, accounts: intent.shareWith },
    calls: [
      {
        call: "ModifySnapshotAttribute",
        target: `the snapshots of ${target}`,
        before: "ours alone",
        after: "shared",
      },
      { call: "ModifyImageAttribute", target, before: "ours alone", after: "shared" },
    ],
    undo: "Take the accounts off the image's launch permissions.",
    expected: seconds(3, 60),
  });
}

function removeStep({ name }: CopyParts): Unnumbered {
  return step({
    title: "Leave nothing half made",
    detail: "",
    phase: "Done",
    work: { kind: "remove-copy", name },
    calls: [],
    undo: "It takes away only what isn't whole.",
    expected: seconds(1, 180),
  });
}
