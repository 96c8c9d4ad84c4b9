/** Commands that wait for a server to be reachable, kept under the server's id: no timer looks for them. */
import type { World } from "../kernel/world.ts";

const keyOf = (instanceId: string) => `ssm.waiting|${instanceId}`;

export function awaitServer(world: World, instanceId: string, commandId: string): void {
  const waiting = commandsFor(world, instanceId).filter((id) => id !== commandId);
  world.state.loose.set(keyOf(instanceId), [...waiting, commandId]);
}

export function commandsFor(world: World, instanceId: string): readonly string[] {
  const kept = world.state.loose.get(keyOf(instanceId));
  return Array.isArray(kept) ? kept.map(String) : [];
}

export function takeCommandsFor(world: World, instanceId: string): readonly string[] {
  const waiting = commandsFor(world, instanceId);
  if (waiting.length > 0) world.state.loose.delete(keyOf(instanceId));
  return waiting;
}
