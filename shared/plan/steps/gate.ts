/** What must be true before a plan goes on, beside health and time: one step a gate, in the order that was chosen. */
import type { GroupName } from "../../model/ids.ts";
import type { Duration } from "../../model/plan.ts";
import type { Gate } from "../../model/intent.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { durationWords } from "../../words/durations.ts";
import type { StepDraft } from "../assemble-plan.ts";
import type { StepContext } from "./step-context.ts";

/** `group`: whose servers are asked about. None where no gate was chosen. */
export const gateSteps = (
  context: StepContext,
  gates: readonly Gate[],
  group: GroupName,
  phase: string,
): StepDraft[] => gates.map((gate) => gateStep(context, gate, group, phase));

function gateStep(context: StepContext, gate: Gate, group: GroupName, phase: string): StepDraft {
  const { observations } = context.policy;
  return {
    ...wordsOf(gate, group, observations),
    phase,
    work: { kind: "gate", gate, group, observations },
    calls: [],
    undo: "Nothing to undo: it only looks.",
    // A person's word is given or refused, never passed over.
    skippable: gate.kind !== "approval",
  };
}

type Words = Pick<StepDraft, "title" | "detail" | "guards" | "gate" | "expected">;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const looked = (observations: number) => `seen ${String(observations)} times in a row`;
const usually = (medianMs: number, worstMs: number): Duration => ({ medianMs, worstMs });

function wordsOf(gate: Gate, group: GroupName, observations: number): Words {
  switch (gate.kind) {
    case "alarms":
      return {
        title: `Gate: ${countWords(gate.names.length, "alarm")} quiet`,
        detail: listWords(gate.names, 4),
        guards: ["an alarm that isn't there fails the gate", "nothing is changed while it waits"],
        gate: `None of ${listWords(gate.names, 9)} is in ALARM, ${looked(observations)}`,
        expected: usually(30 * SECOND_MS, 5 * MINUTE_MS),
      };
    case "http":
      return {
        title: `Gate: ${gate.url} answers ${String(gate.expectStatus)}`,
        detail: "Asked by this console, without following redirects",
        guards: ["any other answer, or none, keeps it shut"],
        gate: `GET ${gate.url} is answered with ${String(gate.expectStatus)}, ${looked(observations)}`,
        expected: usually(20 * SECOND_MS, 5 * MINUTE_MS),
      };
    case "status-checks":
      return {
        title: `Gate: status checks of ${group}`,
        detail: "EC2's system and instance checks of all new servers",
        guards: ["no server at all is not a passed check"],
        gate: `Both checks of every new server are ok, ${looked(observations)}`,
        expected: usually(2 * MINUTE_MS, 10 * MINUTE_MS),
      };
    case "approval":
      return {
        title: `Gate: ${gate.question}`,
        detail: `Somebody says go on, within ${durationWords(gate.withinMs)}`,
        guards: ["without a word in time the plan ends; what serves stays"],
        gate: "Somebody has said go on",
        expected: usually(Math.min(gate.withinMs, 10 * MINUTE_MS), gate.withinMs),
      };
  }
}
