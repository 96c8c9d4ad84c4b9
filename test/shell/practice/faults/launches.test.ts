/** Rules on launches and boots: what AWS refuses, what it accepts and doesn't bring up, and what a group makes of it. */
import { SetDesiredCapacityCommand } from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { activities, allInService, createGroup, MINUTE_MS, until } from "../group-questions.ts";
import { GOOD_IMAGE, SUBNETS, ZONES } from "../small-region.ts";
import { faultyRegion } from "./faulty-region.ts";

type Region = ReturnType<typeof faultyRegion>;

const run = ({ ec2 }: Region, wishes: Partial<RunInstancesCommand["input"]> = {}) =>
  ec2.send(
    new RunInstancesCommand({
      ImageId: GOOD_IMAGE,
      InstanceType: "m6i.large",
      SubnetId: SUBNETS[0],
      MinCount: 1,
      MaxCount: 1,
      ...wishes,
    }),
  );

const codeOf = (error: { Code?: string; name: string }) => error.Code ?? error.name;
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => "carried out",
    (error: { Code?: string; name: string }) => codeOf(error),
  );

async function newestServer({ ec2 }: Region) {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  return Reservations.at(-1)?.Instances?.[0];
}

describe("a launch that is struck", () => {
  it.each([
    [{ kind: "no-capacity" }, "InsufficientInstanceCapacity"],
    [{ kind: "quota-reached" }, "VcpuLimitExceeded"],
    [{ kind: "image-unusable", as: "disabled" }, "InvalidAMIID.Unavailable"],
    [{ kind: "image-unusable", as: "pending" }, "InvalidAMIID.Unavailable"],
    [{ kind: "image-unusable", as: "deregistered" }, "InvalidAMIID.NotFound"],
  ])("%j is refused with %s", async (effect, code) => {
    const region = faultyRegion();
    region.spoil({ at: "launch", effect });
    expect(await refusal(run(region))).toBe(code);
  });

  it.each([
    ["a zone", ZONES[1], { SubnetId: SUBNETS[1] }, { SubnetId: SUBNETS[0] }],
    ["a type", "m6i.xlarge", { InstanceType: "m6i.xlarge" as const }, {}],
  ])("is struck for %s alone", async (_, resource, struck, spared) => {
    const region = faultyRegion();
    region.spoil({ at: "launch", resource, effect: { kind: "no-capacity" } });
    expect(await refusal(run(region, struck))).toBe("InsufficientInstanceCapacity");
    expect(await refusal(run(region, spared))).toBe("carried out");
  });

  it("is struck for an image alone", async () => {
    const region = faultyRegion();
    const effect = { kind: "image-unusable", as: "disabled" };
    region.spoil({ at: "launch", resource: GOOD_IMAGE, effect });
    expect(await refusal(run(region))).toBe("InvalidAMIID.Unavailable");
    expect(await refusal(run(region, { ImageId: "ami-00000000000000bad" }))).toBe("carried out");
  });

  it("ends before it runs if its disk's key fails", async () => {
    const region = faultyRegion();
    region.spoil({ at: "launch", effect: { kind: "key-failure" } });
    await run(region, {
      BlockDeviceMappings: [{ DeviceName: "/dev/sdf", Ebs: { VolumeSize: 8, Encrypted: true } }],
    });
    region.advance(2 * MINUTE_MS);
    const server = await newestServer(region);
    expect(server?.State?.Name).toBe("terminated");
    expect(server?.StateReason?.Code).toBe("Client.InternalError");
  });

  it("shows in a group's activities, and the group is filled when there is room again", async () => {
    const region = faultyRegion();
    region.spoil({ at: "launch", for: "10m", effect: { kind: "no-capacity" } });
    await createGroup(region, { DesiredCapacity: 1 });
    region.advance(3 * MINUTE_MS);
    const failed = (await activities(region)).filter(({ StatusCode }) => StatusCode === "Failed");
    expect(failed[0]?.StatusMessage).toContain("sufficient m6i.large capacity");
    await until(region, allInService(region, 1), 60 * MINUTE_MS);
  });

  it("may be struck for a fleet, whatever its groups are called", async () => {
    const region = faultyRegion();
    region.spoil({ at: "launch", resource: "shop", effect: { kind: "quota-reached" } });
    await createGroup(region, { AutoScalingGroupName: "shop-v007", DesiredCapacity: 1 });
    await createGroup(region, { AutoScalingGroupName: "other-v001", DesiredCapacity: 1 });
    region.advance(5 * MINUTE_MS);
    const { groups } = region.world.state;
    expect(groups.get("shop-v007")?.members).toEqual([]);
    expect(groups.get("other-v001")?.members[0]?.lifecycleState).toBe("InService");
  });
});

describe("a boot that is struck", () => {
  it("may hang: nothing on the console, no answer", async () => {
    const region = faultyRegion();
    region.spoil({ at: "boot", effect: { kind: "boot-hangs" } });
    await run(region);
    region.advance(10 * MINUTE_MS);
    const [server] = region.world.state.instances.values();
    expect(server).toMatchObject({ state: "running", health: "unknown", console: "" });
  });

  it("may bring up a server that never gets healthy", async () => {
    const region = faultyRegion();
    region.spoil({ at: "boot", effect: { kind: "never-healthy" } });
    await run(region);
    region.advance(10 * MINUTE_MS);
    const [server] = region.world.state.instances.values();
    expect(server?.health).toBe("unhealthy");
  });

  it("may get healthy and die after some minutes; its group replaces it", async () => {
    const region = faultyRegion();
    region.spoil({ at: "boot", count: 1, effect: { kind: "dies", afterMs: "7m" } });
    await createGroup(region, { DesiredCapacity: 1, HealthCheckType: "ELB" });
    await until(region, allInService(region, 1), 6 * MINUTE_MS);
    const [first] = region.world.state.instances.values();
    region.advance(20 * MINUTE_MS);
    expect(first?.state).toBe("terminated");
    await until(region, allInService(region, 1), 10 * MINUTE_MS);
  });

  it("may concern only images that are made afterwards", async () => {
    const region = faultyRegion();
    region.spoil({ at: "boot", newImages: true, effect: { kind: "never-healthy" } });
    await createGroup(region, { DesiredCapacity: 1 });
    await until(region, allInService(region, 1), 10 * MINUTE_MS);
    const images = region.world.state.images;
    const good = images.get(GOOD_IMAGE);
    if (!good) throw new Error("no image");
    const createdAtMs = region.world.nowMs;
    images.set(GOOD_IMAGE, { ...good, createdAtMs });
    const input = { AutoScalingGroupName: "shop-v001", DesiredCapacity: 2 };
    await region.groups.send(new SetDesiredCapacityCommand(input));
    region.advance(5 * MINUTE_MS);
    const healths = [...region.world.state.instances.values()].map(({ health }) => health);
    expect(healths).toEqual(["healthy", "unhealthy"]);
  });
});
