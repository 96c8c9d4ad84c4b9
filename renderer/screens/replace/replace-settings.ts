/** The settings of a replacement as the user writes them, for all strategies, with their defaults. Pure. */
import type { RefreshPreferences } from "../../../shared/model/calls/refreshes.ts";
import type { Gate, ParallelIntent, ReplaceIntent } from "../../../shared/model/intent.ts";
import { defaultBatch, refreshDefaults } from "../../../shared/plan/strategy/strategy-defaults.ts";
import { defaultCanary, defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { inMinutes, inServers, minutesToMs, type Unit } from "./settings/numbers.ts";

export interface ReplaceSettings {
  readonly canary: string;
  readonly canaryUnit: Unit;
  readonly canarySoakMinutes: string;
  readonly waves: string;
  readonly wavesUnit: Unit;
  readonly waveSoakMinutes: string;
  readonly traffic: ParallelIntent["traffic"];
  readonly warmMinutes: string;
  readonly retireAfterWarm: boolean;
  readonly batch: string;
  readonly batchUnit: Unit;
  readonly batchSoakMinutes: string;
  readonly keepReplaced: boolean;
  readonly minHealthy: string;
  readonly maxHealthy: string;
  /** Empty: the group's own. */
  readonly warmupSeconds: string;
  readonly skipMatching: boolean;
  readonly autoRollback: boolean;
  readonly checkpoints: string;
  readonly checkpointMinutes: string;
  readonly bakeMinutes: string;
  readonly scaleInProtected: RefreshPreferences["scaleInProtectedInstances"];
  readonly standby: RefreshPreferences["standbyInstances"];
  readonly refreshAlarms: readonly string[];
  readonly soakMinutes: string;
  readonly gates: readonly Gate[];
  readonly onFailure: ReplaceIntent["onFailure"];
}

export function defaultSettings(desired: number): ReplaceSettings {
  return {
    canary: String(defaultCanary(desired, defaultPolicy)),
    canaryUnit: "servers",
    canarySoakMinutes: inMinutes(defaultPolicy.canarySoakMs),
    waves: "",
    wavesUnit: "percent",
    waveSoakMinutes: "5",
    traffic: plainParallel.traffic,
    warmMinutes: inMinutes(defaultPolicy.warmForMs),
    retireAfterWarm: plainParallel.retireAfterWarm,
    batch: String(defaultBatch(desired)),
    batchUnit: "servers",
    batchSoakMinutes: "0",
    keepReplaced: false,
    minHealthy: String(refreshDefaults.minHealthyPercentage),
    maxHealthy: String(refreshDefaults.maxHealthyPercentage),
    warmupSeconds: "",
    skipMatching: refreshDefaults.skipMatching,
    autoRollback: refreshDefaults.autoRollback,
    checkpoints: "",
    checkpointMinutes: "60",
    bakeMinutes: "0",
    scaleInProtected: refreshDefaults.scaleInProtectedInstances,
    standby: refreshDefaults.standbyInstances,
    refreshAlarms: [],
    soakMinutes: inMinutes(defaultPolicy.soakMs),
    gates: [],
    onFailure: plainParallel.onFailure,
  };
}

export interface ReplaceNumbers {
  readonly canary: number;
  readonly canarySoakMs: number;
  readonly soakMs: number;
  readonly warmForMs: number;
}

export const canaryServers = (settings: ReplaceSettings, desired: number): number | null =>
  inServers(settings.canary, settings.canaryUnit, desired);

export const batchServers = (settings: ReplaceSettings, desired: number): number | null =>
  inServers(settings.batch, settings.batchUnit, desired);

export function numbersOf(settings: ReplaceSettings, desired: number): ReplaceNumbers | null {
  const canary = canaryServers(settings, desired);
  const canarySoakMs = minutesToMs(settings.canarySoakMinutes);
  const soakMs = minutesToMs(settings.soakMinutes);
  const warmForMs = minutesToMs(settings.warmMinutes);
  if (canary === null || canarySoakMs === null || soakMs === null || warmForMs === null)
    return null;
  return { canary, canarySoakMs, soakMs, warmForMs };
}
