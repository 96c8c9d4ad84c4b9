/** How long bakes and replacements took this console before: the median of the newest. */
import type { CampaignPast } from "../../shared/campaign/campaign-input.ts";
import type { Duration } from "../../shared/model/plan.ts";
import type { Journal } from "../journal/journal.ts";
import type { OperationRecord } from "../journal/records.ts";

const MOST = 10;

export function campaignPast({ running, evidence }: Journal): CampaignPast {
  const done = running.operations().filter(({ status }) => status === "succeeded");
  const bakes = Map.groupBy(
    done.filter(({ kind }) => kind === "bake"),
    ({ planId }) => evidence.plan(planId)?.recipe?.name ?? "",
  );
  const replacements = Map.groupBy(
    done.filter(({ kind }) => kind === "replace"),
    ({ fleetId }) => fleetId,
  );
  return {
    bake: (recipe) => took(bakes.get(recipe) ?? []),
    replacement: (fleet) => took(replacements.get(fleet) ?? []),
  };
}

/** Newest first. */
function took(records: readonly OperationRecord[]): Duration | null {
  const times = records
    .slice(0, MOST)
    .flatMap(({ startedAtMs, endedAtMs }) => (endedAtMs === null ? [] : [endedAtMs - startedAtMs]))
    .toSorted((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  const worst = times.at(-1);
  return median === undefined || worst === undefined ? null : { medianMs: median, worstMs: worst };
}
