/**
 * The history of a group's capacity, kept only while somebody watches the group, and only its changes. A group that
 * nobody watches costs one look into an empty table.
 */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { CapacityLog, CapacityRow } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { warmTarget } from "../../autoscaling/warm-pool/pool-size.ts";

const KEPT_MS = 15 * 24 * 60 * 60 * 1000;
const MOST_ROWS = 2000;

export function watchCapacity(world: World, group: GroupState): void {
  const log = world.state.capacityLogs.get(group.name);
  if (log?.groupArn === group.arn) return;
  world.state.capacityLogs.set(group.name, { groupArn: group.arn, rows: [] });
  noteCapacity(world, group);
}

/** Called whenever a group has looked at itself. */
export function noteCapacity(world: World, group: GroupState): void {
  const log = world.state.capacityLogs.get(group.name);
  if (!log) return;
  const row = rowOf(world.nowMs, group);
  const last = log.rows.at(-1);
  if (last?.every((value, index) => index === 0 || value === row[index])) return;
  log.rows.push(row);
  const isOld = (log.rows[1]?.[0] ?? world.nowMs) < world.nowMs - KEPT_MS;
  if (isOld || log.rows.length > MOST_ROWS) log.rows = log.rows.slice(1);
}

export function rowOf(atMs: number, group: GroupState): CapacityRow {
  const warm = group.warmPool?.members ?? [];
  return [
    atMs,
    group.minSize,
    group.maxSize,
    group.desiredCapacity,
    ...LIVE.map((pattern) => count(group.members, pattern)),
    warmTarget(group),
    ...WARM.map((pattern) => count(warm, pattern)),
  ] as CapacityRow;
}

/** In service, pending, in standby, terminating. */
const LIVE = [/^(InService|Replacing|RootVol)/, /^Pending/, /Standby$/, /^Terminating/];
/** Warmed, pending, terminating. */
const WARM = [/^Warmed:(Stopped|Running|Hibernated)/, /^Warmed:Pending/, /^Warmed:Terminating/];

const count = (members: readonly MemberState[], pattern: RegExp) =>
  members.filter(({ lifecycleState }) => pattern.test(lifecycleState)).length;

/** The row that held then; before the first one it is the first. Null: the log is empty. */
export function rowAt({ rows }: CapacityLog, atMs: number): CapacityRow | null {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.[0] ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return rows[Math.max(0, low - 1)] ?? null;
}

/** What the group was like then, as far as is known. */
export function capacityAt(world: World, group: GroupState, atMs: number): CapacityRow {
  const log = world.state.capacityLogs.get(group.name);
  return (log && rowAt(log, atMs)) ?? rowOf(world.nowMs, group);
}
