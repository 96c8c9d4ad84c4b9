/**
 * What an account may run at most: vCPUs of on-demand servers of the standard families, and servers of any kind.
 * Nothing is limited, and nothing counted, until a limit is set. Servers that ended count for a little longer.
 */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { instanceTypeNamed } from "../instances/instance-types.ts";

type Quotas = {
  readonly vcpus: number | null;
  readonly instances: number | null;
  readonly usedVcpus: number;
  readonly usedInstances: number;
};

const KEY = "settings|ec2-quotas";
/** Assumed: AWS says only that ended servers may count for a while. */
const COUNTS_AFTER_END_MS = 60_000;

const freed = timerKind<{ readonly instanceType: string }>("ec2.quota-freed");

export function registerQuotas(world: World): void {
  world.on(freed, (_, { instanceType }) => count(world, instanceType, -1));
}

export function setVcpuLimit(world: World, vcpus: number | null): void {
  choose(world, { vcpus });
}

export const vcpuLimitOf = (world: World): number | null => quotasOf(world)?.vcpus ?? null;

export function setInstanceLimit(world: World, instances: number | null): void {
  choose(world, { instances });
}

function choose(world: World, chosen: Partial<Quotas>): void {
  const before = quotasOf(world) ?? { vcpus: null, instances: null, ...usedNow(world) };
  const after = { ...before, ...chosen };
  if (after.vcpus === null && after.instances === null) world.state.loose.delete(KEY);
  else world.state.loose.set(KEY, after);
}

function usedNow(world: World): Pick<Quotas, "usedVcpus" | "usedInstances"> {
  const used = { usedVcpus: 0, usedInstances: 0 };
  for (const { state, instanceType } of world.state.instances.values()) {
    if (state === "stopped" || state === "terminated") continue;
    used.usedVcpus += standardVcpus(instanceType);
    used.usedInstances++;
  }
  return used;
}

const quotasOf = (world: World) => world.state.loose.get(KEY) as Quotas | undefined;

/** The quota's other families, such as GPUs, are not limited here. */
function standardVcpus(instanceType: string): number {
  return /^[acdhimrtz]/.test(instanceType) ? (instanceTypeNamed(instanceType)?.vcpus ?? 0) : 0;
}

export function countStarted(world: World, { instanceType }: InstanceState): void {
  count(world, instanceType, 1);
}

export function countStopped(world: World, { instanceType }: InstanceState): void {
  count(world, instanceType, -1);
}

export function countEnded(world: World, { instanceType }: InstanceState): void {
  if (quotasOf(world)) world.after(freed, COUNTS_AFTER_END_MS, { instanceType });
}

function count(world: World, instanceType: string, servers: 1 | -1): void {
  const quotas = quotasOf(world);
  if (!quotas) return;
  world.state.loose.set(KEY, {
    ...quotas,
    usedVcpus: Math.max(0, quotas.usedVcpus + servers * standardVcpus(instanceType)),
    usedInstances: Math.max(0, quotas.usedInstances + servers),
  });
}

/** How many of `wanted` may still start; throws if that is less than `least`. */
export function withinQuotas(
  world: World,
  instanceType: string,
  { least, wanted }: { readonly least: number; readonly wanted: number },
): number {
  const quotas = quotasOf(world);
  if (!quotas) return wanted;
  const byVcpus = fitting(quotas.vcpus, quotas.usedVcpus, standardVcpus(instanceType));
  if (byVcpus < least) throw tooManyVcpus(quotas.vcpus ?? 0);
  const byInstances = fitting(quotas.instances, quotas.usedInstances, 1);
  if (byInstances < least) throw tooManyInstances(quotas, least);
  return Math.min(wanted, byVcpus, byInstances);
}

function fitting(limit: number | null, used: number, each: number): number {
  return limit === null || each === 0 ? Infinity : Math.max(0, Math.floor((limit - used) / each));
}

const ASK = "Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment";

function tooManyVcpus(limit: number): PracticeError {
  const words =
    `You have requested more vCPU capacity than your current vCPU limit of ${limit} allows for the instance bucket ` +
    `that the specified instance type belongs to. ${ASK} to this limit.`;
  return new PracticeError("VcpuLimitExceeded", words);
}

function tooManyInstances({ instances, usedInstances }: Quotas, more: number): PracticeError {
  const words =
    `You have requested more instances (${usedInstances + more}) than your current instance limit of ${instances} ` +
    `allows for the specified instance type. ${ASK} to this limit.`;
  return new PracticeError("InstanceLimitExceeded", words);
}
