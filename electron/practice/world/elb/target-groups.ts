/** Target groups by themselves: made with AWS's defaults, changed, deleted. */
import { PracticeError } from "../kernel/practice-error.ts";
import type { TargetGroupState, TargetHealthCheck } from "../kernel/state/elb.ts";
import type { World } from "../kernel/world.ts";
import { beginHealthChecks } from "./health-sweep.ts";
import { MOST } from "./limits.ts";

export interface TargetGroupOrder {
  readonly name: string;
  readonly protocol: string;
  readonly protocolVersion: string;
  readonly port: number;
  readonly vpcId: string;
  readonly healthCheck: Partial<TargetHealthCheck>;
  readonly tags: Record<string, string>;
}

/** The same once more with the same settings is the same group; with others it is refused. */
export function createTargetGroup(world: World, order: TargetGroupOrder): TargetGroupState {
  const healthCheck = checkedHealthCheck({ ...defaultsFor(order.protocol), ...order.healthCheck });
  const known = [...world.state.targetGroups.values()].find(({ name }) => name === order.name);
  if (known && isSame(known, order, healthCheck)) return known;
  if (known)
    throw new PracticeError(
      "DuplicateTargetGroupName",
      `A target group with the same name '${order.name}' exists, but with different settings`,
    );
  if (world.state.targetGroups.size >= MOST.targetGroups)
    throw new PracticeError(
      "TooManyTargetGroups",
      "The maximum number of target groups has been reached",
    );
  const group: TargetGroupState = {
    arn: world.arn("elasticloadbalancing", `targetgroup/${order.name}/${world.chance.hex(16)}`),
    targetType: "instance",
    deregistrationDelaySeconds: 300,
    attributes: {},
    loadBalancerArns: [],
    targets: {},
    ...order,
    healthCheck,
  };
  world.state.targetGroups.set(group.arn, group);
  beginHealthChecks(world, group);
  return group;
}

function isSame(
  known: TargetGroupState,
  { protocol, port, vpcId }: TargetGroupOrder,
  check: TargetHealthCheck,
): boolean {
  const isAlike = JSON.stringify(check) === JSON.stringify(known.healthCheck);
  return known.protocol === protocol && known.port === port && known.vpcId === vpcId && isAlike;
}

function defaultsFor(protocol: string): TargetHealthCheck {
  const isHttp = protocol === "HTTP" || protocol === "HTTPS";
  return {
    protocol: isHttp ? "HTTP" : "TCP",
    path: isHttp ? "/" : "",
    port: "traffic-port",
    intervalSeconds: 30,
    timeoutSeconds: isHttp ? 5 : 10,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
    matcher: isHttp ? "200" : "",
  };
}

export function changeHealthCheck(
  group: TargetGroupState,
  change: Partial<TargetHealthCheck>,
): void {
  group.healthCheck = checkedHealthCheck({ ...group.healthCheck, ...change });
}

function checkedHealthCheck(check: TargetHealthCheck): TargetHealthCheck {
  range("Health check interval", check.intervalSeconds, 5, 300, "seconds");
  range("Health check timeout", check.timeoutSeconds, 2, 120, "seconds");
  range("Healthy threshold count", check.healthyThreshold, 2, 10);
  range("Unhealthy threshold count", check.unhealthyThreshold, 2, 10);
  if (check.timeoutSeconds > check.intervalSeconds)
    throw invalid("Health check timeout must be smaller than or equal to the interval");
  const isHttp = check.protocol.startsWith("HTTP");
  const codes = /^\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*$/;
  if (isHttp && check.matcher !== "" && !codes.test(check.matcher))
    throw invalid(
      `Health check matcher HTTP code '${check.matcher}' must be within '200-499' inclusive`,
    );
  return isHttp && check.matcher === ""
    ? { ...check, path: check.path || "/", matcher: "200" }
    : check;
}

function range(what: string, value: number, low: number, high: number, unit = ""): void {
  if (value >= low && value <= high) return;
  const shown = unit === "" ? "" : ` ${unit}`;
  throw invalid(`${what} '${value}' must be between ${low} and ${high}${shown}`);
}

const invalid = (message: string) => new PracticeError("ValidationError", message);

/** Its targets are let go of without draining; an Auto Scaling group that has it attached keeps its name of it. */
export function deleteTargetGroup(world: World, group: TargetGroupState): void {
  if (group.loadBalancerArns.length > 0)
    throw new PracticeError(
      "ResourceInUse",
      `Target group '${group.arn}' is currently in use by a listener or a rule`,
    );
  world.state.targetGroups.delete(group.arn);
}
