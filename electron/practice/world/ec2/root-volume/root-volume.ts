/**
 * Replacing the root volume of a running server: a task that goes on by itself and ends with a reboot. Addresses and
 * other volumes stay; the new disk runs user data as at a first boot.
 */
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { RootVolumeTaskState } from "../../kernel/state/ec2/volumes.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { usableImage } from "../images/usable-images.ts";
import { reboot } from "../instances/instance-life.ts";
import { detachRoot, exchangeRoot } from "./exchange-root.ts";
import { checkRootOrder } from "./root-volume-checks.ts";
import type { RootSource } from "./root-volume-checks.ts";
import { usableSnapshot } from "../snapshots/usable-snapshots.ts";

/** Neither image nor snapshot nor volume: back to what it was launched from. */
export interface RootVolumeOrder extends RootSource {
  readonly instanceId: string;
  readonly deleteReplaced: boolean;
  readonly tags: Tags;
}

type Due = { readonly id: string };
const taskDue = timerKind<Due>("ec2.root-volume-task");

const BEGINS_MS = [3000, 8000] as const;
const TAKES_MS = [30_000, 70_000] as const;
const FAILING_MS = 5000;

export function registerRootVolumeTasks(world: World): void {
  world.on(taskDue, (_, { id }) => {
    const task = world.state.rootVolumeTasks.get(id);
    if (task?.completedAtMs === null) goOn(world, task);
  });
}

export function replaceRootVolume(world: World, order: RootVolumeOrder): RootVolumeTaskState {
  const instance = checkRootOrder(world, order);
  const task: RootVolumeTaskState = {
    ...order,
    id: world.id("replacevol"),
    state: "pending",
    startedAtMs: world.nowMs,
    completedAtMs: null,
  };
  world.state.rootVolumeTasks.set(task.id, task);
  instance.rootTaskId = task.id;
  world.after(taskDue, world.chance.between(...BEGINS_MS), { id: task.id });
  return task;
}

function goOn(world: World, task: RootVolumeTaskState): void {
  const { id } = task;
  switch (task.state) {
    case "pending":
      task.state = "in-progress";
      world.after(taskDue, world.chance.between(...TAKES_MS), { id });
      return;
    case "in-progress":
      return decide(world, task);
    case "failing":
      return end(world, task, "failed");
    case "failing-detached":
      return end(world, task, "failed-detached");
    case "succeeded":
    case "failed":
    case "failed-detached":
      return;
  }
}

function end(world: World, task: RootVolumeTaskState, state: RootVolumeTaskState["state"]): void {
  task.state = state;
  task.completedAtMs = world.nowMs;
}

function decide(world: World, task: RootVolumeTaskState): void {
  const instance = world.state.instances.get(task.instanceId);
  if (!instance || instance.state !== "running" || !isSourceThere(world, task)) {
    return beginFailing(world, task, "failing");
  }
  const fate = world.mishaps?.rootVolumeFate?.(instance.id) ?? null;
  if (fate === "fails") return beginFailing(world, task, "failing");
  if (fate === "fails-detached") {
    detachRoot(world, instance);
    return beginFailing(world, task, "failing-detached");
  }
  succeed(world, task, instance);
}

function beginFailing(
  world: World,
  task: RootVolumeTaskState,
  state: "failing" | "failing-detached",
): void {
  task.state = state;
  world.after(taskDue, FAILING_MS, { id: task.id });
}

function succeed(world: World, task: RootVolumeTaskState, instance: InstanceState): void {
  end(world, task, "succeeded");
  exchangeRoot(world, instance, task);
  instance.bootsOfFormerRoot = instance.bootCount;
  reboot(world, instance);
}

/** It may have been deleted since, or taken away by who shared it. */
function isSourceThere(world: World, { imageId, snapshotId, volumeId }: RootVolumeTaskState) {
  if (imageId !== null) return usableImage(world, imageId)?.image.state === "available";
  if (snapshotId !== null) return usableSnapshot(world, snapshotId) !== null;
  return !volumeId || world.state.volumes.get(volumeId)?.state === "available";
}
