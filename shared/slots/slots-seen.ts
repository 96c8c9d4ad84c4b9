/** What one reading of a fleet says of each server of an operation's two sides, in an operator's states. */
import type { FleetReading } from "../guard/serving.ts";
import type { GroupFact, MemberFact } from "../model/facts.ts";
import type { ServerState } from "../model/fleet.ts";
import type { ServerId } from "../model/ids.ts";
import type { Plan } from "../model/plan.ts";
import { TAG } from "../model/tags.ts";
import type { SlotSeen, SlotServer, SlotSide } from "./slot-server.ts";
import { lastMoment } from "./slot-server.ts";

type PlanGroups = NonNullable<Plan["groups"]>;

/** Which side a member is on; null: on neither. Where both sides are one group, the caller can tell them apart. */
export type SideOf = (member: MemberFact, group: GroupFact) => SlotSide | null;

export function slotsSeen(
  reading: FleetReading,
  groups: PlanGroups,
  sideOf: SideOf = sideByGroup(groups),
): readonly SlotSeen[] {
  const healthOf = Map.groupBy(reading.targetHealth, ({ serverId }) => serverId);
  return [...new Set([groups.from, groups.to])].flatMap((name) => {
    const group = reading.groups.get(name);
    return (group?.members ?? []).flatMap((member) => {
      const side = group === undefined ? null : sideOf(member, group);
      if (group === undefined || side === null) return [];
      const states = (healthOf.get(member.serverId) ?? []).map(({ state }) => state);
      const state = stateOf(member, traffic(reading, group), states);
      return [{ id: member.serverId, side, state, zone: member.zone }];
    });
  });
}

/** In one group the template version tells; a member that runs another one than the old is new. */
export function sideByGroup({ from, to, inPlace }: PlanGroups): SideOf {
  return (member, { name }) => {
    if (inPlace === undefined) return name === from ? "from" : name === to ? "to" : null;
    const { template } = member;
    const isOld = template === null || template.version === String(inPlace.fromVersion);
    return isOld ? "from" : "to";
  };
}

/** What differs from what was known, and what is no longer listed. */
export function slotChanges(
  known: ReadonlyMap<ServerId, SlotServer>,
  seen: readonly SlotSeen[],
): readonly SlotSeen[] {
  const listed = new Set(seen.map(({ id }) => id));
  const changed = seen.filter((one) => differs(known.get(one.id), one));
  const gone = [...known.values()]
    .filter((server) => !listed.has(server.id) && lastMoment(server).state !== "gone")
    .map((server): SlotSeen => {
      return { id: server.id, zone: server.zone, side: lastMoment(server).side, state: "gone" };
    });
  return [...changed, ...gone];
}

function differs(known: SlotServer | undefined, seen: SlotSeen): boolean {
  if (known === undefined) return true;
  const { side, state } = lastMoment(known);
  return side !== seen.side || state !== seen.state;
}

/** `out`: the fleet has traffic and this group none of it; `kept`: and is marked as kept so. */
type Traffic = { readonly arns: number } | "none" | "out" | "kept";

function traffic({ targetGroupArns }: FleetReading, group: GroupFact): Traffic {
  if (targetGroupArns.length === 0) return "none";
  const own = targetGroupArns.filter((arn) => group.settings.targetGroupArns.includes(arn));
  if (own.length > 0) return { arns: own.length };
  return group.tags.some(({ key }) => key === TAG.warmUntil) ? "kept" : "out";
}

function stateOf(member: MemberFact, at: Traffic, targets: readonly string[]): ServerState {
  const { lifecycleState: lifecycle } = member;
  if (/^(Terminated|Detached)$/.test(lifecycle)) return "gone";
  if (lifecycle.endsWith(":Retained")) return "retained";
  if (/^(Terminating|Detaching|Warmed:Terminat)/.test(lifecycle)) return "draining";
  if (/^(Standby|EnteringStandby|Warmed)/.test(lifecycle)) return "standby";
  if (/^(Pending|ReplacingRootVolume|RootVolumeReplaced)/.test(lifecycle)) return "launching";
  if (targets.some((state) => state.endsWith("draining"))) return "draining";
  if (member.healthStatus.toLowerCase() !== "healthy") return "draining";
  return inService(at, targets);
}

function inService(at: Traffic, targets: readonly string[]): ServerState {
  if (at === "none") return "in-service";
  if (at === "kept") return "retained";
  if (at === "out") return "warming";
  return targets.filter((state) => state === "healthy").length >= at.arns
    ? "in-service"
    : "warming";
}
