/** The settings as the request takes them, for the strategy that is chosen; null while something can't be read. Pure. */
import { assertNever } from "../../../../shared/assert-never.ts";
import type { RequestPayload } from "../../../../shared/contract/requests.ts";
import type { RefreshPreferences } from "../../../../shared/model/calls/refreshes.ts";
import type { Strategy } from "../../../../shared/model/intent.ts";
import { batchServers, numbersOf, type ReplaceSettings } from "../replace-settings.ts";
import { minutesToMs, rising, secondsOrNone, wholeNumber } from "./numbers.ts";
import { settingProblems, waveServers } from "./problems.ts";

type Payload = RequestPayload<"plan:replace">;

interface Subject {
  readonly fleetId: string;
  readonly imageId: string;
  readonly desired: number;
}

export function payloadOf(
  strategy: Strategy,
  settings: ReplaceSettings,
  { fleetId, imageId, desired }: Subject,
): Payload | null {
  const soakMs = minutesToMs(settings.soakMinutes);
  if (Object.keys(settingProblems(settings, desired, strategy)).length > 0 || soakMs === null)
    return null;
  const { onFailure } = settings;
  const gates = settings.gates.map((gate) =>
    gate.kind === "alarms" ? { ...gate, names: [...gate.names] } : gate,
  );
  const common = { fleetId, imageId, soakMs, gates, onFailure };
  switch (strategy) {
    case "parallel":
      return parallel(common, settings, desired);
    case "grow-shrink":
      return { ...common, ...batches(settings, desired), strategy };
    case "root-volume":
      return { ...common, ...rootVolume(settings, desired), strategy };
    case "refresh":
      return { ...common, strategy, preferences: preferencesOf(settings) };
    default:
      return assertNever(strategy, "strategy");
  }
}

type Common = Pick<Payload, "fleetId" | "imageId" | "soakMs" | "gates" | "onFailure">;

function parallel(common: Common, settings: ReplaceSettings, desired: number): Payload | null {
  const numbers = numbersOf(settings, desired);
  const waves = waveServers(settings, desired);
  if (numbers === null || waves === null) return null;
  return {
    ...common,
    ...numbers,
    strategy: "parallel",
    waves,
    waveSoakMs: waves.length === 0 ? 0 : (minutesToMs(settings.waveSoakMinutes) ?? 0),
    traffic: settings.traffic,
    retireAfterWarm: settings.retireAfterWarm,
  };
}

const batches = (settings: ReplaceSettings, desired: number) => ({
  batch: batchServers(settings, desired) ?? 1,
  batchSoakMs: minutesToMs(settings.batchSoakMinutes) ?? 0,
});

const rootVolume = (settings: ReplaceSettings, desired: number) => ({
  ...batches(settings, desired),
  keepReplaced: settings.keepReplaced,
});

const secondsOf = (minutes: string) => (minutesToMs(minutes) ?? 0) / 1000;

/** The whole fleet comes last, also where nobody wrote it: AWS would end at the last one otherwise. */
function checkpointsOf(text: string): number[] {
  const points = rising(text, (value) => value) ?? [];
  return points.length === 0 || points.at(-1) === 100 ? points : [...points, 100];
}

/** As AWS takes them: what is left empty is left to AWS. */
export function preferencesOf(
  settings: ReplaceSettings,
): Extract<Payload, { strategy: "refresh" }>["preferences"] {
  const points = checkpointsOf(settings.checkpoints);
  const bake = Math.round(secondsOf(settings.bakeMinutes));
  return {
    minHealthyPercentage: wholeNumber(settings.minHealthy) ?? 100,
    maxHealthyPercentage: wholeNumber(settings.maxHealthy) ?? 100,
    instanceWarmupSeconds: secondsOrNone(settings.warmupSeconds) ?? null,
    skipMatching: settings.skipMatching,
    autoRollback: settings.autoRollback,
    checkpointPercentages: points,
    checkpointDelaySeconds:
      points.length === 0 ? null : Math.round(secondsOf(settings.checkpointMinutes)),
    bakeTimeSeconds: bake === 0 ? null : bake,
    scaleInProtectedInstances: settings.scaleInProtected,
    standbyInstances: settings.standby,
    alarms: [...settings.refreshAlarms],
  } satisfies RefreshPreferences;
}
