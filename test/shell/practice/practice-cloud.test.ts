/** The stand-alone practice cloud as a process: one line, any client, a clean end. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { DescribeAutoScalingGroupsCommand, AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { expect, it } from "vitest";

const ENTRY = fileURLToPath(new URL("../../../electron/practice-cloud.ts", import.meta.url));

interface Announcement {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

it("says where it is, serves the shop, and ends on SIGTERM", { timeout: 30_000 }, async () => {
  const child = spawn(process.execPath, [ENTRY, "--port", "0", "--seed", "1", "--speed", "60"]);
  const ended = once(child, "exit");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { endpoint, region, ...credentials } = JSON.parse(line) as Announcement;
  expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const client = new AutoScalingClient({ endpoint, region, credentials, maxAttempts: 1 });
  const { AutoScalingGroups = [] } = await client.send(new DescribeAutoScalingGroupsCommand({}));
  expect(AutoScalingGroups.length).toBeGreaterThanOrEqual(8);
  client.destroy();
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

it("says in one line what is wrong with its options", { timeout: 30_000 }, async () => {
  const child = spawn(process.execPath, [ENTRY, "--speed", "fast"]);
  const ended = once(child, "exit");
  const [line] = (await once(createInterface({ input: child.stderr }), "line")) as [string];
  expect(line).toBe('--speed must be a whole number, not "fast".');
  expect(await ended).toEqual([1, null]);
});
