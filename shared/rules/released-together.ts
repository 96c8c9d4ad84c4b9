/**
 * Which fleets were released together with one, so that they may have to go back together: started as one, under one
 * change number, to the same version of the application, or by the same person within the hour.
 */
import type { FleetView, GenerationView } from "../model/fleet.ts";
import type { OperationSummary } from "../model/operation.ts";
import { durationWords } from "../words/durations.ts";

export interface Together {
  readonly fleet: FleetView;
  /** Where it would go back to; null: nowhere, and `why` of its readiness says so. */
  readonly to: GenerationView | null;
  /** Why it is taken to belong. */
  readonly why: string;
}

const WITHIN_MS = 60 * 60_000;

/** The fleet itself first; alone: nothing was released with it. */
export function releasedTogether(
  fleet: FleetView,
  fleets: Iterable<FleetView>,
  operations: Iterable<OperationSummary>,
): readonly Together[] {
  const newest = newestReleases(operations);
  const own = newest.get(fleet.id);
  const first = { fleet, to: earlierOf(fleet), why: "this fleet" };
  if (own === undefined) return [first];
  const others = [...fleets].flatMap((one) => {
    const release = newest.get(one.id);
    if (one.id === fleet.id || release === undefined) return [];
    const why = relation(own, release, fleet, one);
    return why === null ? [] : [{ fleet: one, to: earlierOf(one), why }];
  });
  return [first, ...others.toSorted((a, b) => a.fleet.name.localeCompare(b.fleet.name))];
}

/** The newest replacement of each fleet, if no roll back came after it. */
function newestReleases(
  operations: Iterable<OperationSummary>,
): ReadonlyMap<string, OperationSummary> {
  const newest = new Map<string, OperationSummary>();
  for (const one of operations) {
    const counts =
      one.kind === "replace" || (one.kind === "rollback" && one.status === "succeeded");
    if (one.fleetId === null || !counts) continue;
    const known = newest.get(one.fleetId);
    if (known === undefined || known.startedAtMs < one.startedAtMs) newest.set(one.fleetId, one);
  }
  return new Map([...newest].filter(([, { kind }]) => kind === "replace"));
}

function relation(
  own: OperationSummary,
  other: OperationSummary,
  fleet: FleetView,
  otherFleet: FleetView,
): string | null {
  if (same(own.release, other.release)) return "started together";
  if (same(own.changeNumber, other.changeNumber)) return `same change, ${own.changeNumber ?? ""}`;
  const apartMs = Math.abs(own.startedAtMs - other.startedAtMs);
  const version = newestOf(fleet)?.appVersion ?? null;
  if (same(version, newestOf(otherFleet)?.appVersion) && apartMs < 24 * WITHIN_MS)
    return `same version, ${version ?? ""}`;
  if (own.who !== other.who || apartMs > WITHIN_MS) return null;
  return `by ${own.who} within ${durationWords(Math.max(apartMs, 60_000))}`;
}

const same = (left: string | null | undefined, right: string | null | undefined) =>
  left !== null && left !== undefined && left !== "" && left === right;

/** What was released: the newest that serves or is coming. */
const newestOf = ({ generations }: FleetView) =>
  generations.find(({ state }) => state === "rising" || state === "live");

/** While one rises the live one; else the newest older one that can return, a warm one before all others. */
export function earlierOf({ generations, liveId }: FleetView): GenerationView | null {
  const at = generations.findIndex(({ id }) => id === liveId);
  const live = generations[at];
  if (live === undefined) return null;
  const rising = generations.some((one) => one.state === "rising" && one.servers > 0);
  if (rising) return live;
  const older = generations.slice(at + 1).filter(({ state }) => state !== "rising");
  const can = (kind: string) => older.find(({ readiness }) => readiness.kind === kind);
  return can("warm") ?? can("cold") ?? null;
}
