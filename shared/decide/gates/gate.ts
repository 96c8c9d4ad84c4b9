/** A gate: opens on proof, says what holds it shut, and fails rather than stand open unseen. */
import type { FleetReading } from "../../guard/serving.ts";
import type { ServerId } from "../../model/ids.ts";
import type { AlarmFact, HttpAnswer, StatusCheckFact } from "../../model/facts/watch-facts.ts";
import { countWords } from "../../words/counts.ts";
import { failedIfItStays, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { lookAtAlarms, unknownAlarms, whyUnknown } from "./alarms.ts";
import { decideApproval } from "./approval.ts";
import { concludeGate, type GateLook } from "./gate-look.ts";
import { lookAtAnswer } from "./http.ts";
import { lookAtChecks } from "./status-checks.ts";
import { vanished } from "../vanished.ts";

export interface GateSeen {
  readonly fleet: FleetReading;
  /** What the kind of gate asks for; of the other kinds nothing is read. */
  readonly alarms: readonly AlarmFact[];
  readonly answer: HttpAnswer;
  readonly newServers: readonly ServerId[];
  readonly checks: readonly StatusCheckFact[];
}

export function decideGate(
  work: WorkOf<"gate">,
  seen: GateSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const { gate } = work;
  const gone = work.group === null ? null : vanished(seen.fleet.groups.get(work.group), work.group);
  if (gone) return gone;
  if (gate.kind === "approval") return decideApproval(gate, memory, nowMs);
  const conclude = (waitsFor: string, look: GateLook) =>
    concludeGate(look, { waitsFor, observations: work.observations }, memory, nowMs);
  switch (gate.kind) {
    case "alarms": {
      const unknown = unknownAlarms(gate.names, seen.alarms);
      if (unknown.length > 0) return failedIfItStays(whyUnknown(unknown));
      const look = lookAtAlarms(gate.names, seen.alarms);
      return conclude(`${countWords(gate.names.length, "quiet alarm")}`, look);
    }
    case "http": {
      const waitsFor = `${String(gate.expectStatus)} from ${gate.url}`;
      return conclude(waitsFor, lookAtAnswer(gate, seen.answer));
    }
    case "status-checks":
      return conclude("EC2's status checks", lookAtChecks(seen.newServers, seen.checks));
  }
}
