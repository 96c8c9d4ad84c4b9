import type { DriftRule } from "../drift-case.ts";

/** A server whose security groups are not the template's. Templates that name none (by interface) say nothing. */
export const otherSecurityGroups: DriftRule = (drift) =>
  drift.servers.flatMap(({ draft, server }) => {
    const wanted = draft.version?.securityGroupIds ?? [];
    if (wanted.length === 0) return [];
    const more = server.securityGroupIds.filter((id) => !wanted.includes(id));
    const less = wanted.filter((id) => !server.securityGroupIds.includes(id));
    if (more.length + less.length === 0) return [];
    const evidence = [...more.map((id) => `has ${id}`), ...less.map((id) => `lacks ${id}`)].join(
      ", ",
    );
    return [
      {
        kind: "other-security-groups",
        subject: server.id,
        evidence: `Differs from ${draft.label}: ${evidence}.`,
        cure: "Put the server's security groups back, or change the launch template and replace the fleet.",
        seenAtMs: server.readAtMs,
      },
    ];
  });
