/** Points that several lessons ask for, each judged by what was recorded. */
import type { LessonPoint } from "../../../shared/model/practice/practice-lesson.ts";
import type { FleetSight, GroupSight, LessonRecord } from "./lesson-facts.ts";
import type { Seen } from "./lesson.ts";
import { servingIn } from "./sight.ts";

export const lastSight = ({ sights }: LessonRecord): FleetSight | null => sights.at(-1) ?? null;

/** It must hold now; its time is since when it has. */
export function holding(
  record: LessonRecord,
  point: Pick<LessonPoint, "id" | "title">,
  holds: (sight: FleetSight) => boolean,
  evidence: (sight: FleetSight) => string,
): LessonPoint {
  const last = lastSight(record);
  if (!last) return { ...point, state: "open", atMs: null, evidence: "" };
  if (!holds(last)) return { ...point, state: "open", atMs: null, evidence: evidence(last) };
  const before = record.sights.findLastIndex((sight) => !holds(sight));
  const since = record.sights[before + 1] ?? last;
  return { ...point, state: "seen", atMs: since.atMs, evidence: evidence(last) };
}

/** It must never happen that fewer serve than the floor. */
export function neverBelowFloor({ fleets, sights }: LessonRecord): LessonPoint {
  const point = { id: "floor", title: "The service never fell below its floor" } as const;
  const fewest = fleets.map(({ name }) =>
    Math.min(...sights.map(({ groups }) => servingIn(groups, name))),
  );
  const evidence = fleets
    .map(({ name, size, floor }, index) => {
      const least = Number.isFinite(fewest[index]) ? String(fewest[index]) : "?";
      return `${name}: at least ${least} of ${String(size)} served, the floor is ${String(floor)}`;
    })
    .join("; ");
  const broken = sights.find(({ groups }) =>
    fleets.some(({ name, floor }) => servingIn(groups, name) < floor),
  );
  if (broken) return { ...point, state: "broken", atMs: broken.atMs, evidence };
  return { ...point, state: "seen", atMs: sights[0]?.atMs ?? null, evidence };
}

const isOld = (record: LessonRecord, imageId: string) => record.imagesBefore.includes(imageId);

export function allOnNewImage(record: LessonRecord): LessonPoint {
  const counts = (groups: readonly GroupSight[]) => {
    const all = groups.flatMap(({ servingByImage }) => Object.entries(servingByImage));
    const fresh = all.filter(([imageId]) => !isOld(record, imageId));
    const sum = (rows: typeof all) => rows.reduce((total, [, count]) => total + count, 0);
    return { all: sum(all), fresh: sum(fresh) };
  };
  const size = record.fleets.reduce((sum, fleet) => sum + fleet.size, 0);
  return holding(
    record,
    { id: "new-image", title: "Every server in service runs the new image" },
    ({ groups }) => {
      const { all, fresh } = counts(groups);
      return fresh === all && fresh >= size;
    },
    ({ groups }) => {
      const { all, fresh } = counts(groups);
      return `${String(fresh)} of ${String(all)} servers in service run a new image; ${String(size)} are needed`;
    },
  );
}

/** Each group of before is gone, without traffic, or has nothing of the old image any more. */
export function earlierGoneOrWarm(record: LessonRecord): LessonPoint {
  const left = ({ groups }: FleetSight) =>
    groups.filter(
      (group) =>
        record.groupsBefore.includes(group.name) &&
        (group.isAttached || group.serving > 0) &&
        Object.keys(group.membersByImage).some((imageId) => isOld(record, imageId)),
    );
  return holding(
    record,
    { id: "earlier", title: "The earlier generation is gone, or kept warm without traffic" },
    (sight) => left(sight).length === 0,
    (sight) => {
      const names = left(sight).map(({ name }) => name);
      return names.length === 0 ? "no traffic reaches it" : `${names.join(", ")} still serves`;
    },
  );
}

export function operationDone(
  { operations, record }: Seen,
  kind: string,
  title: string,
): LessonPoint {
  const fleets = record.fleets.map(({ name }) => name);
  const own = operations.filter(
    (operation) =>
      operation.kind === kind && (operation.fleet === null || fleets.includes(operation.fleet)),
  );
  const done = own.find(({ status }) => status === "succeeded");
  const newest = own.at(-1);
  const evidence = done
    ? "its operation succeeded"
    : newest
      ? `its operation is ${newest.status}`
      : "no operation yet";
  return {
    id: kind,
    title,
    state: done ? "seen" : "open",
    atMs: done?.endedAtMs ?? null,
    evidence,
  };
}
