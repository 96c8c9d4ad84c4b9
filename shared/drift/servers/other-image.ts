import { replaceCure, type DriftRule } from "../drift-case.ts";

/** A server that runs another image than its generation. */
export const otherImage: DriftRule = (drift) =>
  drift.servers.flatMap(({ draft, server }) => {
    if (draft.imageId === null || server.imageId === draft.imageId) return [];
    const evidence = `Runs ${server.imageId}; ${draft.label} is ${draft.imageId}.`;
    const cure = replaceCure(drift.fleetName);
    return [{ kind: "other-image", subject: server.id, evidence, cure, seenAtMs: server.readAtMs }];
  });
