/** Images over time: the same for the same seed, also after a restore; missing for a while where reads lag. */
import { createHash } from "node:crypto";
import {
  CopyImageCommand,
  CreateReplaceRootVolumeTaskCommand,
  DescribeImagesCommand,
  DescribeSnapshotsCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import { chooseVisibility } from "../../../../electron/practice/world/ec2/visibility/visibility.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import {
  AWAY,
  codeOf,
  HOME,
  imageCloud,
  imageOf,
  makeImage,
  MINUTE,
  startServer,
} from "./image-cloud.ts";

describe("history", () => {
  /** The clients would otherwise draw tokens of their own. */
  const token = (ClientToken: string) => ({ ClientToken });
  const digest = (json: unknown) => createHash("sha256").update(JSON.stringify(json)).digest("hex");

  async function busyCloud() {
    const cloud = imageCloud(9);
    const server = await startServer(cloud, token("server"));
    const baked = await makeImage(cloud, server);
    cloud.advance(5 * MINUTE);
    const wish = { SourceImageId: baked, SourceRegion: HOME, Name: "copy", ...token("copy") };
    await cloud.at(AWAY).send(new CopyImageCommand(wish));
    await makeImage(cloud, server, { Name: "more" });
    const task = { InstanceId: server, ImageId: baked, ...token("root") };
    await cloud.ec2.send(new CreateReplaceRootVolumeTaskCommand(task));
    return cloud;
  }

  it("is the same for the same seed and the same calls, to the bit, in both regions", async () => {
    const run = async () => {
      const { advance, cloud } = await busyCloud();
      advance(20 * MINUTE);
      return digest(cloud.toJSON());
    };
    expect(await run()).toBe(await run());
  });

  it("goes on the same after a restore in the middle of an image, and of a root volume's task", async () => {
    const { advance, world } = await busyCloud();
    advance(30_000);
    const restored = restorePracticeWorld(JSON.parse(JSON.stringify(world)) as WorldJson);
    const untilMs = world.nowMs + 20 * MINUTE;
    for (const each of [world, restored]) each.advanceTo(untilMs);
    expect(digest(restored)).toBe(digest(world));
  });
});

it("where reads lag, a new image and its snapshots are missing for a while", async () => {
  const cloud = imageCloud();
  const server = await startServer(cloud);
  chooseVisibility(cloud.world, { upToMs: MINUTE });
  const id = await makeImage(cloud, server);
  const lists = async () => [
    (await cloud.ec2.send(new DescribeImagesCommand({}))).Images?.length,
    (await cloud.ec2.send(new DescribeSnapshotsCommand({}))).Snapshots?.length,
  ];
  expect([await codeOf(imageOf(cloud.ec2, id)), await lists()]).toEqual([
    "InvalidAMIID.NotFound",
    [1, 0],
  ]);
  cloud.advance(MINUTE);
  expect([(await imageOf(cloud.ec2, id))?.State, await lists()]).toEqual(["pending", [2, 1]]);
});
