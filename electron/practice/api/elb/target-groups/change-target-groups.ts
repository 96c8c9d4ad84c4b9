/** Making, changing and deleting target groups. */
import type {
  CreateTargetGroupInput,
  CreateTargetGroupOutput,
  DeleteTargetGroupInput,
  ModifyTargetGroupInput,
  ModifyTargetGroupOutput,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { findTargetGroup } from "../../../world/elb/elb-lookups.ts";
import {
  changeHealthCheck,
  createTargetGroup as create,
  deleteTargetGroup as remove,
} from "../../../world/elb/target-groups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { TargetHealthCheck } from "../../../world/kernel/state/elb.ts";
import type { CallContext } from "../../call-context.ts";
import { checkedName, invalid, toTags } from "../input.ts";
import { toTargetGroup } from "./describe-target-groups.ts";

const PROTOCOLS = ["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP"];

export function createTargetGroup(
  input: CreateTargetGroupInput,
  { world }: CallContext,
): CreateTargetGroupOutput {
  const { Protocol: protocol, Port: port, VpcId: vpcId } = input;
  checkType(input.TargetType ?? "instance");
  if (protocol === undefined || !PROTOCOLS.includes(protocol))
    throw invalid("A protocol must be specified");
  if (port === undefined || port < 1 || port > 65_535) throw invalid("A port must be specified");
  if (vpcId === undefined) throw invalid("A VPC ID must be specified");
  if (!world.state.vpcs.has(vpcId)) throw invalid(`The VPC ID '${vpcId}' is not found`);
  const group = create(world, {
    name: checkedName(input.Name ?? "", "Target group"),
    protocol,
    protocolVersion: input.ProtocolVersion ?? "HTTP1",
    port,
    vpcId,
    healthCheck: healthCheckOf(input),
    tags: toTags(input.Tags),
  });
  return { TargetGroups: [toTargetGroup(group)] };
}

function checkType(type: string): void {
  if (type === "instance") return;
  const message = `The practice cloud does not simulate targets of type ${type}.`;
  throw new PracticeError("UnsupportedOperation", message);
}

function healthCheckOf(
  input: CreateTargetGroupInput | ModifyTargetGroupInput,
): Partial<TargetHealthCheck> {
  if (input.HealthCheckEnabled === false)
    throw invalid(
      "Health check enabled must be true for target groups with target type 'instance'",
    );
  const wishes = {
    protocol: input.HealthCheckProtocol,
    path: input.HealthCheckPath,
    port: input.HealthCheckPort,
    intervalSeconds: input.HealthCheckIntervalSeconds,
    timeoutSeconds: input.HealthCheckTimeoutSeconds,
    healthyThreshold: input.HealthyThresholdCount,
    unhealthyThreshold: input.UnhealthyThresholdCount,
    matcher: input.Matcher?.HttpCode,
  };
  const said = Object.entries(wishes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Partial<TargetHealthCheck>;
}

export function modifyTargetGroup(
  input: ModifyTargetGroupInput,
  { world }: CallContext,
): ModifyTargetGroupOutput {
  const group = findTargetGroup(world, input.TargetGroupArn ?? "");
  changeHealthCheck(group, healthCheckOf(input));
  return { TargetGroups: [toTargetGroup(group)] };
}

/** What isn't there is deleted already. */
export function deleteTargetGroup(input: DeleteTargetGroupInput, { world }: CallContext): object {
  const group = world.state.targetGroups.get(input.TargetGroupArn ?? "");
  if (group) remove(world, group);
  return {};
}
