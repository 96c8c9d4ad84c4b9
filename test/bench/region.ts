/** A large practice region behind HTTP, with a latency, and AWS files whose profile `bench` leads to it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { startNode } from "./run-node.ts";

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
  readonly size: RegionSize;
  readonly configFile: string;
  readonly credentialsFile: string;
  /** A new folder, gone with the region. */
  folder(): string;
  stop(): Promise<void>;
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
    "--throttling",
    "off",
    ...sizes,
  ];
  const { line, stop: end } = await startNode("out/electron/practice-cloud.js", args);
  const address = lineSchema.parse(line);
  const home = mkdtempSync(join(tmpdir(), "bennu-bench-"));
  process.on("exit", () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const folder = () => mkdtempSync(join(home, "data-"));
  return { address, size, folder, stop: end, ...writeAwsFiles(home, address) };
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
