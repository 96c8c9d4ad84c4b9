/** Which version a group launches from: with a mixed instances policy that is a part of the policy. */
import { mixedTemplate } from "../../../electron/practice/world/autoscaling/sources/mixed-policy.ts";
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";

type Templates = Pick<GroupState, "template" | "mixedInstancesPolicy">;

export const versionOf = ({ template, mixedInstancesPolicy }: Templates): string | undefined =>
  template?.version ?? mixedTemplate(mixedInstancesPolicy)?.Version;

/** All of the policy but that version. */
export function withoutVersion({ mixedInstancesPolicy: policy }: Templates): unknown {
  const spec = mixedTemplate(policy);
  if (!spec) return policy;
  const { LaunchTemplate } = policy as unknown as Policy;
  const LaunchTemplateSpecification = { ...spec, Version: null };
  return { ...policy, LaunchTemplate: { ...LaunchTemplate, LaunchTemplateSpecification } };
}

interface Policy {
  readonly LaunchTemplate: object;
}
