/**
 * SSM Agents: a server is a managed node if the agent is on its disk and it has an instance profile to speak with.
 * Nothing is kept of agents: what the server is and since when says all. A server that hangs in its boot says
 * nothing on its console, and its agent never comes up.
 */
import { contentsOf } from "../ec2/volumes/contents.ts";
import type { InstanceState } from "../kernel/state/ec2/instances.ts";
import type { World } from "../kernel/world.ts";

const AGENT = "amazon-ssm-agent";
/** Not documented: from running to registered, and from the last word to being called lost. */
export const AGENT_AFTER_MS = 25_000;
const LOST_AFTER_MS = 60_000;
const PING_EVERY_MS = 5 * 60_000;

export interface AgentFacts {
  readonly ping: "Online" | "ConnectionLost";
  readonly version: string;
  readonly lastPingAtMs: number;
  readonly registeredAtMs: number;
}

/** Null: not a managed node, or not yet. */
export function agentOf(world: World, instance: InstanceState): AgentFacts | null {
  const version = instance.instanceProfileArn === null ? null : versionOn(world, instance);
  if (version === null || instance.state === "terminated") return null;
  const registeredAtMs = instance.launchedAtMs + AGENT_AFTER_MS;
  if (isUp(world, instance)) {
    const sinceMs = instance.stateChangedAtMs + AGENT_AFTER_MS;
    const passedMs = Math.max(0, world.nowMs - sinceMs);
    const lastPingAtMs = sinceMs + Math.floor(passedMs / PING_EVERY_MS) * PING_EVERY_MS;
    return { ping: "Online", version, lastPingAtMs, registeredAtMs };
  }
  if (instance.bootCount === 0 || isFirstBoot(instance)) return null;
  const lastPingAtMs = instance.stateChangedAtMs;
  const isFresh = instance.state !== "running" && world.nowMs - lastPingAtMs < LOST_AFTER_MS;
  const ping = isFresh && instance.state !== "pending" ? "Online" : "ConnectionLost";
  return { ping, version, lastPingAtMs, registeredAtMs };
}

/** Whether a command would reach it now. */
export function isUp(world: World, instance: InstanceState): boolean {
  return (
    instance.state === "running" &&
    instance.consoleAtMs >= instance.stateChangedAtMs &&
    world.nowMs >= instance.stateChangedAtMs + AGENT_AFTER_MS
  );
}

const isFirstBoot = ({ bootCount, state }: InstanceState) => bootCount === 1 && state === "running";

function versionOn(world: World, instance: InstanceState): string | null {
  const { packages, services } = contentsOf(world, instance.contentsId);
  const found = packages.find(({ name }) => name === AGENT)?.version;
  if (found !== undefined) return found.split("-")[0] ?? found;
  return services.some((unit) => unit.replace(/\.service$/, "") === AGENT) ? "3.3.3050.0" : null;
}
