/**
 * Attribute-based selection: the region's types that fit a set of InstanceRequirements. vCPUs, memory, burstable
 * types, and lists of allowed or excluded types are looked at; all other attributes are kept and pass.
 */
import { INSTANCE_TYPES, instanceTypeNamed } from "../../ec2/instances/instance-types.ts";
import type { InstanceTypeFacts } from "../../ec2/instances/instance-types.ts";

interface Range {
  readonly Min?: number | undefined;
  readonly Max?: number | undefined;
}

export interface TypeRequirements {
  readonly VCpuCount?: Range | undefined;
  readonly MemoryMiB?: Range | undefined;
  readonly BurstablePerformance?: string | undefined;
  readonly AllowedInstanceTypes?: readonly string[] | undefined;
  readonly ExcludedInstanceTypes?: readonly string[] | undefined;
}

/** Cheapest first, as far as size tells. */
export function typesThatFit(wish: TypeRequirements, architecture: string | null): string[] {
  return [...INSTANCE_TYPES.values()]
    .filter((type) => architecture === null || type.architecture === architecture)
    .filter((type) => fits(type, wish))
    .toSorted((a, b) => priceOf(a) - priceOf(b))
    .map(({ name }) => name);
}

function fits(type: InstanceTypeFacts, wish: TypeRequirements): boolean {
  const burstable = wish.BurstablePerformance ?? "excluded";
  if (burstable === "excluded" && type.burstable) return false;
  if (burstable === "required" && !type.burstable) return false;
  if (wish.AllowedInstanceTypes?.length && !isNamed(type, wish.AllowedInstanceTypes)) return false;
  if (isNamed(type, wish.ExcludedInstanceTypes ?? [])) return false;
  return isWithin(type.vcpus, wish.VCpuCount) && isWithin(type.memoryMib, wish.MemoryMiB);
}

const isWithin = (value: number, { Min = 0, Max = Infinity }: Range = {}) =>
  value >= Min && value <= Max;

/** `*` stands for any characters, as in `c7*.large`. */
const isNamed = ({ name }: InstanceTypeFacts, patterns: readonly string[]) =>
  patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replaceAll(".", "\\."));
    return new RegExp(`^${parts.join(".*")}$`).test(name);
  });

/** No price list: a type costs as much as it is large. Only the order counts. */
const priceOf = ({ vcpus, memoryMib }: InstanceTypeFacts) => vcpus + memoryMib / 4096;

export function priceOfType(name: string): number {
  const facts = instanceTypeNamed(name);
  return facts ? priceOf(facts) : Infinity;
}

/** What one server of the type counts for, where the group's capacity is measured so. */
export function unitsOfType(name: string, capacityType: string | null): number | null {
  const facts = instanceTypeNamed(name);
  if (capacityType === "vcpu") return facts?.vcpus ?? 1;
  return capacityType === "memory-mib" ? (facts?.memoryMib ?? 1) : null;
}
