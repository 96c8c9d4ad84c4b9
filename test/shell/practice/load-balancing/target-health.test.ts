/** Targets and their health, state by state, through the unmodified client. */
import { StopInstancesCommand } from "@aws-sdk/client-ec2";
import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
  RegisterTargetsCommand,
  SetSubnetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { describe, expect, it } from "vitest";
import { ILL_IMAGE, SUBNETS } from "../small-region.ts";
import {
  balancedRegion,
  balancer,
  codeOf,
  health,
  listener,
  MINUTE_MS,
  register,
  servers,
  targetGroup,
} from "./balanced-region.ts";
import type { BalancedRegion } from "./balanced-region.ts";

async function served(wishes = {}) {
  const region = balancedRegion();
  const group = await targetGroup(region, "web", wishes);
  const arn = await balancer(region);
  await listener(region, arn, group);
  return { region, group, balancer: arn };
}

async function attribute({ balancing }: BalancedRegion, arn: string, Key: string, Value: string) {
  const input = { TargetGroupArn: arn, Attributes: [{ Key, Value }] };
  await balancing.send(new ModifyTargetGroupAttributesCommand(input));
}

describe("a target", () => {
  it("is initial when registered, and healthy after one good answer", async () => {
    const { region, group } = await served({ HealthyThresholdCount: 5 });
    const ids = await servers(region, 1);
    await register(region, group, ids);
    expect(await health(region, group)).toEqual(["initial Elb.RegistrationInProgress"]);
    region.advance(11_000);
    expect(await health(region, group)).toEqual(["healthy"]);
  });

  it("of a server that is still starting is being checked, then unhealthy, then healthy", async () => {
    const { region, group } = await served({
      UnhealthyThresholdCount: 2,
      HealthyThresholdCount: 3,
    });
    const [id = ""] = await servers(region, 1);
    const instance = region.world.state.instances.get(id);
    if (!instance) throw new Error("The server is gone");
    instance.health = "unknown";
    await register(region, group, [id]);
    region.advance(11_000);
    expect(await health(region, group)).toEqual(["initial Elb.InitialHealthChecking"]);
    region.advance(10_000);
    expect(await health(region, group)).toEqual(["unhealthy Target.FailedHealthChecks"]);
    instance.health = "healthy";
    region.advance(20_000);
    expect(await health(region, group)).toEqual(["unhealthy Target.FailedHealthChecks"]);
    region.advance(10_000);
    expect(await health(region, group)).toEqual(["healthy"]);
  });

  it("that answers with another code is unhealthy for it", async () => {
    const { region, group } = await served();
    const ids = await servers(region, 1, ILL_IMAGE);
    await register(region, group, ids);
    region.advance(MINUTE_MS);
    expect(await health(region, group)).toEqual(["unhealthy Target.ResponseCodeMismatch"]);
    const matcher = { TargetGroupArn: group, Matcher: { HttpCode: "200-299,503" } };
    expect(await codeOf(region.balancing.send(new ModifyTargetGroupCommand(matcher)))).toBe("none");
    region.advance(MINUTE_MS);
    expect(await health(region, group)).toEqual(["healthy"]);
  });

  it("drains for the deregistration delay, and is no target then", async () => {
    const { region, group } = await served();
    const [id = ""] = await servers(region, 1);
    await register(region, group, [id]);
    await attribute(region, group, "deregistration_delay.timeout_seconds", "90");
    region.advance(MINUTE_MS);
    const leave = { TargetGroupArn: group, Targets: [{ Id: id }] };
    await region.balancing.send(new DeregisterTargetsCommand(leave));
    expect(await health(region, group)).toEqual(["draining Target.DeregistrationInProgress"]);
    region.advance(89_000);
    expect(await health(region, group)).toEqual(["draining Target.DeregistrationInProgress"]);
    region.advance(2_000);
    expect(await health(region, group)).toEqual([]);
    const asked = await region.balancing.send(new DescribeTargetHealthCommand(leave));
    expect(asked.TargetHealthDescriptions?.[0]?.TargetHealth).toMatchObject({
      State: "unused",
      Reason: "Target.NotRegistered",
    });
  });

  it("is unused while no listener forwards to its group, and begins anew when one does", async () => {
    const region = balancedRegion();
    const group = await targetGroup(region, "web");
    const ids = await servers(region, 1);
    await register(region, group, ids);
    expect(await health(region, group)).toEqual(["unused Target.NotInUse"]);
    await listener(region, await balancer(region), group);
    expect(await health(region, group)).toEqual(["initial Elb.RegistrationInProgress"]);
    region.advance(11_000);
    expect(await health(region, group)).toEqual(["healthy"]);
  });

  it("is unused when its server is stopped, or its zone is not the balancer's", async () => {
    const { region, group, balancer: arn } = await served();
    const [first = ""] = await servers(region, 1);
    const [second = ""] = await servers(region, 1, undefined, SUBNETS[2]);
    await register(region, group, [first, second]);
    await region.balancing.send(
      new SetSubnetsCommand({ LoadBalancerArn: arn, Subnets: [SUBNETS[0], SUBNETS[1]] }),
    );
    region.advance(MINUTE_MS);
    expect(await health(region, group)).toEqual(["healthy", "unused Target.NotInUse"]);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [first] }));
    region.advance(2 * MINUTE_MS);
    expect((await health(region, group))[0]).toBe("unused Target.InvalidState");
  });

  it("may be registered with a port of its own, and is deregistered by it", async () => {
    const { region, group } = await served();
    const [id = ""] = await servers(region, 1);
    const targets = { TargetGroupArn: group, Targets: [{ Id: id }, { Id: id, Port: 9090 }] };
    await region.balancing.send(new RegisterTargetsCommand(targets));
    expect(await health(region, group)).toHaveLength(2);
    const other = { TargetGroupArn: group, Targets: [{ Id: id, Port: 9090 }] };
    region.advance(MINUTE_MS);
    await region.balancing.send(new DeregisterTargetsCommand(other));
    expect(await health(region, group)).toEqual([
      "healthy",
      "draining Target.DeregistrationInProgress",
    ]);
  });

  it("that falls ill behind a network load balancer may drain first", async () => {
    const region = balancedRegion();
    const group = await targetGroup(region, "tcp", {
      Protocol: "TCP",
      HealthCheckProtocol: "HTTP",
      HealthCheckPath: "/health",
    });
    const unhealthy = "target_health_state.unhealthy";
    await attribute(region, group, `${unhealthy}.connection_termination.enabled`, "false");
    await attribute(region, group, `${unhealthy}.draining_interval_seconds`, "60");
    const row = region.world.state.targetGroups.get(group);
    const known = [...region.world.state.loadBalancers.keys()][0] ?? "";
    if (row) row.loadBalancerArns = [known];
    const [id = ""] = await servers(region, 1);
    await register(region, group, [id]);
    region.advance(MINUTE_MS);
    const instance = region.world.state.instances.get(id);
    if (instance) instance.health = "unhealthy";
    region.advance(25_000);
    expect(await health(region, group)).toEqual(["unhealthy.draining Target.ResponseCodeMismatch"]);
    region.advance(MINUTE_MS);
    expect(await health(region, group)).toEqual(["unhealthy Target.ResponseCodeMismatch"]);
  });

  it("must be a running server", async () => {
    const { region, group } = await served();
    expect(await codeOf(register(region, group, ["i-00000000000000000"]))).toBe("InvalidTarget");
  });
});
