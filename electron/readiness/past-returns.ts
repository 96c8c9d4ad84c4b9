/**
 * How long each fleet's earlier returns took until the generation served, by the journal: warm ones woke a group, cold
 * ones made one, those in place changed the servers of the one that is there. And how its servers came.
 */
import type { FleetId } from "../../shared/model/ids.ts";
import type { Step } from "../../shared/model/plan.ts";
import type { PastReturns } from "../../shared/model/facts/return-facts.ts";
import type { Journal } from "../journal/journal.ts";
import type { OperationRecord } from "../journal/records.ts";

/** The newest tell how a fleet is now. */
const MOST = 20;

const nothingKnown: PastReturns = { warmMs: [], coldMs: [] };

export function pastReturns(
  journal: Pick<Journal, "running" | "evidence">,
): ReadonlyMap<FleetId, PastReturns> {
  const found = new Map<FleetId, PastReturns>();
  for (const record of journal.running.operations()) {
    const { fleetId, status } = record;
    if (status !== "succeeded" || fleetId === null) continue;
    const known = found.get(fleetId) ?? nothingKnown;
    const next = withOperation(journal, record, known);
    if (next !== known) found.set(fleetId, next);
  }
  return found;
}

function withOperation(
  journal: Pick<Journal, "running" | "evidence">,
  record: OperationRecord,
  known: PastReturns,
): PastReturns {
  const plan = journal.evidence.plan(record.planId);
  if (record.kind === "replace" && known.strategy === undefined)
    return plan?.intent.kind === "replace" ? { ...known, strategy: plan.intent.strategy } : known;
  if (record.kind !== "rollback" || record.endedAtMs === null) return known;
  return withReturn(journal, { ...record, endedAtMs: record.endedAtMs }, plan?.steps ?? [], known);
}

function withReturn(
  { running }: Pick<Journal, "running">,
  { id, startedAtMs, endedAtMs }: OperationRecord & { readonly endedAtMs: number },
  steps: readonly Step[],
  known: PastReturns,
): PastReturns {
  const has = (...kinds: readonly string[]) => steps.some(({ work }) => kinds.includes(work.kind));
  const serving = beforeShift(steps).filter(({ work }) => /^(wake|raise)$/.test(work.kind));
  const servedAtMs = running
    .steps(id)
    .filter(({ stepId }) => serving.some((step) => step.id === stepId))
    .map((step) => step.endedAtMs ?? endedAtMs);
  const ms = Math.max(startedAtMs, ...servedAtMs) - startedAtMs;
  // In flight what is returned to serves from the start: that says nothing of a return.
  const served = (running.samples(id)[0]?.to ?? 0) > 0;
  if (has("create-group")) return { ...known, coldMs: some(known.coldMs, ms) };
  if (served) return known;
  if (has(...inPlace))
    return { ...known, inPlaceMs: some(known.inPlaceMs ?? [], endedAtMs - startedAtMs) };
  return has("wake") ? { ...known, warmMs: some(known.warmMs, ms) } : known;
}

const inPlace = ["grow-and-shed", "swap-roots", "refresh"] as const;

/** Behind the shift its policies may be woken, minutes after it serves. */
function beforeShift(steps: readonly Step[]): readonly Step[] {
  const shift = steps.findIndex(({ work }) => work.kind === "shift-away");
  return shift < 0 ? steps : steps.slice(0, shift);
}

const some = (known: readonly number[], ms: number) =>
  known.length < MOST ? [...known, ms] : known;
