/** What AWS's preferences mean for this fleet, in words, before it starts. */
import type { RefreshPreferences } from "../../model/calls/refreshes.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { durationWords } from "../../words/durations.ts";
import { checkpointServers, type RefreshShape } from "./refresh-arithmetic.ts";

const SECOND_MS = 1000;
/** AWS's, where checkpoints are given without one. */
const DEFAULT_CHECKPOINT_DELAY_SECONDS = 3600;

export function shapeWords(shape: RefreshShape, desired: number): string {
  const batch = `${countWords(shape.batch, "server")} at a time`;
  switch (shape.order) {
    case "new-first":
      return `${batch}, each new one in service before an old one goes; ${String(shape.most)} at the most`;
    case "old-first":
      return `${batch}, old ones first: as few as ${String(shape.least)} of ${String(desired)} in service`;
    case "together":
      return `${batch}, old and new together: ${String(shape.least)} to ${String(shape.most)} in service`;
  }
}

export const checkpointDelayMs = ({
  checkpointPercentages,
  checkpointDelaySeconds,
}: RefreshPreferences) =>
  checkpointPercentages.length === 0
    ? 0
    : (checkpointDelaySeconds ?? DEFAULT_CHECKPOINT_DELAY_SECONDS) * SECOND_MS;

/** The last one, all servers, is no stop. */
export const stopsOf = (desired: number, { checkpointPercentages }: RefreshPreferences) =>
  checkpointServers(desired, checkpointPercentages).filter((count) => count < desired);

/** One sentence a preference that was chosen, or that matters. */
export function preferenceWords(preferences: RefreshPreferences, desired: number): string[] {
  const stops = stopsOf(desired, preferences);
  const { bakeTimeSeconds, alarms, skipMatching, autoRollback } = preferences;
  return [
    stops.length === 0
      ? null
      : `AWS stops for ${durationWords(checkpointDelayMs(preferences))} at ${listWords(stops.map(String), 9)} of ${countWords(desired, "server")}`,
    bakeTimeSeconds === null || bakeTimeSeconds === 0
      ? null
      : `AWS watches all of them for ${durationWords(bakeTimeSeconds * SECOND_MS)} before it is done`,
    alarms.length === 0 ? null : `AWS fails it when ${listWords([...alarms], 3)} goes off`,
    autoRollback
      ? "if it fails, AWS itself brings the old version back, also when this computer is off"
      : "if it fails, AWS leaves old and new servers mixed",
    skipMatching ? "servers that run the new version already are left alone" : null,
    protectedWords[preferences.scaleInProtectedInstances],
    standbyWords[preferences.standbyInstances],
  ].filter((words) => words !== null);
}

const protectedWords = {
  Wait: "for servers that are protected from scale-in AWS waits, an hour at the most",
  Ignore: "servers that are protected from scale-in keep the old version",
  Refresh: "servers that are protected from scale-in are replaced all the same",
} as const;

const standbyWords = {
  Wait: "for servers in standby AWS waits, an hour at the most",
  Ignore: "servers in standby keep the old version",
  Terminate: "servers in standby are ended",
} as const;

/** Which it ends AWS decides: also servers that serve, while new ones are not up yet. */
export const surplusWords = (most: number) =>
  `AWS then ends up to ${countWords(most, "server")} that it had started in addition, or others in their place: for the minutes until new ones are up, as many too few may serve.`;
