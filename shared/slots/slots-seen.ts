/** What one reading of a fleet says of each server of an operation's two sides, in an operator's states. */
import type { FleetReading } from "../guard/serving.ts";
import type { GroupFact, MemberFact } from "../model/facts.ts";
import type { ServerState } from "../model/fleet.ts";
import { sidesOf } from "../fleet/in-place/sides-of.ts";
import type { GroupName, ServerId } from "../model/ids.ts";
import type { Plan } from "../model/plan.ts";
import { TAG } from "../model/tags.ts";
import type { SlotSeen, SlotServer, SlotSide } from "./slot-server.ts";
import { lastMoment } from "./slot-server.ts";

type PlanGroups = NonNullable<Plan["groups"]>;

export function slotsSeen(reading: FleetReading, groups: PlanGroups): readonly SlotSeen[] {
  const healthOf = Map.groupBy(reading.targetHealth, ({ serverId }) => serverId);
  const { from, to } = sidesOf(reading, groups);
  const seen = (members: readonly MemberFact[], side: SlotSide, name: GroupName) => {
    const group = reading.groups.get(name);
    const at = group === undefined ? "out" : traffic(reading, group);
    return members.map((member): SlotSeen => {
      const states = (healthOf.get(member.serverId) ?? []).map(({ state }) => state);
      const state = stateOf(member, at, states);
      return { id: member.serverId, side, state, zone: member.zone };
    });
  };
  return [...seen(from, "from", groups.from), ...seen(to, "to", groups.to)];
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

function traffic({ targetGroupArns, ownTraffic }: FleetReading, group: GroupFact): Traffic {
  if (targetGroupArns.length === 0) return "none";
  const wanted = ownTraffic?.get(group.name) ?? targetGroupArns;
  const own = wanted.filter((arn) => group.settings.targetGroupArns.includes(arn));
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
  // What is kept warm lets its last requests end, and goes nowhere.
  if (targets.some((state) => state.endsWith("draining")))
    return at === "kept" ? "retained" : "draining";
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
