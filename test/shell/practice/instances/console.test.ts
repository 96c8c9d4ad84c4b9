/** What a server's console shows, and when; disks that are part of its host. */
import {
  GetConsoleOutputCommand,
  GetConsoleScreenshotCommand,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { codeOf, MINUTE_MS, run, runningServer, serversRegion } from "./servers-region.ts";
import type { ServersRegion } from "./servers-region.ts";

async function consoleOf(region: ServersRegion, InstanceId: string, Latest?: boolean) {
  const input = { InstanceId, ...(Latest === undefined ? {} : { Latest }) };
  const { Output = "" } = await region.ec2.send(new GetConsoleOutputCommand(input));
  return Buffer.from(Output, "base64").toString("utf8");
}

describe("console output", () => {
  it.each(["t2.micro", "m4.xlarge", "i3.large"])(
    "has no newest of a server of type %s, which is older than Nitro",
    async (InstanceType) => {
      const region = serversRegion();
      const [id = ""] = await run(region, { InstanceType: InstanceType as "t2.micro" });
      expect(await codeOf(consoleOf(region, id, true))).toBe("UnsupportedOperation");
    },
  );

  it("is empty after a launch; the newest is seen at once, the posted a while after the boot", async () => {
    const region = serversRegion();
    const [id = ""] = await run(region);
    expect([await consoleOf(region, id), await consoleOf(region, id, true)]).toEqual(["", ""]);
    region.advance(MINUTE_MS);
    expect(await consoleOf(region, id)).toBe("");
    expect(await consoleOf(region, id, true)).toContain("Linux version 6.12.0");
    region.advance(2 * MINUTE_MS);
    expect(await consoleOf(region, id)).toContain("Started shop.service");
  });

  it("is posted again after a stop and an end, and can be read for an hour", async () => {
    const region = serversRegion();
    const id = await runningServer(region);
    const boots = async () => (await consoleOf(region, id)).split("Linux version").length - 1;
    await region.ec2.send(new RebootInstancesCommand({ InstanceIds: [id] }));
    region.advance(MINUTE_MS);
    expect(await boots()).toBe(1);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    region.advance(MINUTE_MS);
    expect(await boots()).toBe(2);
    await region.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    region.advance(59 * MINUTE_MS);
    expect(await boots()).toBe(2);
  });

  it("posted before it overflowed shows what is left of it", async () => {
    const region = serversRegion();
    region.world.guests.set("default", {
      boot(ctx) {
        ctx.say("early", 1000);
        for (let line = 0; line < 100; line++) ctx.say("x".repeat(600), 100_000 + line);
        ctx.say("last", 110_000);
      },
    });
    const [id = ""] = await run(region);
    region.advance(2 * MINUTE_MS + 10_000);
    expect(await consoleOf(region, id)).toBe("early\r\n");
    region.advance(MINUTE_MS);
    expect(await consoleOf(region, id)).toBe("early\r\n");
    expect(await consoleOf(region, id, true)).toContain("last");
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    region.advance(MINUTE_MS);
    expect(await consoleOf(region, id)).toContain("last");
  });

  it("has no newest but on Nitro", async () => {
    const region = serversRegion();
    const id = await runningServer(region, { InstanceType: "t2.micro" });
    expect(await codeOf(consoleOf(region, id, true))).toBe("UnsupportedOperation");
    expect(await consoleOf(region, id)).toContain("Linux version");
  });
});

describe("a screenshot", () => {
  it("is a JPEG of the console's last lines, of a running server alone", async () => {
    const region = serversRegion();
    const id = await runningServer(region);
    const shoot = () => region.ec2.send(new GetConsoleScreenshotCommand({ InstanceId: id }));
    const { ImageData = "" } = await shoot();
    const jpeg = Buffer.from(ImageData, "base64");
    expect(jpeg.subarray(0, 2).toString("hex")).toBe("ffd8");
    expect(jpeg.subarray(6, 10).toString()).toBe("JFIF");
    expect(jpeg.subarray(-2).toString("hex")).toBe("ffd9");
    expect(sizeOf(jpeg)).toEqual([640, 400]);
    await region.ec2.send(new RebootInstancesCommand({ InstanceIds: [id] }));
    region.advance(MINUTE_MS);
    expect((await shoot()).ImageData).not.toBe(ImageData);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
    expect(await codeOf(shoot())).toBe("IncorrectInstanceState");
  });

  /** From the frame's header. */
  function sizeOf(jpeg: Buffer): number[] {
    const frame = jpeg.indexOf(Buffer.from("ffc0", "hex"));
    return [jpeg.readUInt16BE(frame + 7), jpeg.readUInt16BE(frame + 5)];
  }
});

it("the disks of a host are blank at first and after a stop, and kept over a reboot", async () => {
  const region = serversRegion();
  const id = await runningServer(region, { InstanceType: "m5d.large" });
  const named = { InstanceIds: [id] };
  const boots = async () =>
    (await consoleOf(region, id, true))
      .split("\r\n")
      .filter((line) => line.includes("instance store"))
      .map((line) => line.split("GiB, ")[1]);
  expect(await boots()).toEqual(["no file system"]);
  await region.ec2.send(new RebootInstancesCommand(named));
  region.advance(MINUTE_MS);
  await region.ec2.send(new StopInstancesCommand(named));
  region.advance(MINUTE_MS);
  await region.ec2.send(new StartInstancesCommand(named));
  region.advance(MINUTE_MS);
  expect(await boots()).toEqual(["no file system", "ext4 file system, clean", "no file system"]);
});
