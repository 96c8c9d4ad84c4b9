/** Reads that lag, if a region is told so: what is new is missing, what has changed is shown as it was. */
import {
  CreateTagsCommand,
  CreateVolumeCommand,
  DescribeInstancesCommand,
  DescribeVolumesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  waitUntilInstanceRunning,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import { chooseVisibility } from "../../../../electron/practice/world/ec2/visibility/visibility.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { ZONES } from "../small-region.ts";
import { codeOf, MINUTE_MS, run, runningServer, serversRegion, shown } from "./servers-region.ts";
import type { ServersRegion } from "./servers-region.ts";

const LAG_MS = 60_000;

async function listed(region: ServersRegion): Promise<string[]> {
  const Filters = [{ Name: "instance-state-name", Values: ["pending", "running"] }];
  const { Reservations = [] } = await region.ec2.send(new DescribeInstancesCommand({ Filters }));
  return Reservations.flatMap(({ Instances = [] }) => Instances).map(
    ({ InstanceId }) => InstanceId ?? "",
  );
}

function laggingRegion(seed?: number): ServersRegion {
  const region = serversRegion(seed);
  chooseVisibility(region.world, { upToMs: LAG_MS });
  return region;
}

describe("a region whose reads lag", () => {
  it("does not know new servers and volumes at first, by id or in a list, and does later", async () => {
    const region = laggingRegion();
    const [id = ""] = await run(region);
    const place = { AvailabilityZone: ZONES[0], Size: 8 };
    const { VolumeId = "" } = await region.ec2.send(new CreateVolumeCommand(place));
    const readVolume = () => region.ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] }));
    expect(await codeOf(shown(region, id))).toBe("InvalidInstanceID.NotFound");
    expect(await codeOf(readVolume())).toBe("InvalidVolume.NotFound");
    expect(await listed(region)).toEqual([]);
    const stop = new StopInstancesCommand({ InstanceIds: [id] });
    expect(await codeOf(region.ec2.send(stop))).toBe("InvalidInstanceID.NotFound");
    region.advance(LAG_MS);
    expect(await listed(region)).toEqual([id]);
    expect(await codeOf(readVolume())).toBeNull();
    expect(region.world.state.unseen.size).toBeLessThanOrEqual(1);
  });

  it("shows states and tags as they were, while what is done meets them as they are", async () => {
    const region = serversRegion();
    const id = await runningServer(region);
    chooseVisibility(region.world, { upToMs: LAG_MS });
    const named = { InstanceIds: [id] };
    const Tags = [{ Key: "late", Value: "1" }];
    await region.ec2.send(new CreateTagsCommand({ Resources: [id], Tags }));
    const answer = await region.ec2.send(new TerminateInstancesCommand(named));
    expect(answer.TerminatingInstances?.[0]?.CurrentState?.Name).toBe("shutting-down");
    expect(await shown(region, id)).toMatchObject({ State: { Name: "running" }, Tags: [] });
    const stop = new StopInstancesCommand(named);
    expect(await codeOf(region.ec2.send(stop))).toBe("IncorrectInstanceState");
    region.advance(2 * LAG_MS);
    expect(await shown(region, id)).toMatchObject({ State: { Name: "terminated" }, Tags });
  });

  it("shows later changes together with the first that is late", async () => {
    const region = serversRegion();
    const id = await runningServer(region);
    chooseVisibility(region.world, { upToMs: LAG_MS });
    for (const Key of ["first", "second"]) {
      const Tags = [{ Key, Value: "1" }];
      await region.ec2.send(new CreateTagsCommand({ Resources: [id], Tags }));
    }
    expect((await shown(region, id))?.Tags).toEqual([]);
    region.advance(LAG_MS);
    expect((await shown(region, id))?.Tags).toHaveLength(2);
  });

  it("is the same for the same seed, also over a restore", async () => {
    const history = async (seed: number) => {
      const region = laggingRegion(seed);
      await run(region, { MinCount: 5, MaxCount: 5, ClientToken: "five" });
      region.advance(20_000);
      return JSON.stringify(region.world.toJSON());
    };
    const first = await history(3);
    expect((await history(3)) === first).toBe(true);
    expect((await history(4)) === first).toBe(false);
    const restored = restorePracticeWorld(JSON.parse(first) as WorldJson);
    expect(JSON.stringify(restored.toJSON()) === first).toBe(true);
    restored.advanceTo(restored.nowMs + 5 * MINUTE_MS);
    expect(restored.state.unseen.size).toBe(0);
  });

  it("does not mislead AWS's own waiters", async () => {
    const region = laggingRegion();
    const [id = ""] = await run(region);
    const waiting = { client: region.ec2, maxWaitTime: 20, minDelay: 0.01, maxDelay: 0.02 };
    region.ec2.middlewareStack.add(
      (next) => async (args) => {
        region.advance(5000);
        return next(args);
      },
      { step: "initialize" },
    );
    const { state } = await waitUntilInstanceRunning(waiting, { InstanceIds: [id] });
    expect(state).toBe("SUCCESS");
  });
});

it("a region whose reads don't lag draws no chance for them", async () => {
  const histories = await Promise.all(
    [true, false].map(async (isTouched) => {
      const region = serversRegion();
      if (isTouched) chooseVisibility(region.world, { upToMs: 0 });
      await run(region, { ClientToken: "one" });
      region.advance(MINUTE_MS);
      return JSON.stringify(region.world.toJSON());
    }),
  );
  expect(histories[0] === histories[1]).toBe(true);
});
