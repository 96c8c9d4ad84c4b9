/**
 * What AWS does not say of instance refreshes, or was measured of one only, is a setting of the world: a scenario
 * or a test may choose otherwise. Settings are part of the world's state.
 */
import type { Json } from "../../kernel/json.ts";
import type { World } from "../../kernel/world.ts";

export interface RefreshSettings {
  /** A group of one with a minimum below 100 %: reports of 2020 say that it is ended first. */
  readonly loneInstance: "terminate-first" | "launch-first";
  /** Older models of AWS say that the healthy minimum is rounded up; the present one is silent. */
  readonly minimumRounding: "up" | "down";
  readonly maximumRounding: "up" | "down";
  /** AWS's model lets a cancellation end a rollback; the words of its refusal do not name it. */
  readonly cancelEndsRollback: boolean;
  /** Whether the delay is also waited for after the checkpoint of 100 %. */
  readonly delayAfterLastCheckpoint: boolean;
  /** Whether time with Launch or Terminate suspended counts towards the hour after which it fails. */
  readonly suspensionCountsAsBlocked: boolean;
  /** When attaching target groups is refused with InstanceRefreshInProgress. */
  readonly refusesAttach: "always" | "root-volume" | "never";
  readonly pendingMs: readonly [number, number];
  /** A group without members is done with after this. */
  readonly emptyPendingMs: readonly [number, number];
  /** Between two looks at the group; from the recording, in which all changes are about 17.5 s apart. */
  readonly stepMs: readonly [number, number];
  readonly cancelMs: readonly [number, number];
  readonly rollbackBeginsMs: readonly [number, number];
  readonly blockedForMs: number;
  readonly longestMs: number;
  readonly keptMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const REFRESH_DEFAULTS: RefreshSettings = {
  loneInstance: "terminate-first",
  minimumRounding: "up",
  maximumRounding: "down",
  cancelEndsRollback: true,
  delayAfterLastCheckpoint: false,
  suspensionCountsAsBlocked: true,
  refusesAttach: "root-volume",
  pendingMs: [8000, 11_000],
  emptyPendingMs: [4000, 6000],
  stepMs: [17_000, 18_200],
  cancelMs: [2000, 4500],
  rollbackBeginsMs: [2000, 4000],
  blockedForMs: HOUR_MS,
  longestMs: 14 * DAY_MS,
  keptMs: 42 * DAY_MS,
};

const KEY = "settings|instance-refresh";

export function refreshSettings(world: World): RefreshSettings {
  const chosen = world.state.loose.get(KEY) as Partial<RefreshSettings> | undefined;
  return chosen ? { ...REFRESH_DEFAULTS, ...chosen } : REFRESH_DEFAULTS;
}

export function chooseRefreshSettings(world: World, chosen: Partial<RefreshSettings>): void {
  const { ...before } = (world.state.loose.get(KEY) ?? {}) as Record<string, Json>;
  world.state.loose.set(KEY, { ...before, ...chosen });
}
