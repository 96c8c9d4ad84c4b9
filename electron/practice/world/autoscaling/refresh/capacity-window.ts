/** How few and how many members a group may have while it is refreshed. Percentages are of the desired capacity. */
import type { RefreshPreferencesState } from "../../kernel/state/refresh.ts";
import type { RefreshSettings } from "./settings.ts";

export interface CapacityWindow {
  /** Healthy members that must stay. */
  readonly least: number;
  /** Members in service and pending. */
  readonly most: number;
}

type Bounds = Pick<RefreshPreferencesState, "minHealthyPercentage" | "maxHealthyPercentage">;

export function capacityWindow(
  desired: number,
  { minHealthyPercentage: min, maxHealthyPercentage: max }: Bounds,
  settings: RefreshSettings,
): CapacityWindow {
  if (desired === 0) return { least: 0, most: 0 };
  const rounded = round((desired * min) / 100, settings.minimumRounding);
  const least = min < 100 ? belowDesired(rounded, desired, settings) : desired;
  const most = Math.max(desired, round((desired * (max ?? 100)) / 100, settings.maximumRounding));
  return { least, most: least >= desired ? Math.max(most, desired + 1) : most };
}

const round = (value: number, direction: "up" | "down") =>
  direction === "up" ? Math.ceil(value) : Math.floor(value);

/** Where the share that may go is less than one member, one at a time goes all the same. */
function belowDesired(least: number, desired: number, settings: RefreshSettings): number {
  if (least < desired) return least;
  return desired > 1 || settings.loneInstance === "terminate-first" ? desired - 1 : desired;
}
