import { resolveTemplate } from "../../fleet/fact-index.ts";
import { effectiveVersion } from "../../fleet/in-place/effective-version.ts";
import { replaceCure, type CheckedServer, type DriftCase, type DriftRule } from "../drift-case.ts";

/** A member that was not started from its generation's launch template version, or was attached by hand. */
export const otherTemplateVersion: DriftRule = (drift) =>
  drift.servers.flatMap((checked) => {
    const evidence = evidenceOf(checked, drift);
    if (evidence === null) return [];
    const { id: subject, readAtMs: seenAtMs } = checked.server;
    return [
      {
        kind: "other-template-version",
        subject,
        evidence,
        cure: replaceCure(drift.fleetName),
        seenAtMs,
      },
    ];
  });

function evidenceOf({ draft, member }: CheckedServer, { index }: DriftCase): string | null {
  const own = draft.template;
  if (own === null) return null;
  if (member.template === null) {
    return `Has no launch template: it was attached by hand. ${draft.label} is version ${String(own.version)}.`;
  }
  const actual =
    draft.group === null
      ? resolveTemplate(member.template, index)
      : effectiveVersion(member, draft.group, index);
  if (actual === null || (actual.id === own.id && actual.version === own.version)) return null;
  const other = actual.id === own.id ? "" : ` of ${actual.id}`;
  return `Started from template version ${String(actual.version)}${other}; ${draft.label} is ${String(own.version)}.`;
}
