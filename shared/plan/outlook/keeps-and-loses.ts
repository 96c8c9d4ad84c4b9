/** What each strategy keeps, and what it costs, of one fleet's servers: disks, addresses, capacity, the way back. */
import { assertNever } from "../../assert-never.ts";
import type { RefreshPreferences } from "../../model/calls/refreshes.ts";
import type { ReplaceIntent } from "../../model/intent.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { durationWords } from "../../words/durations.ts";
import { refreshShape } from "../refresh/refresh-arithmetic.ts";
import type { ServerData } from "./server-data.ts";

export interface KeepsAndLoses {
  readonly keeps: readonly string[];
  readonly loses: readonly string[];
}

export function keepsAndLoses(
  intent: ReplaceIntent,
  data: ServerData,
  desired: number,
): KeepsAndLoses {
  switch (intent.strategy) {
    case "parallel":
      return parallel(intent, data, desired);
    case "grow-shrink":
      return {
        keeps: [
          `Never less than ${countWords(desired, "server")} in service: ${countWords(intent.batch, "new one")} first, then as many old ones go`,
          "The group with its name, policies, schedules and hooks",
          "The way back: the earlier template version, in the same manner",
        ],
        loses: [
          ...endsWithServers(data, "As each old server is shed"),
          "An instant way back: rolling back starts servers anew",
        ],
      };
    case "refresh":
      return {
        keeps: [
          refreshCapacity(intent.preferences, desired),
          "The group with its name, policies, schedules and hooks",
          "Progress without Bennu: AWS goes on when this computer is off",
        ],
        loses: [
          ...endsWithServers(data, "As AWS ends each old server"),
          "An instant way back: rolling back starts servers anew",
          "The choice which server goes next, and when: AWS chooses",
        ],
      };
    case "root-volume":
      return rootVolume(intent, data);
    default:
      return assertNever(intent, "strategy");
  }
}

type Of<S extends ReplaceIntent["strategy"]> = Extract<ReplaceIntent, { strategy: S }>;

function parallel(
  { warmForMs, retireAfterWarm }: Of<"parallel">,
  data: ServerData,
  desired: number,
): KeepsAndLoses {
  const warm =
    warmForMs === 0
      ? "The old servers, until they are retired"
      : `The old servers, whole and running for ${durationWords(warmForMs)}: a way back in seconds`;
  const retired = retireAfterWarm
    ? "When this plan retires the old servers"
    : "When the old servers are retired";
  return {
    keeps: [`Never less than ${countWords(desired, "server")} in service`, warm],
    loses: [
      ...endsWithServers(data, retired),
      `Room for ${countWords(desired, "more server")} at the same time`,
      "The group's name: the new generation has a group of its own",
    ],
  };
}

function rootVolume({ batch, keepReplaced }: Of<"root-volume">, data: ServerData): KeepsAndLoses {
  const disks = [...data.dying, ...data.staying];
  const keeps = [
    "The servers themselves: ids, addresses and network interfaces",
    ...(disks.length === 0
      ? []
      : [`${countWords(disks.length, "data volume")}: ${listWords(disks, 3)}`]),
    ...(data.instanceStores.length === 0
      ? []
      : [`Instance stores (${listWords(data.instanceStores, 3)})`]),
    "Room: no server is added",
  ];
  const root = keepReplaced
    ? "The old root volumes, which stay in the account and cost"
    : "The old root volumes, with all logs and files written there";
  return {
    keeps: keepReplaced ? [...keeps, root] : keeps,
    loses: [
      ...(keepReplaced ? [] : [root]),
      `Capacity for the time of a reboot: ${countWords(batch, "server")} out of service at a time`,
    ],
  };
}

function refreshCapacity(preferences: RefreshPreferences, desired: number): string {
  const { least } = refreshShape(desired, preferences);
  return least >= desired
    ? `Never less than ${countWords(desired, "server")} in service`
    : `At least ${String(least)} of ${countWords(desired, "server")} in service`;
}

function endsWithServers(data: ServerData, when: string): string[] {
  const lost = [`${when}: their addresses and root volumes, with all logs and files written there`];
  if (data.dying.length > 0)
    lost.push(
      `${when}: ${countWords(data.dying.length, "data volume")} (${listWords(data.dying, 3)})`,
    );
  const left = data.staying.filter((volume) => !data.attachedLater.includes(volume));
  if (left.length > 0)
    lost.push(
      `${countWords(left.length, "data volume")} (${listWords(left, 3)}) left in the account, unattached: the new servers start with new ones`,
    );
  if (data.attachedLater.length > 0)
    lost.push(
      `${countWords(data.attachedLater.length, "volume")} attached after the launch (${listWords(data.attachedLater, 3)}): no new server gets them`,
    );
  if (data.instanceStores.length > 0)
    lost.push(`${when}: their instance stores (${listWords(data.instanceStores, 3)})`);
  if (data.unread > 0)
    lost.push(
      `What is on ${countWords(data.unread, "server")} that could not be read is not known`,
    );
  return lost;
}
