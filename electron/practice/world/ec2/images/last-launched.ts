/** When an image was last launched, which AWS tells a day late. A day's launches are remembered by the hour. */
import type { ImageState } from "../../kernel/state/ec2/images.ts";
import type { World } from "../../kernel/world.ts";
import { imageSettings } from "./settings.ts";
import { findUsableImage } from "./usable-images.ts";

const HOUR_MS = 3_600_000;

export function noteLaunchOf(world: World, imageId: string, atMs = world.nowMs): void {
  const { image } = findUsableImage(world, imageId);
  if (atMs >= (image.launchesAtMs?.at(-1) ?? 0)) noteLaunch(world, image, atMs);
}

function noteLaunch(world: World, image: ImageState, atMs: number): void {
  const before = image.launchesAtMs ?? [];
  const hour = (ms: number) => Math.floor(ms / HOUR_MS);
  const earlier = before.filter((ms) => hour(ms) !== hour(atMs));
  const told = earlier.findLastIndex((ms) => ms <= toldUntil(world));
  image.launchesAtMs = [...earlier.slice(Math.max(0, told)), atMs];
}

export function lastLaunchedMs(world: World, image: ImageState): number | null {
  return image.launchesAtMs?.findLast((ms) => ms <= toldUntil(world)) ?? null;
}

const toldUntil = (world: World) => world.nowMs - imageSettings(world).launchToldAfterMs;
