/** Exchanging the root volume of a running server, as AWS says how far it is. Times are epoch ms. */
import type { ImageId, ServerId } from "../ids.ts";

export interface RootTaskFact {
  readonly id: string;
  readonly serverId: ServerId;
  /** pending, in-progress, failing, succeeded, failed, failing-detached, failed-detached. */
  readonly state: string;
  readonly imageId: ImageId | null;
  readonly startedAtMs: number;
  /** `bennu:operation`, if Bennu asked for it. */
  readonly operation: string | null;
}

export const isUnderWay = ({ state }: RootTaskFact) =>
  ["pending", "in-progress", "failing", "failing-detached"].includes(state);

/** Of one server; null: it never had one that AWS still tells of. */
export const newestTask = (tasks: readonly RootTaskFact[], id: ServerId): RootTaskFact | null =>
  tasks
    .filter(({ serverId }) => serverId === id)
    .reduce<RootTaskFact | null>(
      (newest, one) => (newest === null || one.startedAtMs > newest.startedAtMs ? one : newest),
      null,
    );
