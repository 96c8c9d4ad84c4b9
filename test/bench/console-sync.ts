/** Bennu's own full sync of the region, in this process as main is, with the longest hold of its main thread. */
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { openConsole } from "../../electron/console.ts";
import type { Session } from "../../electron/ipc/session.ts";
import { systemRandom } from "../../electron/random.ts";
import { seedRecipes, workerFiles } from "../../electron/workers.ts";
import { inProject } from "../../build/paths.ts";
import type { ConnectionState } from "../../shared/model/connection.ts";
import type { BenchRegion } from "./region.ts";

export interface SyncFigures {
  readonly syncMs: number;
  readonly longestHoldMs: number;
  readonly servers: number;
  readonly images: number;
}

export async function consoleSync(region: BenchRegion): Promise<SyncFigures> {
  const opened = await openBuilt(region);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  try {
    delay.enable();
    const started = performance.now();
    const state = await whenReady(opened, region.address.region);
    const syncMs = performance.now() - started;
    delay.disable();
    const { servers, images } = state.counts;
    return { syncMs, longestHoldMs: delay.max / 1e6, servers, images };
  } finally {
    await opened.close();
  }
}

function openBuilt({ home, configFile, credentialsFile }: BenchRegion) {
  const entry = `file://${inProject("out/electron/serve.js")}`;
  return openConsole({
    dataDir: join(home, "data"),
    appVersion: "bench",
    host: "serve",
    user: "bench",
    wall: Date.now,
    random: systemRandom,
    practice: { speed: 1, scenario: { seed: 1, scenario: "empty" } },
    awsFiles: { configFile, credentialsFile },
    recipes: { folder: null, seeds: seedRecipes(entry) },
    workers: workerFiles(entry),
    onFault: (message) => console.error(message),
  });
}

function whenReady(
  opened: Awaited<ReturnType<typeof openBuilt>>,
  region: string,
): Promise<ConnectionState> {
  return new Promise((resolve, reject) => {
    const take = (rows: readonly ConnectionState[]) => {
      const mine = rows.find(({ connection }) => connection.kind === "aws");
      if (mine?.error) reject(new Error(mine.error.message));
      if (mine?.phase === "ready") resolve(mine);
    };
    const session: Session = {
      id: "bench",
      push: (event) => {
        if (event.event === "topic:changed")
          take(event.delta.upserts as readonly ConnectionState[]);
      },
    };
    const connection = {
      name: "bench",
      profile: "bench",
      region,
      endpoint: null,
      environment: "dev",
      colour: "green",
      readOnly: true,
    };
    opened
      .handle(session, "topic:open", { topic: "connections", scope: null })
      .then(() => opened.handle(session, "connection:add", connection))
      .then((reply) => (reply.ok ? undefined : reject(new Error(reply.error.message))), reject);
  });
}
