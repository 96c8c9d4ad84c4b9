/** RefreshPreferences: their limits, their defaults, and how they are shown again. */
import type { RefreshPreferences } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../../world/autoscaling/groups.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { RefreshPreferencesState } from "../../../world/kernel/state/refresh.ts";
import { checkRange, notOneOf } from "../groups/limits.ts";

const DEFAULT_MIN = 90;
const MAX_SECONDS = 172_800;
const MAX_ALARMS = 10;
const DEFAULT_DELAY_SECONDS = 3600;

type Input = RefreshPreferences;

export function checkedPreferences(group: GroupState, input: Input = {}): RefreshPreferencesState {
  checkHealthy(input);
  checkCheckpoints(input);
  inRange("bakeTime", input.BakeTime, 0, MAX_SECONDS);
  inRange("instanceWarmup", input.InstanceWarmup, 0, Infinity);
  if ((input.AlarmSpecification?.Alarms?.length ?? 0) > MAX_ALARMS)
    throw validationError(`An instance refresh can have at most ${MAX_ALARMS} alarms.`);
  return {
    ...healthyOf(group, input),
    ...checkpointsOf(input),
    instanceWarmupSeconds:
      input.InstanceWarmup ?? group.defaultInstanceWarmupSeconds ?? group.healthCheckGraceSeconds,
    bakeSeconds: input.BakeTime ?? null,
    skipMatching: input.SkipMatching ?? false,
    autoRollback: input.AutoRollback ?? false,
    protectedMembers: oneOf("scaleInProtectedInstances", input.ScaleInProtectedInstances, [
      "Refresh",
      "Ignore",
      "Wait",
    ]),
    standbyMembers: oneOf("standbyInstances", input.StandbyInstances, [
      "Terminate",
      "Ignore",
      "Wait",
    ]),
    alarms: input.AlarmSpecification?.Alarms ?? [],
  };
}

function inRange(name: string, value: number | undefined, least: number, most: number): void {
  checkRange(`preferences.${name}`, value, [least, most]);
}

function checkHealthy({ MinHealthyPercentage: min, MaxHealthyPercentage: max }: Input): void {
  inRange("minHealthyPercentage", min, 0, 100);
  inRange("maxHealthyPercentage", max, 100, 200);
  if (max === undefined) return;
  if (min === undefined)
    throw validationError("MinHealthyPercentage must be specified with MaxHealthyPercentage.");
  if (max - min <= 100) return;
  throw validationError(
    "The difference between MaxHealthyPercentage and MinHealthyPercentage must be less than or equal to 100.",
  );
}

function checkCheckpoints({ CheckpointPercentages: list, CheckpointDelay: delay }: Input): void {
  inRange("checkpointDelay", delay, 0, MAX_SECONDS);
  if (delay !== undefined && !list?.length)
    throw validationError("CheckpointDelay can only be specified with CheckpointPercentages.");
  for (const [index, percent] of (list ?? []).entries())
    inRange(`checkpointPercentages.${index + 1}.member`, percent, 1, 100);
  if ((list ?? []).every((percent, index, all) => percent > (all[index - 1] ?? 0))) return;
  throw validationError(
    "Checkpoint percentages must be sorted in ascending order with no duplicates.",
  );
}

function healthyOf({ maintenancePolicy }: GroupState, input: Input) {
  const policyMax = maintenancePolicy?.maxHealthyPercentage ?? null;
  return {
    minHealthyPercentage:
      input.MinHealthyPercentage ?? maintenancePolicy?.minHealthyPercentage ?? DEFAULT_MIN,
    maxHealthyPercentage:
      input.MaxHealthyPercentage ?? (input.MinHealthyPercentage === undefined ? policyMax : null),
  };
}

function checkpointsOf({ CheckpointPercentages: list, CheckpointDelay: delay }: Input) {
  if (!list?.length) return { checkpointPercentages: null, checkpointDelaySeconds: null };
  return {
    checkpointPercentages: list,
    checkpointDelaySeconds: delay ?? DEFAULT_DELAY_SECONDS,
  };
}

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  words: readonly T[],
): T | null {
  if (value === undefined) return null;
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  throw notOneOf(`preferences.${name}`, value, words);
}

export const fromPreferences = (state: RefreshPreferencesState): RefreshPreferences => ({
  MinHealthyPercentage: state.minHealthyPercentage,
  MaxHealthyPercentage: state.maxHealthyPercentage ?? undefined,
  InstanceWarmup: state.instanceWarmupSeconds,
  CheckpointPercentages: state.checkpointPercentages ? [...state.checkpointPercentages] : undefined,
  CheckpointDelay: state.checkpointDelaySeconds ?? undefined,
  BakeTime: state.bakeSeconds ?? undefined,
  SkipMatching: state.skipMatching,
  AutoRollback: state.autoRollback,
  ScaleInProtectedInstances: state.protectedMembers ?? undefined,
  StandbyInstances: state.standbyMembers ?? undefined,
  AlarmSpecification: state.alarms.length > 0 ? { Alarms: [...state.alarms] } : {},
});
