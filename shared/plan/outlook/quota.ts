/** Whether the account's quota of vCPUs leaves room for the servers that a plan adds. */
import type { ServerFact } from "../../model/facts.ts";
import type { InstanceTypeFact, OutlookFacts } from "../../model/facts/outlook-facts.ts";
import type { PlanOutlook } from "../../model/outlook.ts";

/** Service Quotas' "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances". */
export const standardVcpuQuota = "L-1216C47A";

export const isStandard = (instanceType: string) => /^(a|c|d|h|i|m|r|t|z)\d/.test(instanceType);

export interface QuotaQuestion {
  readonly extra: number;
  readonly instanceType: string | null;
  /** Every server of the region that was read. */
  readonly servers: Iterable<ServerFact>;
}

export function quotaOf(
  { extra, instanceType, servers }: QuotaQuestion,
  { types, vcpuLimit }: OutlookFacts,
): PlanOutlook["quota"] {
  const neededVcpus = neededOf(extra, instanceType, types);
  if (extra === 0) return { neededVcpus: 0, freeVcpus: null, ok: true, note: "no server is added" };
  if (instanceType !== null && !isStandard(instanceType))
    return unknown(neededVcpus, `the quota of ${instanceType}'s family was not checked`);
  if (vcpuLimit === null) return unknown(neededVcpus, "Service Quotas could not be read");
  const used = usedOf(servers, types);
  if (used === null) return unknown(neededVcpus, "the vCPUs of what runs now are not known");
  const freeVcpus = vcpuLimit - used;
  const note = `${used.toLocaleString("en")} of ${vcpuLimit.toLocaleString("en")} vCPUs of the standard on-demand quota (${standardVcpuQuota}) run now, spot servers counted too`;
  const ok = neededVcpus === null ? null : neededVcpus <= freeVcpus;
  return { neededVcpus, freeVcpus, ok, note };
}

const unknown = (neededVcpus: number | null, note: string): PlanOutlook["quota"] => ({
  neededVcpus,
  freeVcpus: null,
  ok: null,
  note,
});

function neededOf(
  extra: number,
  instanceType: string | null,
  types: readonly InstanceTypeFact[] | null,
): number | null {
  const vcpus = types?.find(({ name }) => name === instanceType)?.vcpus ?? null;
  return vcpus === null ? null : extra * vcpus;
}

/** Null: a type is among them that nobody told the vCPUs of. */
function usedOf(
  servers: Iterable<ServerFact>,
  types: readonly InstanceTypeFact[] | null,
): number | null {
  const vcpus = new Map((types ?? []).map((type) => [type.name, type.vcpus]));
  let used = 0;
  for (const { instanceType, state } of servers) {
    if (!isStandard(instanceType) || (state !== "running" && state !== "pending")) continue;
    const each = vcpus.get(instanceType);
    if (each === undefined) return null;
    used += each;
  }
  return used;
}
