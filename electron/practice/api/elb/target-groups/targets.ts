/** Targets: registered, deregistered, and how healthy each is. */
import type {
  DeregisterTargetsInput,
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  RegisterTargetsInput,
  TargetDescription,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { findTargetGroup } from "../../../world/elb/elb-lookups.ts";
import { MOST } from "../../../world/elb/limits.ts";
import { deregisterTarget, isUsed, registerTarget, targetKey } from "../../../world/elb/targets.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { TargetGroupState, TargetState } from "../../../world/kernel/state/elb.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";

export function describeTargetHealth(
  input: DescribeTargetHealthInput,
  { world }: CallContext,
): DescribeTargetHealthOutput {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  const wanted = input.Targets?.length
    ? input.Targets.map((target) => healthOfWanted(group, target))
    : Object.values(group.targets).map((target) => toHealth(group, target));
  return { TargetHealthDescriptions: wanted };
}

function healthOfWanted(
  group: TargetGroupState,
  { Id = "", Port }: TargetDescription,
): TargetHealthDescription {
  const target = group.targets[targetKey(group, Id, Port)];
  if (target) return toHealth(group, target);
  const port = Port ?? group.port;
  return {
    Target: { Id, Port: port },
    HealthCheckPort: portOf(group, port),
    TargetHealth: {
      State: "unused",
      Reason: isUsed(group) ? "Target.NotRegistered" : "Target.NotInUse",
      Description: isUsed(group)
        ? "Target is not registered to the target group"
        : "Target group is not configured to receive traffic from the load balancer",
    },
  };
}

const portOf = ({ healthCheck }: TargetGroupState, port: number) =>
  healthCheck.port === "traffic-port" ? String(port) : healthCheck.port;

function toHealth(group: TargetGroupState, target: TargetState): TargetHealthDescription {
  type Health = NonNullable<TargetHealthDescription["TargetHealth"]>;
  return {
    Target: { Id: target.instanceId, Port: target.port },
    HealthCheckPort: portOf(group, target.port),
    TargetHealth: {
      State: target.state,
      Reason: (target.reason ?? undefined) as Health["Reason"],
      Description: target.description ?? undefined,
    },
  };
}

export function registerTargets(input: RegisterTargetsInput, { world }: CallContext): object {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  const targets = input.Targets ?? [];
  for (const { Id = "" } of targets) mustRun(world, group, Id);
  const fresh = targets.filter(({ Id = "", Port }) => !group.targets[targetKey(group, Id, Port)]);
  if (Object.keys(group.targets).length + fresh.length > MOST.targets)
    throw new PracticeError("TooManyTargets", "The maximum number of targets has been reached");
  for (const { Id = "", Port } of targets) registerTarget(world, group, Id, Port);
  return {};
}

function mustRun(world: World, group: TargetGroupState, id: string): void {
  const instance = world.state.instances.get(id);
  if (!instance) throw invalidTarget(`The following targets are not valid instances: '${id}'`);
  if (instance.vpcId !== group.vpcId)
    throw invalidTarget(
      `The following targets are not in the target group VPC '${group.vpcId}': '${id}'`,
    );
  if (instance.state === "running") return;
  throw invalidTarget(
    `The following targets are not in a running state and cannot be registered: '${id}'`,
  );
}

const invalidTarget = (message: string) => new PracticeError("InvalidTarget", message);

export function deregisterTargets(input: DeregisterTargetsInput, { world }: CallContext): object {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  for (const { Id = "", Port } of input.Targets ?? []) deregisterTarget(world, group, Id, Port);
  return {};
}
