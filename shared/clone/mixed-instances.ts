/** A mixed instances policy in AWS's own fields, made to launch from another version of its launch template. */
import type { AwsFields } from "../model/calls/aws-fields.ts";
import { listWords } from "../words/counts.ts";

export interface TemplateVersion {
  readonly id: string;
  readonly version: number;
}

/** Overrides that name the same template get the new version too; a template of their own stays theirs. */
export function withTemplateVersion(policy: AwsFields, template: TemplateVersion): AwsFields {
  const launch = fieldsOf(policy["LaunchTemplate"]);
  const before = fieldsOf(launch["LaunchTemplateSpecification"]);
  const after = { LaunchTemplateId: template.id, Version: String(template.version) };
  const overrides = overridesOf(policy).map((override) =>
    isSameTemplate(fieldsOf(override["LaunchTemplateSpecification"]), before)
      ? { ...override, LaunchTemplateSpecification: after }
      : override,
  );
  return {
    ...policy,
    LaunchTemplate: {
      ...launch,
      LaunchTemplateSpecification: after,
      ...(overrides.length === 0 ? {} : { Overrides: overrides }),
    },
  };
}

export const overridesOf = (policy: AwsFields): readonly AwsFields[] => {
  const overrides = fieldsOf(policy["LaunchTemplate"])["Overrides"];
  return Array.isArray(overrides) ? overrides.map(fieldsOf) : [];
};

export const typesInWords = (overrides: readonly AwsFields[]) =>
  listWords(
    overrides.map(({ InstanceType }) =>
      typeof InstanceType === "string" ? InstanceType : "types by requirement",
    ),
    4,
  );

/** Overrides whose servers come from a template other than the group's. */
export function overridesWithOwnTemplate(policy: AwsFields): readonly AwsFields[] {
  const launch = fieldsOf(policy["LaunchTemplate"]);
  const main = fieldsOf(launch["LaunchTemplateSpecification"]);
  return overridesOf(policy).filter((override) => {
    const own = override["LaunchTemplateSpecification"];
    return own !== undefined && !isSameTemplate(fieldsOf(own), main);
  });
}

function isSameTemplate(one: AwsFields, other: AwsFields): boolean {
  const same = (field: string) => one[field] !== undefined && one[field] === other[field];
  return same("LaunchTemplateId") || same("LaunchTemplateName");
}

export const fieldsOf = (value: unknown): AwsFields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
