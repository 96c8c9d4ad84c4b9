/** Room by zone and type, quotas, and zones that lack a type. */
import {
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { setCapacity } from "../../../../electron/practice/world/ec2/capacity/capacity.ts";
import { setOffering } from "../../../../electron/practice/world/ec2/capacity/offerings.ts";
import {
  setInstanceLimit,
  setVcpuLimit,
} from "../../../../electron/practice/world/ec2/capacity/quotas.ts";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import { createGroup, readGroup } from "../group-questions.ts";
import { SUBNETS, ZONES } from "../small-region.ts";
import {
  codeOf,
  MINUTE_MS,
  refusalOf,
  run,
  runningServer,
  serversRegion,
  shown,
} from "./servers-region.ts";
import type { ServersRegion } from "./servers-region.ts";

const [A, B] = ZONES;
const TYPE = "m6i.large";

describe("capacity", () => {
  it("that is used up refuses with AWS's words and HTTP 500, and names zones that have some", async () => {
    const region = serversRegion();
    setCapacity(region.world, { zone: A, instanceType: TYPE, free: 1 });
    setCapacity(region.world, { zone: B, instanceType: TYPE, free: 0 });
    await run(region);
    const refusal = await refusalOf(run(region));
    expect(refusal?.name).toBe("InsufficientInstanceCapacity");
    expect(refusal?.$metadata.httpStatusCode).toBe(500);
    expect(refusal?.message).toBe(
      `We currently do not have sufficient ${TYPE} capacity in the Availability Zone you requested (${A}). ` +
        "Our system will be working on provisioning additional capacity. You can currently get " +
        `${TYPE} capacity by not specifying an Availability Zone in your request or choosing ${ZONES[2]}.`,
    );
    expect(await codeOf(run(region, { InstanceType: "m7i.large" }))).toBeNull();
  });

  it("comes back when servers stop or end, and is needed to start one again", async () => {
    const region = serversRegion();
    setCapacity(region.world, { zone: A, instanceType: TYPE, free: 1 });
    const first = await runningServer(region);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [first] }));
    expect(await codeOf(run(region))).toBe("InsufficientInstanceCapacity");
    region.advance(MINUTE_MS);
    const second = await runningServer(region);
    const start = () => region.ec2.send(new StartInstancesCommand({ InstanceIds: [first] }));
    expect((await refusalOf(start()))?.message).toBe("Insufficient capacity.");
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [second] }));
    region.advance(MINUTE_MS);
    expect(await codeOf(start())).toBeNull();
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [first] }));
    region.advance(MINUTE_MS);
    expect(region.world.state.capacity.get(`${A}|${TYPE}`)?.free).toBe(1);
  });

  it("must be enough for all that are started together, else none starts", async () => {
    const region = serversRegion();
    const ids = [await runningServer(region), await runningServer(region)];
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: ids }));
    region.advance(MINUTE_MS);
    setCapacity(region.world, { zone: A, instanceType: TYPE, free: 1 });
    const start = (InstanceIds: string[]) =>
      codeOf(region.ec2.send(new StartInstancesCommand({ InstanceIds })));
    expect(await start(ids)).toBe("InsufficientInstanceCapacity");
    expect((await shown(region, ids[0] ?? ""))?.State?.Name).toBe("stopped");
    expect(await start(ids.slice(1))).toBeNull();
  });

  it("is not given back twice by a server that was stopped before it ended", async () => {
    const region = serversRegion();
    setCapacity(region.world, { zone: A, instanceType: TYPE, free: 5 });
    const id = await runningServer(region);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    region.advance(MINUTE_MS);
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    region.advance(MINUTE_MS);
    expect(region.world.state.capacity.get(`${A}|${TYPE}`)?.free).toBe(5);
  });

  it("for fewer than the most but for the fewest launches as many as there is room for", async () => {
    const region = serversRegion();
    setCapacity(region.world, { zone: A, instanceType: "*", free: 3 });
    expect(await codeOf(run(region, { MinCount: 4, MaxCount: 9 }))).toBe(
      "InsufficientInstanceCapacity",
    );
    expect(await run(region, { MinCount: 2, MaxCount: 9 })).toHaveLength(3);
  });

  it("elsewhere is taken by a request that leaves the zone to AWS", async () => {
    const region = serversRegion();
    setCapacity(region.world, { zone: A, instanceType: TYPE, free: 0 });
    const [id = ""] = await run(region, { SubnetId: undefined });
    expect((await shown(region, id))?.Placement?.AvailabilityZone).toBe(B);
    setCapacity(region.world, { zone: "*", instanceType: TYPE, free: 0 });
    const refusal = await refusalOf(run(region, { SubnetId: undefined }));
    expect(refusal?.message).toContain(`sufficient ${TYPE} capacity in zones with support`);
  });

  it("holds for groups, whose activities tell of it, and is kept with a saved region", async () => {
    const region = serversRegion();
    for (const zone of ZONES) setCapacity(region.world, { zone, instanceType: TYPE, free: 0 });
    await createGroup(region);
    region.advance(2 * MINUTE_MS);
    expect((await readGroup(region))?.Instances).toEqual([]);
    const [activity] = [...region.world.state.activities.values()];
    expect(activity?.statusMessage).toContain("We currently do not have sufficient m6i.large");
    const json = JSON.stringify(region.world.toJSON());
    const restored = restorePracticeWorld(
      JSON.parse(json) as ReturnType<typeof region.world.toJSON>,
    );
    expect(JSON.stringify(restored.toJSON()) === json).toBe(true);
    setCapacity(region.world, { zone: A, instanceType: TYPE, free: null });
    expect(await codeOf(run(region))).toBeNull();
  });
});

describe("quotas", () => {
  it("of vCPUs count what runs, and for a while what has just ended", async () => {
    const region = serversRegion();
    setVcpuLimit(region.world, 4);
    const ids = await run(region, { MinCount: 2, MaxCount: 2 });
    const refusal = await refusalOf(run(region));
    expect([refusal?.name, refusal?.message]).toEqual([
      "VcpuLimitExceeded",
      "You have requested more vCPU capacity than your current vCPU limit of 4 allows for the instance bucket that " +
        "the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to " +
        "request an adjustment to this limit.",
    ]);
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: ids }));
    region.advance(56_000);
    expect((await shown(region, ids[0] ?? ""))?.State?.Name).toBe("terminated");
    expect(await codeOf(run(region))).toBe("VcpuLimitExceeded");
    region.advance(MINUTE_MS);
    expect(await codeOf(run(region))).toBeNull();
  });

  it("count servers that were there before, and none that are stopped", async () => {
    const region = serversRegion();
    const stopped = await runningServer(region);
    await runningServer(region);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [stopped] }));
    region.advance(MINUTE_MS);
    setInstanceLimit(region.world, 2);
    expect(await run(region, { MinCount: 1, MaxCount: 5 })).toHaveLength(1);
    const refusal = await refusalOf(run(region));
    expect(refusal?.name).toBe("InstanceLimitExceeded");
    expect(refusal?.message).toContain("more instances (3) than your current instance limit of 2");
    const start = new StartInstancesCommand({ InstanceIds: [stopped] });
    expect(await codeOf(region.ec2.send(start))).toBe("InstanceLimitExceeded");
    setInstanceLimit(region.world, null);
    expect(await codeOf(region.ec2.send(start))).toBeNull();
  });
});

describe("a zone without a type", () => {
  it("refuses it and is not among its offers", async () => {
    const region = serversRegion();
    setOffering(region.world, { zone: A, instanceType: TYPE, offered: false });
    const refusal = await refusalOf(run(region));
    expect(refusal?.name).toBe("Unsupported");
    expect(refusal?.message).toContain(`(${TYPE}) is not supported in your requested Availability`);
    expect(await codeOf(run(region, { SubnetId: SUBNETS[1] }))).toBeNull();
    expect(await offers(region)).toEqual([B, ZONES[2]]);
    setOffering(region.world, { zone: A, instanceType: TYPE, offered: true });
    expect(await offers(region)).toEqual([...ZONES]);
  });

  async function offers(region: ServersRegion) {
    const { InstanceTypeOfferings = [] } = await region.ec2.send(
      new DescribeInstanceTypeOfferingsCommand({
        LocationType: "availability-zone",
        Filters: [{ Name: "instance-type", Values: [TYPE] }],
      }),
    );
    return InstanceTypeOfferings.map(({ Location }) => Location);
  }
});

it("types tell their architecture, their vCPUs and the disks of their hosts", async () => {
  const region = serversRegion();
  const { InstanceTypes = [] } = await region.ec2.send(
    new DescribeInstanceTypesCommand({ InstanceTypes: ["m5d.large", "c7g.xlarge", "m4.large"] }),
  );
  const facts = InstanceTypes.map((type) => [
    type.ProcessorInfo?.SupportedArchitectures?.[0],
    type.VCpuInfo?.DefaultVCpus,
    type.InstanceStorageInfo?.TotalSizeInGB,
    type.Hypervisor,
  ]);
  expect(facts).toEqual([
    ["x86_64", 2, 75, "nitro"],
    ["arm64", 4, undefined, "nitro"],
    ["x86_64", 2, undefined, "xen"],
  ]);
});
