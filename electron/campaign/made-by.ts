/** What a campaign has brought about so far, by the journal: the newest attempt at each of its children. */
import type { Replaced } from "../../shared/campaign/plan-back.ts";
import type { ChildWork } from "../../shared/model/campaign.ts";
import { imageId, type ImageId, type OperationId } from "../../shared/model/ids.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { Journal } from "../journal/journal.ts";
import type { OperationRecord } from "../journal/records.ts";
import { childId } from "../operations/children.ts";

export interface Attempt {
  readonly attempt: number;
  readonly record: OperationRecord;
}

/** Null: it was never begun. Attempts follow each other without a gap. */
export function newestAttempt(
  { running }: Pick<Journal, "running">,
  campaign: OperationId,
  key: string,
): Attempt | null {
  let newest: Attempt | null = null;
  for (let attempt = 1; ; attempt += 1) {
    const record = running.operation(childId(campaign, key, attempt));
    if (record === null) return newest;
    newest = { attempt, record };
  }
}

export const childrenOfPlan = ({ steps }: Plan): readonly ChildWork[] =>
  steps.flatMap(({ work }) => (work.kind === "run-children" ? work.children : []));

export function madeBy(
  journal: Journal,
  campaign: OperationId,
  plan: Plan,
): { readonly replaced: readonly Replaced[]; readonly imageIds: readonly ImageId[] } {
  const attempts = childrenOfPlan(plan).flatMap((child) => {
    const newest = newestAttempt(journal, campaign, child.key);
    return newest === null ? [] : [{ child, record: newest.record }];
  });
  const replaced = attempts.flatMap(({ child, record }) => {
    if (child.intent.kind !== "replace") return [];
    const { id, status, startedAtMs } = record;
    const { fleetId } = child.intent;
    return [{ operationId: id, fleetId, fleetName: child.name, status, startedAtMs }];
  });
  const imageIds = attempts.flatMap(({ record }) => {
    const made = record.status === "succeeded" ? (record.bake?.imageId ?? null) : null;
    return made === null ? [] : [imageId(made)];
  });
  return { replaced, imageIds };
}
