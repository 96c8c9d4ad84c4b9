/** What changed between two readings of a fleet, in an operator's words. */
import type { EventLevel } from "../model/operation.ts";
import type { GroupName, ServerId } from "../model/ids.ts";
import { isActive, servingMembers, type FleetReading } from "../guard/serving.ts";
import { servers } from "./words.ts";

export interface CapacityEvent {
  readonly level: EventLevel;
  readonly text: string;
}

export function capacityEvents(
  before: FleetReading | null,
  after: FleetReading,
): readonly CapacityEvent[] {
  if (!before) return [];
  return [...after.groups.keys()].flatMap((name) => ofGroup(before, after, name));
}

function ofGroup(
  before: FleetReading,
  after: FleetReading,
  name: GroupName,
): readonly CapacityEvent[] {
  const was = ids(servingMembers(before, name));
  const is = ids(servingMembers(after, name));
  const launched = added(
    ids(before.groups.get(name)?.members),
    ids(after.groups.get(name)?.members),
  );
  const gained = added(was, is);
  const lost = added(is, was);
  const where = at(after, name);
  return [
    launched.length > 0
      ? { level: "info" as const, text: `Launched ${counted(launched)} in ${name}` }
      : null,
    gained.length > 0
      ? { level: "good" as const, text: `${counted(gained)} in service ${where}` }
      : null,
    lost.length > 0
      ? {
          level: isMeant(after, name, lost) ? ("info" as const) : ("warn" as const),
          text: `${counted(lost)} no longer in service ${where}`,
        }
      : null,
  ].filter((event) => event !== null);
}

/** On their way out, or set aside: a server that stays and no longer answers is another matter. */
function isMeant(after: FleetReading, name: GroupName, lost: readonly ServerId[]): boolean {
  const stays = (after.groups.get(name)?.members ?? []).filter(isActive);
  return isShifted(after, name) || !stays.some(({ serverId }) => lost.includes(serverId));
}

/** Taken out of traffic: then its servers are meant to serve no more. */
function isShifted({ groups, targetGroupArns }: FleetReading, name: GroupName): boolean {
  const attached = groups.get(name)?.settings.targetGroupArns ?? [];
  return targetGroupArns.length > 0 && !targetGroupArns.some((arn) => attached.includes(arn));
}

const ids = (members: readonly { readonly serverId: ServerId }[] | undefined) =>
  (members ?? []).map((member) => member.serverId);
const added = (was: readonly ServerId[], is: readonly ServerId[]) => {
  const known = new Set(was);
  return is.filter((id) => !known.has(id));
};

function at(reading: FleetReading, name: GroupName): string {
  const targets = reading.targetGroupArns.map(
    (arn) => /targetgroup\/([^/]+)/.exec(arn)?.[1] ?? arn,
  );
  return targets.length > 0 ? `in ${targets.join(", ")} (${name})` : `in ${name}`;
}

function counted(list: readonly ServerId[]): string {
  return list.length > 2 ? servers(list.length) : list.map(short).join(" and ");
}

/** `i-0c41…9e2` */
function short(id: string): string {
  return id.length > 12 ? `${id.slice(0, 6)}…${id.slice(-3)}` : id;
}
