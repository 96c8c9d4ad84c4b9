/**
 * What a change of weights leaves of a fleet. A balancer gives each target group its part of the requests, whether it
 * has servers for them or not: so the fleet serves as much as the group with the least for its part allows.
 */
import type { Call } from "../model/call.ts";
import type { ServerId, TargetGroupArn } from "../model/ids.ts";
import {
  servingMembers,
  servingServers,
  trafficOf,
  type FleetReading,
  type RuleWeights,
} from "./serving.ts";

export type WeightCall = Extract<Call, { readonly call: "ModifyRule" | "ModifyListener" }>;

/** Servers that would serve after exactly that call, at worst. */
export function servingAfterWeights(call: WeightCall, fresh: FleetReading): number {
  const { ruleArn, weights } = call;
  const others = (fresh.rules ?? []).filter((rule) => rule.ruleArn !== ruleArn);
  const after = { ...fresh, rules: [...others, { ruleArn, weights }] };
  const serving = servingServers(after).size;
  return Math.min(serving, ...after.rules.map((rule) => carried(rule, after)));
}

/** Of so many servers, all requests would take no more than their part of them at any target group. */
function carried({ weights }: RuleWeights, reading: FleetReading): number {
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const limits = weights
    .filter(({ weight }) => weight > 0)
    .map(({ targetGroupArn, weight }) => (serversAt(reading, targetGroupArn) * total) / weight);
  return Math.floor(Math.min(...limits) + ROUNDING);
}

const ROUNDING = 1e-6;

function serversAt(reading: FleetReading, arn: TargetGroupArn): number {
  const ids = [...reading.groups.keys()]
    .filter((name) => trafficOf(reading, name).includes(arn))
    .flatMap((name): ServerId[] => servingMembers(reading, name).map(({ serverId }) => serverId));
  return new Set(ids).size;
}
