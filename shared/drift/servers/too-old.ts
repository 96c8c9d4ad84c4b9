import type { Finding } from "../../model/fleet.ts";
import { countWords } from "../../words/counts.ts";
import { ageWords, durationWords } from "../../words/durations.ts";
import type { CheckedServer, DriftRule } from "../drift-case.ts";

/** Servers that live longer than the policy wants; one finding for all of a generation's. */
export const tooOld: DriftRule = (drift) => {
  const { policy, nowMs } = drift;
  const old = new Map<string, CheckedServer[]>();
  for (const checked of drift.servers) {
    if (nowMs - checked.server.launchedAtMs <= policy.maxServerAgeMs) continue;
    old.set(checked.draft.id, [...(old.get(checked.draft.id) ?? []), checked]);
  }
  return [...old.values()].map((servers) =>
    finding(servers, policy.maxServerAgeMs, nowMs, drift.fleetName),
  );
};

function finding(
  servers: CheckedServer[],
  limitMs: number,
  nowMs: number,
  fleetName: string,
): Finding {
  const oldestMs = Math.min(...servers.map(({ server }) => server.launchedAtMs));
  const older = servers.length === 1 ? "is older" : "are older";
  return {
    kind: "too-old",
    subject: servers[0]?.draft.label ?? fleetName,
    evidence:
      `${countWords(servers.length, "server")} ${older} than ${durationWords(limitMs)}; ` +
      `the oldest is ${ageWords(oldestMs, nowMs)} old.`,
    cure: `Replace ${fleetName} with a fresh image, so that every server's state is known again.`,
    seenAtMs: Math.min(...servers.map(({ server }) => server.readAtMs)),
  };
}
