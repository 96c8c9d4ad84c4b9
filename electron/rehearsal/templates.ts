/** Launch templates of a rehearsal, with those of their versions that were read. */
import type { RehearsedTemplate } from "../practice/world/seed/rehearsal/rehearsal-seed.ts";
import type { Facts, TemplateVersionFact } from "../../shared/model/facts.ts";
import type { Findings } from "./findings.ts";
import { templateData } from "./template-data.ts";

export function rehearsedTemplates(facts: Facts, findings: Findings): readonly RehearsedTemplate[] {
  const byTemplate = Map.groupBy(facts.templateVersions.values(), ({ templateId }) => templateId);
  return [...byTemplate].map(([id, versions]) => {
    const history = facts.templateHistories.get(id);
    const sorted = versions.toSorted((a, b) => a.version - b.version);
    if (!history)
      findings.assume(
        `Of the template ${sorted[0]?.templateName ?? id} only some versions were read: its older ones are missing.`,
      );
    return rehearsed(id, sorted, findings);
  });
}

function rehearsed(
  id: string,
  versions: readonly TemplateVersionFact[],
  findings: Findings,
): RehearsedTemplate {
  const latest = versions.at(-1);
  const byDefault = versions.find(({ isDefault }) => isDefault) ?? latest;
  return {
    id,
    name: latest?.templateName ?? id,
    latestVersion: latest?.version ?? 1,
    defaultVersion: byDefault?.version ?? 1,
    versions: versions.map((fact) => {
      if (fact.userData !== null) findings.leaveOf("User data of templates", fact.templateName);
      const onSecret = (path: string) =>
        findings.leaveOf(
          "Values in templates that look like secrets",
          `${path} of ${fact.templateName}`,
        );
      return {
        version: fact.version,
        description: fact.description === "" ? null : fact.description,
        createdAtMs: fact.createdAtMs,
        data: templateData(fact, onSecret),
      };
    }),
  };
}
