/** A new version of the launch template with the new image. Its description names it, so it is found again. */
import type { TemplateVersionFact } from "../../model/facts.ts";
import {
  acceptedAtMs,
  failed,
  failedIfItStays,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";

export interface TemplateSeen {
  readonly versions: readonly TemplateVersionFact[];
}

export function decideMakeTemplateVersion(
  work: WorkOf<"make-template-version">,
  seen: TemplateSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const made = seen.versions.find((version) => version.description === work.description);
  if (made && made.imageId !== work.imageId) return failed(otherImage(work, made));
  if (made) {
    const note = `Version ${String(made.version)} of ${made.templateName}`;
    return { kind: "done", note, produced: { templateVersion: made.version } };
  }
  const madeAtMs = acceptedAtMs(memory, "CreateLaunchTemplateVersion");
  if (madeAtMs !== null) return notListed(work, nowMs - madeAtMs);
  if (seen.versions.length === 0) return failedIfItStays(noTemplate(work));
  return {
    kind: "act",
    note: `Making a version with ${work.imageId}`,
    calls: [
      {
        call: "CreateLaunchTemplateVersion",
        templateId: work.templateId,
        sourceVersion: work.sourceVersion,
        imageId: work.imageId,
        description: work.description,
        clientToken: memory.clientToken,
      },
    ],
  };
}

const LISTED_WITHIN_MS = 10 * 60_000;

function notListed(work: WorkOf<"make-template-version">, forMs: number): Decision {
  if (forMs < LISTED_WITHIN_MS) {
    return {
      kind: "wait",
      note: "Waiting for the version to be listed",
      recheckMs: 2000,
      progress: null,
    };
  }
  return failed(
    `AWS made the version ${work.description} of the launch template, but it isn't listed: someone may have deleted ` +
      "it. Nothing was changed in the fleet. Make the plan again.",
  );
}

const noTemplate = (work: WorkOf<"make-template-version">) =>
  `The launch template ${work.templateId} isn't there any more. Nothing was changed in the fleet. Make the plan again.`;

const otherImage = (work: WorkOf<"make-template-version">, made: TemplateVersionFact) =>
  `Version ${String(made.version)} of the launch template is named ${work.description} already, with the image ` +
  `${made.imageId ?? "of an alias"} and not ${work.imageId}. Nothing was changed in the fleet. Make the plan again.`;
