/** What a person should know of a group before AWS refreshes it. */
import type { RefreshPreferences } from "../../model/calls/refreshes.ts";
import type { GroupExtras, GroupFact } from "../../model/facts.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { refreshShape } from "./refresh-arithmetic.ts";
import { stopsOf, surplusWords } from "./refresh-words.ts";

const HOLDING: readonly string[] = ["InstanceRefresh", "Launch", "Terminate"];

export function refreshWarnings(
  group: GroupFact,
  extras: GroupExtras,
  preferences: RefreshPreferences,
): string[] {
  return [
    ...held(group),
    ...setAside(group, preferences),
    ...hooked(extras),
    ...pool(extras),
    ...untried(group, preferences),
    ...alone(preferences),
    "A pause of Bennu doesn't pause AWS: it goes on. Stopping cancels what it has not done; servers that were replaced stay.",
    ...surplus(group, preferences),
  ];
}

/** AWS brings a group back to its size when its refresh is cancelled, and doesn't say which servers it ends for that. */
function surplus({ desiredCapacity }: GroupFact, preferences: RefreshPreferences): string[] {
  const { most } = refreshShape(desiredCapacity, preferences);
  if (most <= desiredCapacity) return [];
  return [`Stopping in its middle: ${surplusWords(most - desiredCapacity)}`];
}

function held({ suspended, name }: GroupFact): string[] {
  const found = suspended.map(({ process }) => process).filter((one) => HOLDING.includes(one));
  if (found.length === 0) return [];
  return [
    `${listWords(found)} suspended on ${name} by someone: AWS replaces nothing until it is resumed.`,
  ];
}

function setAside(group: GroupFact, preferences: RefreshPreferences): string[] {
  const kept = group.members.filter((member) => member.protectedFromScaleIn).length;
  const standby = group.members.filter((member) => /Standby/.test(member.lifecycleState)).length;
  return [
    ...(kept === 0
      ? []
      : [
          `${countWords(kept, "server")} protected from scale-in: ${PROTECTED[preferences.scaleInProtectedInstances]}.`,
        ]),
    ...(standby === 0
      ? []
      : [`${countWords(standby, "server")} in standby: ${STANDBY[preferences.standbyInstances]}.`]),
  ];
}

const PROTECTED = {
  Wait: "AWS waits until somebody takes the protection off, and fails after an hour",
  Ignore: "they keep the old version, and the fleet is left with two",
  Refresh: "they are replaced in spite of it",
} as const;

const STANDBY = {
  Wait: "AWS waits until they are back in service, and fails after an hour",
  Ignore: "they keep the old version",
  Terminate: "they are ended",
} as const;

function hooked({ lifecycleHooks }: GroupExtras): string[] {
  if (lifecycleHooks.length === 0) return [];
  const names = listWords(
    lifecycleHooks.map(({ name }) => name),
    3,
  );
  return [`Each server waits for the lifecycle hooks ${names}, which counts towards AWS's time.`];
}

const pool = ({ warmPool }: GroupExtras) =>
  warmPool === null
    ? []
    : ["The servers of the warm pool are replaced as well, after those in service."];

/** The first checkpoint is the canary of a refresh. */
function untried({ desiredCapacity }: GroupFact, preferences: RefreshPreferences): string[] {
  if (stopsOf(desiredCapacity, preferences).length > 0) return [];
  return ["No checkpoint: AWS stops only when a server doesn't get healthy."];
}

const alone = ({ autoRollback }: RefreshPreferences) =>
  autoRollback
    ? []
    : ["If it fails, the fleet is left with old and new servers until you roll back."];
