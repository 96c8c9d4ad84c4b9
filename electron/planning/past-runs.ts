/** This fleet's earlier operations that succeeded, as the journal has them: what a plan's times are held against. */
import type { FleetId } from "../../shared/model/ids.ts";
import type { PastRun } from "../../shared/model/facts/outlook-facts.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { Strategy } from "../../shared/model/intent.ts";
import type { Journal } from "../journal/journal.ts";
import type { OperationRecord, StepRecord } from "../journal/records.ts";

/** The newest tell how the fleet is now. */
const MOST = 20;

export function pastRuns({ running, evidence }: Journal, fleet: FleetId): readonly PastRun[] {
  return running
    .operations()
    .filter((record) => record.fleetId === fleet && record.status === "succeeded")
    .slice(0, MOST)
    .flatMap((record) => {
      const plan = evidence.plan(record.planId);
      return plan === null ? [] : (runOf(record, plan, running.steps(record.id)) ?? []);
    });
}

function runOf(record: OperationRecord, plan: Plan, steps: readonly StepRecord[]): PastRun | null {
  if (record.endedAtMs === null) return null;
  const kindOf = new Map(plan.steps.map(({ id, work }) => [id, work.kind]));
  return {
    kind: plan.kind,
    strategy: strategyOf(plan),
    durationMs: record.endedAtMs - record.startedAtMs,
    steps: steps.flatMap(({ stepId, status, startedAtMs, endedAtMs }) => {
      const kind = kindOf.get(stepId);
      if (kind === undefined || status !== "done" || startedAtMs === null || endedAtMs === null)
        return [];
      return [{ kind, durationMs: endedAtMs - startedAtMs }];
    }),
  };
}

/** A replacement from before there were several strategies is a parallel generation. */
function strategyOf({ kind, intent }: Plan): Strategy | null {
  if (kind !== "replace") return null;
  return intent.kind === "replace" && "strategy" in intent ? intent.strategy : "parallel";
}
