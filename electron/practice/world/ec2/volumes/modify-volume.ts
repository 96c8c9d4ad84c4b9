/** Changes of volumes in use or free: seen at once, carried out over minutes, one after the other, four a day. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type {
  VolumeChangeState,
  VolumeNumbers,
  VolumeState,
} from "../../kernel/state/ec2/volumes.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { completeShape, speedOf } from "./volume-shape.ts";

const next = timerKind<{ readonly id: string; readonly startedAtMs: number }>("ec2.volume-change");

const MODIFYING_MS = [2000, 8000] as const;
/** Assumed: in life it goes by what the volume holds, up to a day. */
const OPTIMIZING_MS = [60_000, 600_000] as const;
const MOST_A_DAY = 4;
const DAY_MS = 24 * 3_600_000;

export function registerVolumeChanges(world: World): void {
  world.on(next, (_, { id, startedAtMs }) => {
    const volume = world.state.volumes.get(id);
    if (volume?.change?.startedAtMs === startedAtMs) goOn(world, volume, volume.change);
  });
}

export function numbersOf(volume: VolumeState): VolumeNumbers {
  const { sizeGib, volumeType } = volume;
  return { sizeGib, volumeType, ...speedOf(volume) };
}

export type VolumeWish = Partial<VolumeNumbers>;

/** The numbers that the volume would have; throws if it can't. A new type begins with its own speed. */
export function checkChange(world: World, volume: VolumeState, wish: VolumeWish): VolumeNumbers {
  checkMoment(world, volume);
  const before = numbersOf(volume);
  const volumeType = wish.volumeType ?? before.volumeType;
  const kept: VolumeWish = volumeType === before.volumeType ? before : {};
  const sizeGib = wish.sizeGib ?? before.sizeGib;
  if (sizeGib < before.sizeGib) {
    const words = "New size cannot be smaller than existing size";
    throw new PracticeError("InvalidParameterValue", words);
  }
  const { iops = kept.iops, throughput = kept.throughput } = wish;
  return completeShape({ volumeType, sizeGib, iops, throughput });
}

function checkMoment(world: World, volume: VolumeState): void {
  const { id, state, change } = volume;
  if (state !== "available" && state !== "in-use") {
    const words = `The volume '${id}' is in the '${state}' state.`;
    throw new PracticeError("IncorrectState", words);
  }
  if (change && change.state !== "completed") {
    const words = `Cannot modify volume ${id} because it is currently in modification state ${change.state.toUpperCase()}`;
    throw new PracticeError("IncorrectModificationState", words);
  }
  if (changesOfDay(world, volume).length < MOST_A_DAY) return;
  const words =
    "You've reached the maximum modification rate per volume limit. " +
    `A volume can be modified ${MOST_A_DAY} times within 24 hours.`;
  throw new PracticeError("VolumeModificationRateExceeded", words);
}

const changesOfDay = (world: World, { changesAtMs = [] }: VolumeState): readonly number[] =>
  changesAtMs.filter((atMs) => world.nowMs - atMs < DAY_MS);

export function changeVolume(
  world: World,
  volume: VolumeState,
  after: VolumeNumbers,
): VolumeChangeState {
  const before = numbersOf(volume);
  const takesMs = Math.round(world.chance.between(...MODIFYING_MS));
  const startedAtMs = world.nowMs;
  const endsAtMs = startedAtMs + takesMs;
  const change = { state: "modifying" as const, startedAtMs, endsAtMs, before, after };
  volume.change = change;
  volume.changesAtMs = [...changesOfDay(world, volume), startedAtMs];
  world.schedule(next, endsAtMs, { id: volume.id, startedAtMs });
  return change;
}

/** The new numbers hold while the volume is still being optimized. */
function goOn(world: World, volume: VolumeState, change: VolumeChangeState): void {
  if (change.state === "optimizing") {
    change.state = "completed";
    return;
  }
  change.state = "optimizing";
  takeOver(volume, change.after);
  change.endsAtMs = world.nowMs + Math.round(world.chance.between(...OPTIMIZING_MS));
  const { startedAtMs } = change;
  world.schedule(next, change.endsAtMs, { id: volume.id, startedAtMs });
}

function takeOver(
  volume: VolumeState,
  { sizeGib, volumeType, iops, throughput }: VolumeNumbers,
): void {
  Object.assign(volume, { sizeGib, volumeType });
  delete volume.iops;
  delete volume.throughput;
  if (iops !== undefined) volume.iops = iops;
  if (throughput !== undefined) volume.throughput = throughput;
}

/** From 0 to 100. */
export function progressOf(
  world: World,
  { state, startedAtMs, endsAtMs }: VolumeChangeState,
): number {
  if (state === "completed") return 100;
  if (state === "modifying") return 0;
  return Math.floor((99 * (world.nowMs - startedAtMs)) / Math.max(1, endsAtMs - startedAtMs));
}
