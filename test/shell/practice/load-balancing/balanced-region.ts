/** The small region with shorthands for load balancing: a balancer of its own, target groups, servers to register. */
import { RunInstancesCommand } from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { CreateTargetGroupInput } from "@aws-sdk/client-elastic-load-balancing-v2";
import { GOOD_IMAGE, smallRegion, SUBNETS } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";

export const MINUTE_MS = 60_000;
export const VPC = "vpc-00000000000000001";

export const balancedRegion = () => smallRegion();
export type BalancedRegion = SmallRegion;

export async function targetGroup(
  { balancing }: BalancedRegion,
  Name: string,
  wishes: Partial<CreateTargetGroupInput> = {},
): Promise<string> {
  const { TargetGroups = [] } = await balancing.send(
    new CreateTargetGroupCommand({
      Name,
      Protocol: "HTTP",
      Port: 8080,
      VpcId: VPC,
      HealthCheckIntervalSeconds: 10,
      ...wishes,
    }),
  );
  return TargetGroups[0]?.TargetGroupArn ?? "";
}

export async function balancer({ balancing }: BalancedRegion, Name = "blue"): Promise<string> {
  const { LoadBalancers = [] } = await balancing.send(
    new CreateLoadBalancerCommand({ Name, Subnets: [...SUBNETS] }),
  );
  return LoadBalancers[0]?.LoadBalancerArn ?? "";
}

export async function listener(
  { balancing }: BalancedRegion,
  LoadBalancerArn: string,
  TargetGroupArn: string,
  Port = 80,
): Promise<string> {
  const { Listeners = [] } = await balancing.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Port,
      Protocol: "HTTP",
      DefaultActions: [{ Type: "forward", TargetGroupArn }],
    }),
  );
  return Listeners[0]?.ListenerArn ?? "";
}

/** So many servers that have been up for three minutes, in one zone. */
export async function servers(
  region: BalancedRegion,
  count: number,
  image = GOOD_IMAGE,
  subnet: string = SUBNETS[0],
): Promise<readonly string[]> {
  const { Instances = [] } = await region.ec2.send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: "m6i.large",
      MinCount: count,
      MaxCount: count,
      SubnetId: subnet,
    }),
  );
  region.advance(3 * MINUTE_MS);
  return Instances.map(({ InstanceId = "" }) => InstanceId);
}

export const register = (
  { balancing }: BalancedRegion,
  TargetGroupArn: string,
  ids: readonly string[],
) =>
  balancing.send(
    new RegisterTargetsCommand({ TargetGroupArn, Targets: ids.map((Id) => ({ Id })) }),
  );

/** State and reason of each target, as AWS names them. */
export async function health({ balancing }: BalancedRegion, TargetGroupArn: string) {
  const { TargetHealthDescriptions = [] } = await balancing.send(
    new DescribeTargetHealthCommand({ TargetGroupArn }),
  );
  return TargetHealthDescriptions.map(({ TargetHealth }) =>
    [TargetHealth?.State, TargetHealth?.Reason].filter((word) => word !== undefined).join(" "),
  );
}

/** AWS's code of the error that the call ends in. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const fault = error as { readonly name: string; readonly Code?: string };
    return fault.Code ?? fault.name;
  }
  return "none";
}
