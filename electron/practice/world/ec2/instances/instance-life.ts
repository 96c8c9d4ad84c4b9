/**
 * The life of an instance: pending, running, stopping, stopped, shutting-down, terminated, forgotten an hour later.
 * Times are like life, with seeded jitter. Every change of state is told to the world's other parts.
 */
import type { InstanceState, InstanceStateName } from "../../kernel/state/ec2/instances.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { leavePlace, takePlace } from "../capacity/places.ts";
import { consolePosted, postConsole } from "../guest/console-output.ts";
import { bootGuest } from "../guest/guest-boot.ts";
import { checkMayStart, checkMayStop, noteReason } from "./state-words.ts";
import { forgetTags } from "../tags/tag-index.ts";
import { keepFormerState } from "../visibility/visibility.ts";
import { releaseVolumes } from "../volumes/release.ts";

type Life = { readonly id: string; readonly boot: number };
const running = timerKind<Life>("ec2.running");
const checksPass = timerKind<Life>("ec2.checks-pass");
const stopped = timerKind<Life>("ec2.stopped");
const terminated = timerKind<Life>("ec2.terminated");
const forget = timerKind<Life>("ec2.forget");

/** Milliseconds, from and to. */
const TIMES = {
  pending: [20_000, 45_000],
  checks: [70_000, 140_000],
  stopping: [15_000, 40_000],
  shuttingDown: [20_000, 55_000],
} as const;
const FORGET_AFTER_MS = 60 * 60_000;
/** Assumed: AWS says that the console is posted shortly after a boot. */
const POSTED_AFTER_BOOT_MS = 90_000;

export function registerInstanceLife(world: World): void {
  world.on(running, (_, life) =>
    whenStill(world, life, "pending", (instance) => run(world, instance)),
  );
  world.on(checksPass, (_, life) =>
    whenStill(world, life, "running", (instance) => passChecks(world, instance)),
  );
  world.on(consolePosted, (_, life) =>
    whenStill(world, life, "running", (instance) => postConsole(instance, world.nowMs)),
  );
  world.on(stopped, (_, life) =>
    whenStill(world, life, "stopping", (instance) => rest(world, instance)),
  );
  world.on(terminated, (_, life) =>
    whenStill(world, life, "shutting-down", (instance) => end(world, instance)),
  );
  world.on(forget, (_, { id }) => {
    world.state.instances.delete(id);
    forgetTags(world, id);
  });
}

function whenStill(
  world: World,
  { id, boot }: Life,
  state: InstanceStateName,
  act: (instance: InstanceState) => void,
): void {
  const instance = world.state.instances.get(id);
  if (instance && instance.state === state && instance.bootCount === boot) act(instance);
}

function lifeOf(instance: InstanceState): Life {
  return { id: instance.id, boot: instance.bootCount };
}

function jitter(world: World, [low, high]: readonly [number, number]): number {
  return Math.round(world.chance.between(low, high));
}

/** Sets the state of a server and tells the other parts. */
function enter(
  world: World,
  instance: InstanceState,
  to: InstanceStateName,
  cause: string,
  isNew = false,
): void {
  const from = isNew ? null : instance.state;
  if (!isNew) keepFormerState(world, instance);
  instance.state = to;
  instance.stateChangedAtMs = world.nowMs;
  world.instanceChanged({
    instanceId: instance.id,
    groupName: instance.groupName,
    from,
    to,
    cause,
  });
}

/** A new server has been put into the table. */
export function beginPending(world: World, instance: InstanceState, cause: string): void {
  instance.consolePosted = { upTo: 0, atMs: world.nowMs };
  takePlace(world, instance);
  world.after(running, jitter(world, TIMES.pending), lifeOf(instance));
  enter(world, instance, "pending", cause, true);
}

function run(world: World, instance: InstanceState): void {
  if (instance.launchFault) return failLaunch(world, instance, instance.launchFault);
  instance.bootCount++;
  instance.health = "unknown";
  instance.systemCheck = "initializing";
  instance.instanceCheck = "initializing";
  world.after(checksPass, jitter(world, TIMES.checks), lifeOf(instance));
  world.after(consolePosted, POSTED_AFTER_BOOT_MS, lifeOf(instance));
  bootGuest(world, instance);
  enter(world, instance, "running", "boot");
}

/** It never ran: EC2 says why, and keeps it like any other that has ended. */
function failLaunch(
  world: World,
  instance: InstanceState,
  fault: NonNullable<InstanceState["launchFault"]>,
): void {
  instance.stateReason = fault;
  instance.transitionReason = fault.code;
  silence(instance);
  end(world, instance, "launch-failed");
}

/** An ill server is still on a good host; where data is missing, it is missing of both. */
function passChecks(world: World, instance: InstanceState): void {
  const found = world.mishaps?.statusChecks?.(instance) ?? "ok";
  instance.systemCheck = found === "insufficient-data" ? found : "ok";
  instance.instanceCheck = found;
  if (found === "impaired") enter(world, instance, "running", found);
}

/** The operating system starts again; EC2's state stays running. User data does not run again. */
export function reboot(world: World, instance: InstanceState): void {
  instance.bootCount++;
  instance.health = "unknown";
  instance.instanceCheck = "initializing";
  world.after(checksPass, jitter(world, TIMES.checks), lifeOf(instance));
  world.after(consolePosted, POSTED_AFTER_BOOT_MS, lifeOf(instance));
  bootGuest(world, instance);
}

/** Stopped already or stopping: nothing happens. */
export function stop(world: World, instance: InstanceState, cause: string): void {
  if (instance.state === "stopped" || instance.state === "stopping") return;
  checkMayStop(instance);
  noteReason(world, instance, cause);
  silence(instance);
  world.after(stopped, jitter(world, TIMES.stopping), lifeOf(instance));
  enter(world, instance, "stopping", cause);
}

function rest(world: World, instance: InstanceState): void {
  postConsole(instance, world.nowMs);
  if (instance.instanceStore) instance.instanceStore.blankAtBoot = instance.bootCount + 1;
  enter(world, instance, "stopped", "stopped");
  leavePlace(world, instance);
}

export function start(world: World, instance: InstanceState): void {
  if (instance.state === "running" || instance.state === "pending") return;
  checkMayStart(instance);
  takePlace(world, instance);
  instance.launchedAtMs = world.nowMs;
  instance.stateReason = null;
  instance.transitionReason = "";
  world.after(running, jitter(world, TIMES.pending), lifeOf(instance));
  enter(world, instance, "pending", "user");
}

/** On its way out already: nothing happens. */
export function terminate(world: World, instance: InstanceState, cause: string): void {
  if (instance.state === "terminated" || instance.state === "shutting-down") return;
  if (instance.state === "stopped") instance.endsWithoutPlace = true;
  noteReason(world, instance, cause);
  silence(instance);
  world.after(terminated, jitter(world, TIMES.shuttingDown), lifeOf(instance));
  enter(world, instance, "shutting-down", cause);
}

function end(world: World, instance: InstanceState, cause = "terminated"): void {
  postConsole(instance, world.nowMs);
  releaseVolumes(world, instance);
  const subnet = world.state.subnets.get(instance.subnetId);
  if (subnet) subnet.freeAddresses++;
  const heldPlace = instance.endsWithoutPlace !== true;
  world.after(forget, FORGET_AFTER_MS, lifeOf(instance));
  enter(world, instance, "terminated", cause);
  if (heldPlace) leavePlace(world, instance);
}

function silence(instance: InstanceState): void {
  instance.health = "unknown";
  instance.systemCheck = "not-applicable";
  instance.instanceCheck = "not-applicable";
}
