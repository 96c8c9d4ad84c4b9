/** Bennu's own full sync of the region: its console with one window that follows everything, as main carries it. */
import { join } from "node:path";
import { openConsole } from "../../electron/console.ts";
import type { Session } from "../../electron/ipc/session.ts";
import { systemRandom } from "../../electron/random.ts";
import { seedRecipes, workerFiles } from "../../electron/workers.ts";
import { inProject } from "../../build/paths.ts";
import type { ConnectionState } from "../../shared/model/connection.ts";
import type { FleetView } from "../../shared/model/fleet.ts";
import { watchHold, type Hold } from "./main-hold.ts";

export interface SyncFiles {
  readonly home: string;
  readonly configFile: string;
  readonly credentialsFile: string;
}

type Opened = Awaited<ReturnType<typeof openConsole>>;

/** Of a console whose practice region is empty. */
export function openEmptyConsole({
  home,
  configFile,
  credentialsFile,
}: SyncFiles): Promise<Opened> {
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

/** The connection that the bench adds, as the window that asks for it would say it. */
export const benchConnection = (region: string) => ({
  name: "bench",
  profile: "bench",
  region,
  endpoint: null,
  environment: "dev" as const,
  colour: "green",
  readOnly: true,
});

export interface Synced extends Hold {
  readonly firstFleetsMs: number;
  readonly allServersMs: number;
  readonly readyMs: number;
  /** Until the older generations of every fleet are known as well. */
  readonly historyMs: number;
}

/** A window follows the tables that a map of all servers needs; every push is made into text, as the host does. */
export async function followSync(
  opened: Opened,
  region: string,
  expected: number,
): Promise<Synced> {
  const watch = watchStates(expected);
  const session: Session = {
    id: "bench",
    push: (event) => {
      JSON.stringify(event);
      if (event.event !== "topic:changed") return;
      const { topic, upserts } = event.delta;
      if (topic === "connections") watch.take(upserts as readonly ConnectionState[]);
      if (topic === "fleets") watch.takeFleets(upserts as readonly FleetView[]);
    },
  };
  await practiceIsReady(opened, session);
  for (const topic of ["connections", "fleets", "images", "servers"]) {
    await opened.handle(session, "topic:open", { topic, scope: topic === "servers" ? "*" : null });
  }
  const ended = watchHold();
  watch.start();
  const reply = await opened.handle(session, "connection:add", benchConnection(region));
  if (!reply.ok) throw new Error(reply.error.message);
  const times = await watch.done;
  return { ...times, ...ended() };
}

/** So that the inventory's thread is there and has called something once. */
async function practiceIsReady(opened: Opened, session: Session): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = async () => {
    const reply = await opened.handle(session, "topic:open", { topic: "connections", scope: null });
    const rows = reply.ok
      ? (reply.value as { readonly rows: readonly ConnectionState[] }).rows
      : [];
    if (rows.every(({ phase }) => phase === "ready")) return resolve();
    setTimeout(() => void look(), 20);
  };
  await look();
  return promise;
}

function watchStates(expected: number) {
  const { promise: done, resolve, reject } = Promise.withResolvers<Omit<Synced, keyof Hold>>();
  let startedMs = 0;
  let firstFleetsMs = 0;
  let allServersMs = 0;
  let readyMs = 0;
  const unread = new Set<string>();
  const endMaybe = () => {
    const sinceMs = performance.now() - startedMs;
    if (readyMs > 0 && unread.size === 0)
      resolve({ firstFleetsMs, allServersMs, readyMs, historyMs: sinceMs });
  };
  const takeFleets = (rows: readonly FleetView[]) => {
    for (const { id, olderUnread } of rows) {
      if (olderUnread) unread.add(id);
      else unread.delete(id);
    }
    endMaybe();
  };
  const take = (rows: readonly ConnectionState[]) => {
    const mine = rows.find(({ connection }) => connection.kind === "aws");
    if (!mine) return;
    if (mine.error) reject(new Error(mine.error.message));
    const sinceMs = performance.now() - startedMs;
    if (mine.counts.fleets > 0) firstFleetsMs ||= sinceMs;
    if (mine.counts.servers >= expected) allServersMs ||= sinceMs;
    if (mine.phase === "ready") readyMs ||= sinceMs;
    endMaybe();
  };
  return { take, takeFleets, done, start: () => void (startedMs = performance.now()) };
}
