/** A schedule while it is written. */
import type { RequestPayload } from "../../../../shared/contract/requests.ts";
import type { ScheduleView } from "../../../../shared/model/bake.ts";
import type { Architecture } from "../../../../shared/recipe/recipe.ts";
import { architectureOf } from "../../../../shared/bake/bake-refusals.ts";
import { clockText, minuteOf } from "./schedule-words.ts";

export interface ScheduleDraft {
  readonly connectionId: string;
  readonly recipeFile: string | null;
  readonly instanceTypes: Readonly<Partial<Record<Architecture, string>>>;
  readonly subnetId: string | null;
  readonly kind: "weekly" | "newer-base";
  readonly days: readonly number[];
  readonly time: string;
  readonly timeZone: string;
  readonly reason: string;
}

export function draftOf(schedule: ScheduleView | null, connectionId: string): ScheduleDraft {
  const when = schedule?.when ?? null;
  const weekly = when?.kind === "weekly" ? when : null;
  return {
    connectionId: schedule?.connectionId ?? connectionId,
    recipeFile: schedule?.recipeFile ?? null,
    instanceTypes: Object.fromEntries(
      (schedule?.lanes ?? []).map(({ instanceType }) => [
        architectureOf(instanceType),
        instanceType,
      ]),
    ),
    subnetId: schedule?.lanes[0]?.subnetId ?? null,
    kind: when?.kind ?? "weekly",
    days: weekly?.days ?? [2],
    time: clockText(weekly?.minute ?? 120),
    timeZone: weekly?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    reason: schedule?.reason ?? "",
  };
}

/** Null while something is missing or wrong. */
export function scheduleFrom(
  draft: ScheduleDraft,
  instanceTypes: readonly string[],
): RequestPayload<"schedule:save">["schedule"] | null {
  const { connectionId, recipeFile, subnetId, kind, days, timeZone, reason } = draft;
  const minute = minuteOf(draft.time);
  if (recipeFile === null || instanceTypes.length === 0) return null;
  if (kind === "weekly" && (days.length === 0 || minute === null)) return null;
  return {
    ...{ connectionId, recipeFile, isOn: true, reason },
    lanes: instanceTypes.map((instanceType) => ({ instanceType, subnetId })),
    when:
      kind === "newer-base"
        ? { kind }
        : { kind, days: [...days], minute: minute ?? 0, timeZone: timeZone.trim() },
  };
}
