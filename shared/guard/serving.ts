/**
 * Which servers really serve: InService and Healthy in their group and, where the fleet has target groups, healthy
 * in every one of them. The traffic source has the last word; what it doesn't list doesn't serve.
 */
import type { GroupFact, MemberFact, TargetHealthFact } from "../model/facts.ts";
import type { GroupName, ImageId, ServerId, TargetGroupArn } from "../model/ids.ts";

/** The groups of a fleet and the health of their servers at its traffic, as read a moment ago. */
export interface FleetReading {
  readonly groups: ReadonlyMap<GroupName, GroupFact>;
  readonly targetGroupArns: readonly TargetGroupArn[];
  readonly targetHealth: readonly TargetHealthFact[];
  readonly readAtMs: number;
  /** Of a group that has others than the fleet's. */
  readonly ownTraffic?: ReadonlyMap<GroupName, readonly TargetGroupArn[]>;
  /** The rules that share the fleet's requests between target groups, where they do. */
  readonly rules?: readonly RuleWeights[];
  /** What the servers run; read only where old and new ones are told apart by it. */
  readonly images?: ReadonlyMap<ServerId, ImageId>;
}

export interface RuleWeights {
  readonly ruleArn: string;
  readonly weights: readonly { readonly targetGroupArn: TargetGroupArn; readonly weight: number }[];
}

export const emptyFleetReading = (readAtMs: number): FleetReading => ({
  groups: new Map(),
  targetGroupArns: [],
  targetHealth: [],
  readAtMs,
});

/** Servers that serve, over all groups of the reading. */
export function servingServers(reading: FleetReading): ReadonlySet<ServerId> {
  const serving = [...reading.groups.keys()].flatMap((name) => servingMembers(reading, name));
  return new Set(serving.map((member) => member.serverId));
}

/** The members of one group that serve; none if the group isn't there, or no request is meant for it. */
export function servingMembers(reading: FleetReading, name: GroupName): readonly MemberFact[] {
  const arns = trafficOf(reading, name);
  return arns.some((arn) => hasNoWeight(reading, arn)) ? [] : wellMembers(reading, name, arns);
}

/** The members of one group that are in service and healthy in all of these target groups, whoever asks them. */
export function wellMembers(
  reading: FleetReading,
  name: GroupName,
  arns: readonly TargetGroupArn[],
): readonly MemberFact[] {
  const members = reading.groups.get(name)?.members.filter(isInService) ?? [];
  if (arns.length === 0) return members;
  const healthy = healthyEverywhere(reading, arns);
  return members.filter((member) => healthy(member.serverId));
}

/** The target groups where a group's servers must be healthy to serve. */
export const trafficOf = (reading: FleetReading, name: GroupName): readonly TargetGroupArn[] =>
  reading.ownTraffic?.get(name) ?? reading.targetGroupArns;

const hasNoWeight = ({ rules = [] }: FleetReading, arn: TargetGroupArn) =>
  rules.some(({ weights }) =>
    weights.some(({ targetGroupArn, weight }) => targetGroupArn === arn && weight === 0),
  );

export const isInService = (member: MemberFact) =>
  member.lifecycleState === "InService" && member.healthStatus.toLowerCase() === "healthy";

/** Members that count towards the group's size: not on their way out, not in standby. */
export const isActive = (member: MemberFact) =>
  !/^(Terminat|Detach|Standby|EnteringStandby|Warmed)/.test(member.lifecycleState);

function healthyEverywhere(
  reading: FleetReading,
  arns: readonly TargetGroupArn[],
): (id: ServerId) => boolean {
  const seen = new Map<ServerId, Set<string>>();
  for (const target of reading.targetHealth) {
    if (target.state !== "healthy") continue;
    const arns = seen.get(target.serverId) ?? new Set();
    seen.set(target.serverId, arns.add(target.targetGroupArn));
  }
  return (id) => arns.every((arn) => seen.get(id)?.has(arn));
}
