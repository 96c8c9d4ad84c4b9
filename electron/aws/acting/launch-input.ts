/** What a group launches its servers from: a launch template's version, inside the mixed instances policy if there is one. */
import type {
  LaunchTemplateSpecification,
  MixedInstancesPolicy,
} from "@aws-sdk/client-auto-scaling";
import type { AwsFields } from "../../../shared/model/calls/aws-fields.ts";
import { withTemplateVersion } from "../../../shared/clone/mixed-instances.ts";

interface LaunchInput {
  readonly LaunchTemplate?: LaunchTemplateSpecification;
  readonly MixedInstancesPolicy?: MixedInstancesPolicy;
}

/** A plan of an older Bennu says of the policy only whether there was one, and was never made for a group that had. */
export function launchInput(
  policy: AwsFields | boolean | null,
  template: { readonly id: string; readonly version: number },
): LaunchInput {
  if (policy === null || typeof policy === "boolean")
    return {
      LaunchTemplate: { LaunchTemplateId: template.id, Version: String(template.version) },
    };
  return { MixedInstancesPolicy: withTemplateVersion(policy, template) };
}
