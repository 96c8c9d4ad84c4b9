/** Whether each zone of a fleet has room for its part of the servers that a plan adds, as far as AWS tells. */
import type { ActivityFact, GroupFact } from "../../model/facts.ts";
import type { OutlookFacts, SubnetFact } from "../../model/facts/outlook-facts.ts";
import type { PlanOutlook } from "../../model/outlook.ts";
import { countWords } from "../../words/counts.ts";
import { agoWords } from "../../words/durations.ts";

type Zone = PlanOutlook["capacity"][number];

export interface Wanted {
  readonly group: GroupFact;
  /** Servers beyond those that run now, at most. */
  readonly extra: number;
  readonly instanceType: string | null;
  readonly nowMs: number;
}

export function capacityOf(wanted: Wanted, facts: OutlookFacts): Zone[] {
  const { settings } = wanted.group;
  const subnets = facts.subnets?.filter(({ id }) => settings.subnetIds.includes(id)) ?? null;
  const zones = [...new Set([...settings.zones, ...(subnets ?? []).map(({ zone }) => zone)])];
  const needed = zones.length === 0 ? 0 : Math.ceil(wanted.extra / zones.length);
  return zones.toSorted().map((zone) => zoneOf(zone, needed, wanted, subnets, facts));
}

function zoneOf(
  zone: string,
  needed: number,
  wanted: Wanted,
  subnets: readonly SubnetFact[] | null,
  facts: OutlookFacts,
): Zone {
  const freeAddresses = free(zone, subnets);
  const against = [
    tooFew(freeAddresses, needed),
    notOffered(zone, needed, wanted, facts),
    failedLately(zone, needed, wanted, facts),
  ].flatMap((words) => words ?? []);
  const notes = [...against, ...unknowns(freeAddresses, facts)];
  const fine = needed === 0 ? "nothing is added" : "room by addresses and offering";
  return {
    zone,
    needed,
    freeAddresses,
    ok: against.length === 0,
    note: notes.length === 0 ? fine : notes.join("; "),
  };
}

function free(zone: string, subnets: readonly SubnetFact[] | null): number | null {
  const here = subnets?.filter((subnet) => subnet.zone === zone) ?? [];
  if (here.length === 0) return null;
  return here.reduce((sum, { available }) => sum + available, 0);
}

function tooFew(freeAddresses: number | null, needed: number): string | null {
  if (freeAddresses === null || freeAddresses >= needed) return null;
  return `${countWords(freeAddresses, "free address", "free addresses")} for ${String(needed)} servers: Auto Scaling must put some into other zones`;
}

function notOffered(
  zone: string,
  needed: number,
  { instanceType }: Wanted,
  { offerings }: OutlookFacts,
): string | null {
  if (needed === 0 || offerings === null || instanceType === null) return null;
  const isThere = offerings.some((one) => one.instanceType === instanceType && one.zone === zone);
  return isThere ? null : `AWS doesn't offer ${instanceType} in this zone`;
}

function failedLately(
  zone: string,
  needed: number,
  { nowMs }: Wanted,
  { activities }: OutlookFacts,
): string | null {
  if (needed === 0) return null;
  const failed = (activities ?? []).find((activity) => lacksCapacity(activity, zone));
  if (failed === undefined) return null;
  return `AWS had no capacity ${agoWords(failed.startedAtMs, nowMs)}`;
}

/** AWS names the zone that it asked first; it also names those that may have room, after that. */
function lacksCapacity({ statusCode, statusMessage }: ActivityFact, zone: string): boolean {
  if (statusCode !== "Failed" || statusMessage === null) return false;
  const isLack = /InsufficientInstanceCapacity|do not have sufficient .* capacity/i;
  if (!isLack.test(statusMessage)) return false;
  const asked = /Availability Zone you requested \(([^)]+)\)/i.exec(statusMessage)?.[1];
  return asked === undefined ? statusMessage.includes(zone) : asked === zone;
}

function unknowns(freeAddresses: number | null, facts: OutlookFacts): string[] {
  const found: string[] = [];
  if (freeAddresses === null) found.push("free addresses are not known");
  if (facts.offerings === null) found.push("whether the type is offered is not known");
  if (facts.activities === null) found.push("recent failures are not known");
  return found;
}
