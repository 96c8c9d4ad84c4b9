import type { DriftRule } from "../drift-case.ts";

/** A server that acts under another role than its generation. */
export const otherInstanceProfile: DriftRule = (drift) =>
  drift.servers.flatMap(({ draft, server }) => {
    if (draft.version === null) return [];
    const wanted = profileName(draft.version.instanceProfile);
    const actual = profileName(server.instanceProfileArn);
    if (wanted === actual) return [];
    return [
      {
        kind: "other-instance-profile",
        subject: server.id,
        evidence: `Has the instance profile ${actual ?? "none"}; ${draft.label} has ${wanted ?? "none"}.`,
        cure: "Find out who changed it and why, put it back, or replace the fleet.",
        seenAtMs: server.readAtMs,
      },
    ];
  });

/** Templates name it by name or by ARN, servers by ARN. */
const profileName = (profile: string | null) => profile?.split("/").at(-1) ?? null;
