/** What became of a region so far, and a digest of all it is: equal digests mean equal histories. */
import { createHash } from "node:crypto";
import type { World } from "../world/kernel/world.ts";

export interface RegionHistory {
  readonly nowMs: number;
  /** SHA-256 of the world as it would be saved. */
  readonly digest: string;
  /** Oldest first: activities of groups, refreshes, images and what others did. */
  readonly events: readonly HistoryEvent[];
}

export interface HistoryEvent {
  readonly atMs: number;
  readonly kind: "activity" | "refresh" | "image" | "deed";
  readonly subject: string;
  readonly text: string;
}

export const digestOf = (world: World): string =>
  createHash("sha256").update(JSON.stringify(world.toJSON())).digest("hex");

export function historyOf(world: World, deeds: readonly HistoryEvent[]): RegionHistory {
  const { activities, refreshes, images } = world.state;
  const events: HistoryEvent[] = [...deeds];
  for (const { startedAtMs, groupName, statusCode, description } of activities.values())
    events.push({
      atMs: startedAtMs,
      kind: "activity",
      subject: groupName,
      text: `${description} (${statusCode})`,
    });
  for (const { createdAtMs, groupName, id, status } of refreshes.values())
    events.push({
      atMs: createdAtMs,
      kind: "refresh",
      subject: groupName,
      text: `instance refresh ${id} (${status})`,
    });
  for (const { createdAtMs, id, name, state } of images.values())
    events.push({ atMs: createdAtMs, kind: "image", subject: id, text: `${name} (${state})` });
  events.sort((a, b) => a.atMs - b.atMs);
  return { nowMs: world.nowMs, digest: digestOf(world), events };
}
