/** The life of servers: states, checks, protections, and what stays to be seen of one that has ended. */
import {
  DescribeInstancesCommand,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { SUBNETS } from "../small-region.ts";
import {
  checksOf,
  codeOf,
  MINUTE_MS,
  refusalOf,
  run,
  runningServer,
  serversRegion,
  shown,
  stateOf,
} from "./servers-region.ts";

describe("a server", () => {
  it("is pending, runs, is checked, stops, starts and ends in real-like times", async () => {
    const region = serversRegion();
    const [id = ""] = await run(region);
    expect(await shown(region, id)).toMatchObject({
      State: { Code: 0, Name: "pending" },
      StateReason: { Code: "pending", Message: "pending" },
      MetadataOptions: { State: "pending" },
      BlockDeviceMappings: [],
    });
    expect(await checksOf(region, id)).toEqual(["not-applicable", "not-applicable"]);
    region.advance(46_000);
    expect(await stateOf(region, id)).toBe("running");
    expect(await checksOf(region, id)).toEqual(["initializing", "initializing"]);
    region.advance(3 * MINUTE_MS);
    expect(await checksOf(region, id)).toEqual(["ok", "ok"]);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect(await stateOf(region, id)).toBe("stopping");
    region.advance(41_000);
    expect(await stateOf(region, id)).toBe("stopped");
    expect(await checksOf(region, id)).toEqual(["not-applicable", "not-applicable"]);
    await region.ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
    region.advance(46_000);
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    expect(await stateOf(region, id)).toBe("shutting-down");
    region.advance(56_000);
    expect(await stateOf(region, id)).toBe("terminated");
  });

  it("that has ended is seen for an hour, with its tags and without network and volumes", async () => {
    const region = serversRegion();
    const Tags = [{ Key: "Name", Value: "lingers" }];
    const TagSpecifications = [{ ResourceType: "instance" as const, Tags }];
    const id = await runningServer(region, { TagSpecifications });
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    region.advance(56_000);
    const ended = await shown(region, id);
    expect(ended).toMatchObject({ Tags, BlockDeviceMappings: [], State: { Name: "terminated" } });
    expect(ended).toMatchObject({ NetworkInterfaces: [], SecurityGroups: [], PrivateDnsName: "" });
    expect([ended?.VpcId, ended?.PrivateIpAddress]).toEqual([undefined, undefined]);
    region.advance(59 * MINUTE_MS);
    expect(await stateOf(region, id)).toBe("terminated");
    region.advance(2 * MINUTE_MS);
    expect(await codeOf(shown(region, id))).toBe("InvalidInstanceID.NotFound");
  });

  it("whose checks fail is impaired, and one of which nothing is known says so", async () => {
    const region = serversRegion();
    const found = ["impaired", "insufficient-data", null] as const;
    let asked = 0;
    region.world.mishaps = {
      refuseLaunch: () => null,
      atBoot: (context) => context,
      statusChecks: () => found[asked++] ?? null,
    };
    const id = await runningServer(region);
    expect(await checksOf(region, id)).toEqual(["ok", "impaired"]);
    for (const wanted of [
      ["insufficient-data", "insufficient-data"],
      ["ok", "ok"],
    ]) {
      await region.ec2.send(new RebootInstancesCommand({ InstanceIds: [id] }));
      region.advance(4 * MINUTE_MS);
      expect(await checksOf(region, id)).toEqual(wanted);
    }
  });
});

describe("what is not allowed in a state", () => {
  it("is refused before anything happens to the others", async () => {
    const region = serversRegion();
    const running = await runningServer(region);
    const [pending = ""] = await run(region);
    const both = { InstanceIds: [running, pending] };
    expect(await codeOf(region.ec2.send(new StopInstancesCommand(both)))).toBe(
      "IncorrectInstanceState",
    );
    expect(await stateOf(region, running)).toBe("running");
    expect(await codeOf(region.ec2.send(new RebootInstancesCommand(both)))).toBe(
      "IncorrectInstanceState",
    );
    region.advance(MINUTE_MS);
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [pending] }));
    expect(await codeOf(region.ec2.send(new StartInstancesCommand(both)))).toBe(
      "IncorrectInstanceState",
    );
  });
});

describe("protection", () => {
  it("saves all servers of its zone from one call, and none of another zone", async () => {
    const region = serversRegion();
    const DisableApiTermination = true;
    const [safe = ""] = await run(region, { DisableApiTermination });
    const [besides = ""] = await run(region);
    const [elsewhere = ""] = await run(region, { SubnetId: SUBNETS[1] });
    region.advance(MINUTE_MS);
    const InstanceIds = [safe, besides, elsewhere];
    const refusal = await refusalOf(
      region.ec2.send(new TerminateInstancesCommand({ InstanceIds })),
    );
    expect(refusal).toMatchObject({
      name: "OperationNotPermitted",
      message: `The instance '${safe}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    });
    const { Reservations = [] } = await region.ec2.send(
      new DescribeInstancesCommand({ InstanceIds }),
    );
    const states = Reservations.flatMap(({ Instances }) => Instances ?? []);
    expect(states.map(({ State }) => State?.Name)).toEqual(["running", "running", "shutting-down"]);
  });

  it("from stopping also saves from ending", async () => {
    const region = serversRegion();
    const id = await runningServer(region, { DisableApiStop: true });
    const named = { InstanceIds: [id] };
    const stop = await refusalOf(region.ec2.send(new StopInstancesCommand(named)));
    expect([stop?.name, stop?.message]).toEqual([
      "OperationNotPermitted",
      `The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
    ]);
    expect(await codeOf(region.ec2.send(new TerminateInstancesCommand(named)))).toBe(
      "OperationNotPermitted",
    );
  });

  it("is told to a dry run, too", async () => {
    const region = serversRegion();
    const id = await runningServer(region, { DisableApiStop: true });
    const dry = { InstanceIds: [id], DryRun: true };
    const codes = [
      await codeOf(region.ec2.send(new StopInstancesCommand(dry))),
      await codeOf(region.ec2.send(new TerminateInstancesCommand(dry))),
    ];
    expect(codes).toEqual(["OperationNotPermitted", "OperationNotPermitted"]);
  });

  it("does not save a call as a whole from an unknown id", async () => {
    const region = serversRegion();
    const id = await runningServer(region);
    const InstanceIds = [id, "i-0123456789abcdef0"];
    expect(await codeOf(region.ec2.send(new TerminateInstancesCommand({ InstanceIds })))).toBe(
      "InvalidInstanceID.NotFound",
    );
    expect(await stateOf(region, id)).toBe("running");
  });
});
