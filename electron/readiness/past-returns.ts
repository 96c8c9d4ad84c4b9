/**
 * How long each fleet's earlier returns took until the generation served, by the journal: warm ones woke a group, cold
 * ones made one.
 */
import type { FleetId } from "../../shared/model/ids.ts";
import type { Step } from "../../shared/model/plan.ts";
import type { PastReturns } from "../../shared/model/return-facts.ts";
import type { Journal } from "../journal/journal.ts";

/** The newest tell how a fleet is now. */
const MOST = 20;

export function pastReturns({
  running,
  evidence,
}: Pick<Journal, "running" | "evidence">): ReadonlyMap<FleetId, PastReturns> {
  const found = new Map<FleetId, PastReturns>();
  for (const record of running.operations()) {
    const { id, kind, status, fleetId, planId, startedAtMs, endedAtMs } = record;
    if (kind !== "rollback" || status !== "succeeded" || !fleetId || endedAtMs === null) continue;
    const known = found.get(fleetId) ?? { warmMs: [], coldMs: [] };
    const steps = evidence.plan(planId)?.steps ?? [];
    const has = (step: string) => steps.some(({ work }) => work.kind === step);
    const serving = beforeShift(steps).filter(({ work }) => /^(wake|raise)$/.test(work.kind));
    const servedAtMs = running
      .steps(id)
      .filter(({ stepId }) => serving.some((step) => step.id === stepId))
      .map((step) => step.endedAtMs ?? endedAtMs);
    const ms = Math.max(startedAtMs, ...servedAtMs) - startedAtMs;
    // In flight the old group serves from the start: that says nothing of a return.
    const served = (running.samples(id)[0]?.to ?? 0) > 0;
    if (has("create-group")) found.set(fleetId, { ...known, coldMs: some(known.coldMs, ms) });
    else if (has("wake") && !served)
      found.set(fleetId, { ...known, warmMs: some(known.warmMs, ms) });
  }
  return found;
}

/** Behind the shift its policies are woken, minutes after it serves. */
function beforeShift(steps: readonly Step[]): readonly Step[] {
  const shift = steps.findIndex(({ work }) => work.kind === "shift-away");
  return shift < 0 ? steps : steps.slice(0, shift);
}

const some = (known: readonly number[], ms: number) =>
  known.length < MOST ? [...known, ms] : known;
