/** A large practice region behind HTTP, with a latency, and AWS files whose profile `bench` leads to it. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { inProject } from "../../build/paths.ts";

export interface RegionSize {
  readonly servers: number;
  readonly groups: number;
  readonly images: number;
  readonly latencyMs: number;
}

const lineSchema = z.object({
  endpoint: z.string(),
  region: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
});
export type RegionAddress = z.infer<typeof lineSchema>;

export interface BenchRegion {
  readonly address: RegionAddress;
  readonly home: string;
  readonly configFile: string;
  readonly credentialsFile: string;
  stop(): void;
}

export async function startRegion(size: RegionSize): Promise<BenchRegion> {
  const numbers = ["servers", "groups", "images"] as const;
  const sizes = numbers.flatMap((name) => [`--${name}`, String(size[name])]);
  const args = [
    "--port",
    "0",
    "--scenario",
    "large",
    "--latency-ms",
    String(size.latencyMs),
    ...sizes,
  ];
  const child = spawn(process.execPath, [inProject("out/electron/practice-cloud.js"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<RegionAddress>((resolve, reject) => {
    child.once("exit", (code) =>
      reject(new Error(`The practice cloud ended with ${String(code)}.`)),
    );
    createInterface({ input: child.stdout }).once("line", (line) =>
      resolve(lineSchema.parse(JSON.parse(line))),
    );
  });
  const home = mkdtempSync(join(tmpdir(), "bennu-bench-"));
  const stop = () => {
    child.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return { address, home, ...writeAwsFiles(home, address), stop };
}

function writeAwsFiles(
  home: string,
  { endpoint, region, accessKeyId, secretAccessKey }: RegionAddress,
) {
  mkdirSync(join(home, "aws"));
  const configFile = join(home, "aws", "config");
  const credentialsFile = join(home, "aws", "credentials");
  writeFileSync(configFile, `[profile bench]\nregion = ${region}\nendpoint_url = ${endpoint}\n`);
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  writeFileSync(credentialsFile, `[bench]\n${keys}`);
  return { configFile, credentialsFile };
}
