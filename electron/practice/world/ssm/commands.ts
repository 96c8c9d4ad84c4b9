/**
 * Run Command: a command goes to its servers, so many at a time as it may; what is run and what it leaves, the
 * server's guest says. A server that can't be reached is tried again until the command's time to start is over.
 */
import type { CommandState, InvocationState } from "../kernel/state/ssm.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { agentOf, isUp } from "./agents.ts";
import { beginRun } from "./invocations.ts";
import { endInvocation, errorsAllowed, errorsOf, isOver, runsAtOnce } from "./command-status.ts";
import { awaitServer } from "./waiting-servers.ts";

type Of = { readonly command: string; readonly instance: string };
export const delivery = timerKind<Of>("ssm.delivery");
export const deliveryExpires = timerKind<Of>("ssm.delivery-expires");
export const forgetCommand = timerKind<{ readonly command: string }>("ssm.forget");

/** The agent asks for work every so often. */
const DELIVERY_MS = 1_200;
const KEPT_MS = 30 * 86_400_000;

export function sendCommand(world: World, command: CommandState): void {
  world.state.commands.set(command.id, command);
  world.after(forgetCommand, KEPT_MS, { command: command.id });
  sendMore(world, command);
}

/** As many of those that wait as may run now. */
export function sendMore(world: World, command: CommandState): void {
  const all = Object.values(command.invocations);
  if (errorsOf(all) > errorsAllowed(command)) return terminateRest(world, all);
  const free = runsAtOnce(command) - all.filter(isSent).length;
  for (const invocation of all.filter(isQueued).slice(0, Math.max(0, free))) {
    invocation.details = "Sent";
    deliverSoon(world, command, invocation);
  }
}

const isQueued = ({ status, details }: InvocationState) =>
  status === "Pending" && details === "Pending";

const isSent = (invocation: InvocationState) => !isOver(invocation) && !isQueued(invocation);

function terminateRest(world: World, all: readonly InvocationState[]): void {
  for (const invocation of all.filter(isQueued))
    endInvocation(world, invocation, { status: "Cancelled", details: "Terminated" });
}

function deliverSoon(world: World, command: CommandState, { instanceId }: InvocationState): void {
  const of = { command: command.id, instance: instanceId };
  world.after(delivery, DELIVERY_MS, of);
  world.schedule(deliveryExpires, command.requestedAtMs + command.timeoutSeconds * 1000, of);
}

export function deliver(world: World, of: Of): void {
  const found = findInvocation(world, of);
  if (!found || (found.invocation.status !== "Pending" && found.invocation.status !== "Delayed"))
    return;
  const { command, invocation } = found;
  const instance = world.state.instances.get(of.instance);
  if (instance && agentOf(world, instance) && isUp(world, instance))
    return beginRun(world, command, invocation, instance);
  invocation.status = "Delayed";
  invocation.details = "Delayed";
  awaitServer(world, of.instance, of.command);
}

/** It has not begun in time. */
export function expireDelivery(world: World, of: Of): void {
  const found = findInvocation(world, of);
  if (!found || isOver(found.invocation) || found.invocation.startedAtMs !== null) return;
  endInvocation(world, found.invocation, { status: "TimedOut", details: "DeliveryTimedOut" });
  sendMore(world, found.command);
}

export function findInvocation(
  world: World,
  { command: id, instance }: Of,
): { readonly command: CommandState; readonly invocation: InvocationState } | null {
  const command = world.state.commands.get(id);
  const invocation = command?.invocations[instance];
  return command && invocation ? { command, invocation } : null;
}

/** What has not begun is cancelled at once; what runs is told to stop, and usually does. */
export function cancelCommand(
  world: World,
  command: CommandState,
  instanceIds: readonly string[],
): void {
  const wanted = Object.values(command.invocations).filter(
    ({ instanceId }) => instanceIds.length === 0 || instanceIds.includes(instanceId),
  );
  if (instanceIds.length === 0) command.isCancelled = true;
  for (const invocation of wanted.filter((each) => !isOver(each))) {
    if (invocation.startedAtMs === null)
      endInvocation(world, invocation, { status: "Cancelled", details: "Cancelled" });
    else cancelRun(world, command, invocation);
  }
}

export const cancelled = timerKind<Of>("ssm.cancelled");
const CANCEL_MS = 2_000;

function cancelRun(world: World, command: CommandState, invocation: InvocationState): void {
  invocation.status = "Cancelling";
  invocation.details = "Cancelling";
  world.after(cancelled, CANCEL_MS, { command: command.id, instance: invocation.instanceId });
}

export function finishCancel(world: World, of: Of): void {
  const found = findInvocation(world, of);
  if (found?.invocation.status !== "Cancelling") return;
  endInvocation(world, found.invocation, { status: "Cancelled", details: "Cancelled" });
}
