/** What an operation that is being taken over has made of its groups for a time: the fleet's own sizes, by the journal. */
import type { Sizing } from "../../shared/decide/in-place/sizing.ts";
import type { GroupName, OperationId } from "../../shared/model/ids.ts";
import type { Sizes } from "../../shared/model/steps/generation.ts";
import type { TakenOver } from "../../shared/plan/plan-input.ts";
import type { Journal } from "../journal/journal.ts";

/** Null: it changes no group in place. */
export function takenOver(
  { running, evidence }: Pick<Journal, "running" | "evidence">,
  id: OperationId,
): TakenOver | null {
  const record = running.operation(id);
  const plan = record && evidence.plan(record.planId);
  if (!plan?.groups?.inPlace) return null;
  const records = running.steps(id);
  const kept = plan.steps
    .filter(({ work }) => work.kind === "grow-and-shed" || work.kind === "swap-roots")
    .map((step) => records.find(({ stepId }) => stepId === step.id)?.kept ?? null)
    .findLast((one) => one !== null) as Sizing | null | undefined;
  const held = records.map(({ produced }) => produced?.held).find((one) => one !== undefined);
  const wanted = kept?.wanted ?? held?.sizes.desiredCapacity;
  return {
    sizes: held && wanted !== undefined ? { ...held.sizes, desiredCapacity: wanted } : null,
    swapsRoots: plan.steps.some(({ work }) => work.kind === "swap-roots"),
    held: held?.processes ?? [],
  };
}

/** Of each group whose limits it holds and will put back: what they were before. */
export function ownSizes(
  { evidence }: Pick<Journal, "evidence">,
  id: OperationId,
): ReadonlyMap<GroupName, Sizes> {
  const found = new Map<GroupName, Sizes>();
  for (const { original, state } of evidence.originals(id)) {
    if (state !== "pending" || original.kind !== "sizes" || found.has(original.group)) continue;
    found.set(original.group, original.sizes);
  }
  return found;
}
