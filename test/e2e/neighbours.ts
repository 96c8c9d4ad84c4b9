/** What a console may meet beside itself: stand-alone practice clouds, a stranger's server, the user's AWS files. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { freshDataFolder } from "./harness.ts";

const launcher = fileURLToPath(new URL("../../build/launch.mjs", import.meta.url));

export interface StandAlone {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** `npm run practice-cloud` with a port of its own. Ends with the test. */
export async function standAloneCloud(options: readonly string[] = []): Promise<StandAlone> {
  const args = [launcher, "practice-cloud", "--port", "0", ...options];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const line = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) =>
      reject(new Error(`The practice cloud ended with ${String(code)}.`)),
    );
    createInterface({ input: child.stdout }).once("line", resolve);
  });
  return JSON.parse(line) as StandAlone;
}

/** A server that is not AWS. Its address. */
export async function strangersServer(): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>Welcome</title>");
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return addressOf(server.address() as AddressInfo);
}

/** An address where nobody listens. */
export async function nobodysAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = addressOf(server.address() as AddressInfo);
  await new Promise((resolve) => server.close(resolve));
  return address;
}

const addressOf = ({ port }: AddressInfo) => `http://127.0.0.1:${String(port)}`;

export interface ProfileText {
  readonly name: string;
  readonly endpoint: string;
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
}

/** AWS files that hold these profiles, as the environment that names them. */
export function awsFilesOf(profiles: readonly ProfileText[]): Record<string, string> {
  const config = profiles.map(({ name, endpoint }) =>
    [`[profile ${name}]`, "region = eu-west-1", `endpoint_url = ${endpoint}`, ""].join("\n"),
  );
  const credentials = profiles.map(({ name, keys }) =>
    keys === null
      ? ""
      : `[${name}]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n`,
  );
  return awsFilesWith(config.join("\n"), credentials.join("\n"));
}

export function awsFilesWith(config: string, credentials: string): Record<string, string> {
  const folder = freshDataFolder();
  writeFileSync(join(folder, "config"), config);
  writeFileSync(join(folder, "credentials"), credentials);
  return environmentOf(folder);
}

/** Files that can't be read: folders stand in their place. */
export function unreadableAwsFiles(): Record<string, string> {
  const folder = freshDataFolder();
  mkdirSync(join(folder, "config"));
  mkdirSync(join(folder, "credentials"));
  return environmentOf(folder);
}

const environmentOf = (folder: string) => ({
  AWS_CONFIG_FILE: join(folder, "config"),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
});
