/** The browser host's entry: the console on a loopback port, for machines without a desktop of their own. */
import { randomBytes } from "node:crypto";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packageJson from "../package.json" with { type: "json" };
import { toErrorData } from "../shared/errors.ts";
import { awsFiles } from "./aws/credentials/profiles.ts";
import { parseCommandLine } from "./command-line.ts";
import { openConsole } from "./console.ts";
import { dataFolder } from "./data-folder.ts";
import { readPageFiles } from "./page-files.ts";
import { openBrowserWindow } from "./serve/browser-window.ts";
import { LoopbackHost } from "./serve/loopback-host.ts";
import { systemRandom } from "./random.ts";
import { seedRecipes, workerFiles } from "./workers.ts";

/** Prints one line of JSON with the address, and runs until SIGINT or SIGTERM. */
export async function serve(args: readonly string[]): Promise<void> {
  try {
    await start(args);
  } catch (error) {
    console.error(toErrorData(error).message);
    process.exitCode = 1;
  }
}

async function start(args: readonly string[]): Promise<void> {
  const options = parseCommandLine(args);
  const { env, platform } = process;
  const dataDir = dataFolder(options.data, { env, platform, home: homedir() });
  const opened = await openConsole({
    dataDir,
    appVersion: packageJson.version,
    host: "serve",
    wall: Date.now,
    user: userInfo().username,
    random: systemRandom,
    practice: { speed: options.speed, scenario: { seed: options.seed, startMs: Date.now() } },
    awsFiles: awsFiles(env),
    recipes: { folder: options.recipes, seeds: seedRecipes(import.meta.url) },
    onFault: (message) => console.error(message),
    workers: workerFiles(import.meta.url),
  });
  const host = await LoopbackHost.start({
    port: options.port,
    files: readPageFiles(fileURLToPath(new URL("../renderer", import.meta.url))),
    asked: opened,
    clock: { now: Date.now },
    secret: () => randomBytes(32).toString("base64url"),
  });
  stopOnSignal(async () => {
    await host.close();
    await opened.close();
  });
  console.log(JSON.stringify({ url: host.url }));
  if (!options.open) return;
  const around = { env, platform, isRoot: process.getuid?.() === 0 };
  if (await openBrowserWindow(host.url, join(dataDir, "browser"), around)) return;
  console.error(
    `There is no display or no Chromium-family browser here. Open this address in one: ${host.url}`,
  );
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(toErrorData(error).message);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", once);
  process.on("SIGTERM", once);
}
