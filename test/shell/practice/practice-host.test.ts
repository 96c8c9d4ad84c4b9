/** The practice worker: clients of several threads, a clock that changes its speed, a region that outlives it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateLaunchTemplateCommand,
  DescribeLaunchTemplatesCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PRACTICE_CREDENTIALS } from "../../../electron/practice/access-keys.ts";
import { PracticeHost } from "../../../electron/practice/practice-host.ts";
import { PRACTICE_REGION } from "../../../electron/practice/practice-world.ts";
import type { RegionFile } from "../../../electron/practice/state-file.ts";
import { endpointOverPort } from "../../../electron/practice/wire/port.ts";
import { practiceRequestHandler } from "../../../electron/practice/wire/request-handler.ts";

const WORKER = new URL("../../../electron/practice/practice-worker.ts", import.meta.url);
const hosts: PracticeHost[] = [];
let folder = "";
let stateFile = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "practice-"));
  stateFile = join(folder, "practice.json");
});

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
  rmSync(folder, { recursive: true });
});

async function start(speed = 60): Promise<PracticeHost> {
  const scenario = { seed: 5, scenario: "empty" as const };
  const host = await PracticeHost.start(WORKER, { scenario, speed, stateFile });
  hosts.push(host);
  return host;
}

function client(host: PracticeHost): EC2Client {
  return new EC2Client({
    region: PRACTICE_REGION,
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: practiceRequestHandler(endpointOverPort(host.openPort())),
    maxAttempts: 1,
  });
}

const makeTemplate = (ec2: EC2Client, LaunchTemplateName: string) =>
  ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName,
      LaunchTemplateData: { InstanceType: "m6i.large" },
    }),
  );

async function templateNames(ec2: EC2Client): Promise<readonly (string | undefined)[]> {
  const { LaunchTemplates = [] } = await ec2.send(new DescribeLaunchTemplatesCommand({}));
  return LaunchTemplates.map((template) => template.LaunchTemplateName);
}

const saved = () => JSON.parse(readFileSync(stateFile, "utf8")) as RegionFile;

describe("the practice worker", { timeout: 30_000 }, () => {
  it("serves several clients from one region", async () => {
    const host = await start();
    await makeTemplate(client(host), "shop");
    expect(await templateNames(client(host))).toEqual(["shop"]);
  });

  it("has a change on disk before it says that it was made", async () => {
    const host = await start();
    await makeTemplate(client(host), "shop");
    expect(saved().world.state.templates.rows.map(([, , template]) => template.name)).toEqual([
      "shop",
    ]);
  });

  it("goes on where it stopped, and its time stood still meanwhile", async () => {
    const first = await start(1);
    await makeTemplate(client(first), "shop");
    await first.stop();
    const stoppedAtMs = saved().world.nowMs;
    const second = await start();
    expect(await templateNames(client(second))).toEqual(["shop"]);
    const { clock } = await second.status();
    expect(clock.speed).toBe(1);
    expect(clock.nowMs).toBeGreaterThanOrEqual(stoppedAtMs);
    expect(saved().world.state.templates.rows).toHaveLength(1);
  });

  it("changes its speed, and the main thread reads the same clock without asking", async () => {
    const host = await start(1);
    const changed = await host.setSpeed(600);
    expect(changed.speed).toBe(600);
    const [here, there] = [host.clock(), (await host.status()).clock];
    expect(there.nowMs - here.nowMs).toBe((there.wallMs - here.wallMs) * 600);
    expect((await host.setSpeed(100_000)).speed).toBe(600);
  });

  it("starts at the present", async () => {
    const startedMs = Date.now();
    const { nowMs } = (await start(1)).clock();
    expect(nowMs).toBeGreaterThanOrEqual(startedMs);
    expect(nowMs).toBeLessThanOrEqual(Date.now());
  });

  it("begins anew when it is reset", async () => {
    const host = await start();
    await makeTemplate(client(host), "shop");
    await host.reset();
    expect(await templateNames(client(host))).toEqual([]);
  });

  it("moves a damaged file aside and says so", async () => {
    writeFileSync(stateFile, '{"format":1,"world"');
    const host = await start();
    const { damagedFile } = await host.status();
    expect(damagedFile).toBe(`${stateFile}.damaged`);
    expect(existsSync(`${stateFile}.damaged`)).toBe(true);
  });

  it("fails what was under way when it ends", async () => {
    const host = await start();
    const ec2 = client(host);
    await templateNames(ec2);
    await host.stop();
    await expect(templateNames(ec2)).rejects.toMatchObject({ code: "ECONNRESET" });
  });
});
