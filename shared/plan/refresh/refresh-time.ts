/** How long a refresh takes: its rounds, what AWS waits for on purpose, and the drain of the last servers. */
import { drainTime, healthTime, sumOf } from "../../fleet/expected-time.ts";
import type { RefreshPreferences } from "../../model/calls/refreshes.ts";
import type { GroupSettings } from "../../model/facts.ts";
import type { Duration } from "../../model/plan.ts";
import type { StepContext } from "../steps/step-context.ts";
import type { RefreshShape } from "./refresh-arithmetic.ts";
import { checkpointDelayMs, stopsOf } from "./refresh-words.ts";

/** AWS looks at the group about so often: seen in recordings. A round is begun by one look and ended by another. */
const AWS_LOOKS_EVERY_MS = 18_000;
const PENDING: Duration = { medianMs: 10_000, worstMs: 60_000 };

const always = (ms: number): Duration => ({ medianMs: ms, worstMs: ms });

/** The fleet's traffic, and what things usually take. */
export type Timing = Pick<StepContext, "targets" | "policy">;

/** One batch: started, in service, healthy at its traffic, warmed up, seen by AWS. */
export function roundTime(
  context: Timing,
  settings: GroupSettings,
  preferences: RefreshPreferences,
): Duration {
  const { boot } = context.policy;
  const warmup = always(warmupSeconds(settings, preferences) * 1000);
  const looks = { medianMs: 2 * AWS_LOOKS_EVERY_MS, worstMs: 4 * AWS_LOOKS_EVERY_MS };
  return sumOf([boot, healthTime(context.targets, context.policy), warmup, looks]);
}

/** AWS's order: the refresh's own, the group's, its health check's grace period. */
function warmupSeconds(settings: GroupSettings, preferences: RefreshPreferences): number {
  return (
    preferences.instanceWarmupSeconds ??
    settings.defaultInstanceWarmupSeconds ??
    settings.healthCheckGraceSeconds
  );
}

export function refreshTime(
  context: Timing,
  round: Duration,
  shape: RefreshShape,
  { preferences, desired }: { preferences: RefreshPreferences; desired: number },
): Duration {
  const rounds = { medianMs: round.medianMs * shape.rounds, worstMs: round.worstMs * shape.rounds };
  const stops = always(stopsOf(desired, preferences).length * checkpointDelayMs(preferences));
  const bake = always((preferences.bakeTimeSeconds ?? 0) * 1000);
  return sumOf([PENDING, rounds, stops, bake, drainTime(context.targets)]);
}
