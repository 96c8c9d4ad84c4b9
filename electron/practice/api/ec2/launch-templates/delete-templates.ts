/** DeleteLaunchTemplate and DeleteLaunchTemplateVersions, which tells of each version how it went. */
import type {
  DeleteLaunchTemplateCommandInput,
  DeleteLaunchTemplateCommandOutput,
  DeleteLaunchTemplateVersionsCommandInput,
  DeleteLaunchTemplateVersionsCommandOutput,
} from "@aws-sdk/client-ec2";
import {
  deleteVersion,
  numberOf,
  whyNotDeletable,
} from "../../../world/ec2/launch-templates/versions.ts";
import type { Undeletable } from "../../../world/ec2/launch-templates/versions.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { LaunchTemplateState } from "../../../world/kernel/state/ec2/templates.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, requiredList } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { namedTemplate, templateShape } from "./template-shape.ts";

const MOST_VERSIONS = 200;

/** Groups that name it go on; their launches fail. */
export function DeleteLaunchTemplate(
  input: DeleteLaunchTemplateCommandInput,
  { world }: CallContext,
): Reply<DeleteLaunchTemplateCommandOutput> {
  const template = namedTemplate(world, input);
  refuseDryRun(input);
  world.state.templates.delete(template.id);
  return { LaunchTemplate: templateShape(world, template) };
}

export function DeleteLaunchTemplateVersions(
  input: DeleteLaunchTemplateVersionsCommandInput,
  { world }: CallContext,
): Reply<DeleteLaunchTemplateVersionsCommandOutput> {
  const template = namedTemplate(world, input);
  const wanted = requiredList(input.Versions, "LaunchTemplateVersion");
  if (wanted.length > MOST_VERSIONS) {
    const words = `At most ${MOST_VERSIONS} launch template versions can be deleted in a call.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  const numbers = [...new Set(wanted.map((version) => numberOf(template, version)))];
  refuseDryRun(input);
  const judged = numbers.map((number) => ({ number, why: whyNotDeletable(template, number) }));
  for (const { number, why } of judged) if (why === null) deleteVersion(template, number);
  return {
    SuccessfullyDeletedLaunchTemplateVersions: judged
      .filter(({ why }) => why === null)
      .map(({ number }) => itemOf(template, number)),
    UnsuccessfullyDeletedLaunchTemplateVersions: judged.flatMap(({ number, why }) =>
      why === null ? [] : [{ ...itemOf(template, number), ResponseError: errorOf(why) }],
    ),
  };
}

const itemOf = (template: LaunchTemplateState, version: number) => ({
  LaunchTemplateId: template.id,
  LaunchTemplateName: template.name,
  VersionNumber: version,
});

const errorOf = ({ code, message }: Undeletable) => ({ Code: code, Message: message });
