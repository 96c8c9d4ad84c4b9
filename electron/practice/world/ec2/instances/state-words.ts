/** From which states a server can be stopped and started, and what EC2 says of one that stops or ends. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { World } from "../../kernel/world.ts";

/** Why a server stops or ends, in EC2's words. */
export function noteReason(world: World, instance: InstanceState, cause: string): void {
  const at = new Date(world.nowMs).toISOString().slice(0, 19).replace("T", " ");
  const byGuest = cause === "guest-shutdown";
  const code = byGuest ? "Client.InstanceInitiatedShutdown" : "Client.UserInitiatedShutdown";
  const words = byGuest ? "Instance initiated shutdown" : "User initiated shutdown";
  instance.stateReason = { code, message: `${code}: ${words}` };
  instance.transitionReason = byGuest ? "Instance initiated" : `User initiated (${at} GMT)`;
}

export function checkMayStop(instance: InstanceState): void {
  if (!["running", "stopping", "stopped"].includes(instance.state))
    throw wrongState(instance, "stopped");
}

export function checkMayStart(instance: InstanceState): void {
  if (!["stopped", "pending", "running"].includes(instance.state))
    throw wrongState(instance, "started");
}

function wrongState(instance: InstanceState, wish: string): PracticeError {
  return new PracticeError(
    "IncorrectInstanceState",
    `The instance '${instance.id}' is not in a state from which it can be ${wish}.`,
  );
}
