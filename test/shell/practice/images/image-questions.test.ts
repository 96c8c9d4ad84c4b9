/** What can be asked of images: lists by filter and page, ancestry, the last launch. */
import {
  CopyImageCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  GetImageAncestryCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { addImage } from "../world/ec2-region.ts";
import {
  AWAY,
  HOME,
  HOUR,
  IMAGE,
  imageCloud,
  imageOf,
  MINUTE,
  readyImage,
  startServer,
} from "./image-cloud.ts";

describe("DescribeImages", () => {
  it.each([
    ["name", "web*", 1],
    ["state", "available", 2],
    ["source-image-id", IMAGE, 1],
    ["source-image-region", HOME, 1],
    ["block-device-mapping.volume-size", "8", 2],
    ["block-device-mapping.encrypted", "true", 0],
    ["block-device-mapping.device-name", "/dev/xvda", 2],
    ["is-public", "false", 2],
    ["hypervisor", "xen", 2],
    ["platform", "windows", 0],
    ["manifest-location", "441722901163/web-1", 1],
    ["state-reason-code", "*", 0],
  ])("finds by %s=%s", async (Name, value, count) => {
    const cloud = imageCloud();
    await readyImage(cloud);
    const wish = { Filters: [{ Name, Values: [value] }] };
    expect((await cloud.ec2.send(new DescribeImagesCommand(wish))).Images).toHaveLength(count);
  });

  it("gives every image once, page by page", async () => {
    const cloud = imageCloud();
    for (let more = 1; more < 8; more++)
      addImage(cloud.world, { id: `ami-0000000000000000${more}`, name: `n${more}` });
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const wish = { MaxResults: 3, ...(NextToken === undefined ? {} : { NextToken }) };
      const page = await cloud.ec2.send(new DescribeImagesCommand(wish));
      seen.push(...(page.Images ?? []).map(({ ImageId }) => ImageId));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([8, 8]);
  });
});

describe("GetImageAncestry", () => {
  it("goes from a copy in another region up to the root", async () => {
    const cloud = imageCloud();
    const baked = await readyImage(cloud);
    const away = cloud.at(AWAY);
    const wish = { SourceImageId: baked, SourceRegion: HOME, Name: "away" };
    const { ImageId = "" } = await away.send(new CopyImageCommand(wish));
    const { ImageAncestryEntries = [] } = await away.send(new GetImageAncestryCommand({ ImageId }));
    expect(
      ImageAncestryEntries.map((one) => [one.ImageId, one.SourceImageId, one.SourceImageRegion]),
    ).toEqual([
      [ImageId, baked, HOME],
      [baked, IMAGE, HOME],
      [IMAGE, undefined, undefined],
    ]);
  });

  it("goes through deregistered images, and ends with the fiftieth", async () => {
    const { ec2, world } = imageCloud();
    const idOf = (number: number) => `ami-${String(number).padStart(17, "0")}`;
    for (let number = 100; number < 160; number++)
      addImage(world, {
        id: idOf(number),
        name: `of ${number}`,
        state: number === 150 ? "deregistered" : "available",
        sourceImageId: idOf(number - 1),
      });
    const wish = { ImageId: idOf(159) };
    const { ImageAncestryEntries = [] } = await ec2.send(new GetImageAncestryCommand(wish));
    expect(ImageAncestryEntries.map(({ ImageId }) => ImageId)).toEqual(
      Array.from({ length: 50 }, (_, step) => idOf(159 - step)),
    );
  });
});

describe("the last launch", () => {
  it("is told a day late, while later launches go on", async () => {
    const cloud = imageCloud();
    const { ec2, advance, world } = cloud;
    const launchedAtMs = world.nowMs;
    await startServer(cloud);
    advance(23 * HOUR);
    expect((await imageOf(ec2, IMAGE))?.LastLaunchedTime).toBeUndefined();
    await startServer(cloud);
    advance(HOUR);
    const told = (await imageOf(ec2, IMAGE))?.LastLaunchedTime;
    expect(told).toBe(new Date(launchedAtMs).toISOString());
    const wish = { ImageId: IMAGE, Attribute: "lastLaunchedTime" as const };
    const attribute = await ec2.send(new DescribeImageAttributeCommand(wish));
    expect(attribute.LastLaunchedTime?.Value).toBe(told);
  });

  it("is remembered by the hour: no launch of a busy day makes it grow further", async () => {
    const cloud = imageCloud();
    for (let more = 0; more < 60; more++) {
      await startServer(cloud);
      cloud.advance(26 * MINUTE);
    }
    const kept = cloud.world.state.images.get(IMAGE)?.launchesAtMs ?? [];
    expect(kept.length).toBeLessThanOrEqual(26);
  });
});
