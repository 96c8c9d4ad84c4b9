/**
 * What AWS does not say of images and snapshots, or only roughly, is a setting of the world: a scenario or a test
 * may choose otherwise. Settings are part of the world's state.
 */
import type { Json } from "../../kernel/json.ts";
import type { World } from "../../kernel/world.ts";

export interface ImageSettings {
  /** How long a deregistered image's name can't be given again. */
  readonly nameStaysTakenMs: number;
  /** How long the snapshots of a deregistered image still count as used. */
  readonly snapshotStaysInUseMs: number;
  /** How long lists still show a deregistered image: AWS says for a short interval. */
  readonly deregisteredStaysShownMs: number;
  /** What is said of a deregistered image: AWS has been seen to say either. */
  readonly deregisteredSays: "NotFound" | "Unavailable";
  /** Least time between two snapshots of one volume. */
  readonly snapshotEveryMs: number;
  /** Snapshots of one volume that may be pending at once: of most types, and of st1 and sc1. */
  readonly pendingSnapshots: number;
  readonly pendingSnapshotsOfSlowVolumes: number;
  readonly createMs: readonly [number, number];
  /** Within a region; to another one it takes twice as long. */
  readonly copyMs: readonly [number, number];
  /** When a copy fails for its key. */
  readonly keyFailsAfterMs: number;
  /** A launch is told in LastLaunchedTime after this. */
  readonly launchToldAfterMs: number;
  readonly cooldownMs: number;
  /** Accounts begin with public sharing blocked. */
  readonly blocksPublicImages: boolean;
  /** Whether a root volume may be replaced only from a snapshot of its own past. */
  readonly rootSnapshotOfOwnPast: boolean;
}

const HOUR_MS = 3_600_000;

export const IMAGE_DEFAULTS: ImageSettings = {
  nameStaysTakenMs: 15_000,
  snapshotStaysInUseMs: 0,
  deregisteredStaysShownMs: 0,
  deregisteredSays: "NotFound",
  snapshotEveryMs: 15_000,
  pendingSnapshots: 5,
  pendingSnapshotsOfSlowVolumes: 1,
  createMs: [50_000, 130_000],
  copyMs: [120_000, 420_000],
  keyFailsAfterMs: 20_000,
  launchToldAfterMs: 24 * HOUR_MS,
  cooldownMs: 24 * HOUR_MS,
  blocksPublicImages: true,
  rootSnapshotOfOwnPast: true,
};

const KEY = "settings|images";

export function imageSettings(world: World): ImageSettings {
  const chosen = world.state.loose.get(KEY) as Partial<ImageSettings> | undefined;
  return chosen ? { ...IMAGE_DEFAULTS, ...chosen } : IMAGE_DEFAULTS;
}

export function chooseImageSettings(world: World, chosen: Partial<ImageSettings>): void {
  const { ...before } = (world.state.loose.get(KEY) ?? {}) as Record<string, Json>;
  world.state.loose.set(KEY, { ...before, ...chosen });
}
