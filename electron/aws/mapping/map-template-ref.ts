import type { TemplateRef } from "../../../shared/model/facts.ts";
import { templateId } from "../../../shared/model/ids.ts";

interface SdkTemplateSpecification {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
  readonly Version?: string | undefined;
}

export function mapTemplateRef(
  specification: SdkTemplateSpecification | undefined,
): TemplateRef | null {
  if (!specification?.LaunchTemplateId) return null;
  const { LaunchTemplateId, LaunchTemplateName, Version } = specification;
  return {
    id: templateId(LaunchTemplateId),
    name: LaunchTemplateName ?? null,
    version: Version ?? "$Default",
  };
}
