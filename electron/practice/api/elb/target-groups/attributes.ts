/** Attributes of target groups: AWS's defaults, and what was said otherwise. */
import type {
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput,
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupAttributesOutput,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { findTargetGroup } from "../../../world/elb/elb-lookups.ts";
import type { TargetGroupState } from "../../../world/kernel/state/elb.ts";
import type { CallContext } from "../../call-context.ts";
import { invalid, toPairs } from "../input.ts";

const DELAY = "deregistration_delay.timeout_seconds";
const HEALTH = "target_group_health";
const COMMON = {
  "stickiness.enabled": "false",
  "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
  [`${HEALTH}.dns_failover.minimum_healthy_targets.count`]: "1",
  [`${HEALTH}.dns_failover.minimum_healthy_targets.percentage`]: "off",
  [`${HEALTH}.unhealthy_state_routing.minimum_healthy_targets.count`]: "1",
  [`${HEALTH}.unhealthy_state_routing.minimum_healthy_targets.percentage`]: "off",
};
const APPLICATION = {
  "stickiness.type": "lb_cookie",
  "stickiness.lb_cookie.duration_seconds": "86400",
  "stickiness.app_cookie.cookie_name": "",
  "stickiness.app_cookie.duration_seconds": "86400",
  "load_balancing.algorithm.type": "round_robin",
  "load_balancing.algorithm.anomaly_mitigation": "off",
  "slow_start.duration_seconds": "0",
};
const NETWORK = {
  "stickiness.type": "source_ip",
  "deregistration_delay.connection_termination.enabled": "false",
  "preserve_client_ip.enabled": "true",
  "proxy_protocol_v2.enabled": "false",
  "target_health_state.unhealthy.connection_termination.enabled": "true",
  "target_health_state.unhealthy.draining_interval_seconds": "0",
};

const defaultsOf = ({ protocol }: TargetGroupState): Readonly<Record<string, string>> => ({
  ...COMMON,
  ...(protocol.startsWith("HTTP") ? APPLICATION : NETWORK),
});

const attributesOf = (group: TargetGroupState): Record<string, string> => ({
  ...defaultsOf(group),
  ...group.attributes,
  [DELAY]: String(group.deregistrationDelaySeconds),
});

export function describeTargetGroupAttributes(
  input: DescribeTargetGroupAttributesInput,
  { world }: CallContext,
): DescribeTargetGroupAttributesOutput {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  return { Attributes: toPairs(attributesOf(group)) };
}

export function modifyTargetGroupAttributes(
  input: ModifyTargetGroupAttributesInput,
  { world }: CallContext,
): ModifyTargetGroupAttributesOutput {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  const wishes = (input.Attributes ?? []).map(({ Key = "", Value = "" }) => ({ Key, Value }));
  for (const { Key, Value } of wishes) check(group, Key, Value);
  for (const { Key, Value } of wishes) {
    if (Key === DELAY) group.deregistrationDelaySeconds = Number(Value);
    else group.attributes[Key] = Value;
  }
  return { Attributes: toPairs(attributesOf(group)) };
}

function check(group: TargetGroupState, key: string, value: string): void {
  if (key !== DELAY && defaultsOf(group)[key] === undefined)
    throw invalid(`Target group attribute key '${key}' is not recognized`);
  const range = RANGES[key];
  if (range && !isWithin(value, range))
    throw invalid(`'${key}' must be between ${range[0]} and ${range[1]}, inclusive`);
  if (key.endsWith(".enabled") && !BOOLEANS.has(value))
    throw invalid(`'${key}' must be 'true' or 'false'`);
}

const BOOLEANS = new Set(["true", "false", "use_load_balancer_configuration"]);

const RANGES: Readonly<Record<string, readonly [low: number, high: number]>> = {
  [DELAY]: [0, 3600],
  "slow_start.duration_seconds": [0, 900],
  "stickiness.lb_cookie.duration_seconds": [1, 604_800],
  "stickiness.app_cookie.duration_seconds": [1, 604_800],
  "target_health_state.unhealthy.draining_interval_seconds": [0, 360_000],
};

function isWithin(value: string, [low, high]: readonly [number, number]): boolean {
  const number = Number(value);
  const isInside = /^\d+$/.test(value) && number >= low && number <= high;
  return isInside && !(low === 0 && high === 900 && number > 0 && number < 30);
}
