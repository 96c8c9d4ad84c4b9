/** One sync in a process of its own, so that each begins cold: `sync-run.ts console|one-by-one|at-once` + settings. */
import { followSync, openEmptyConsole } from "./console-sync.ts";
import { watchHold, type Hold } from "./main-hold.ts";
import { plainClients, plainSync, type Manner } from "./plain-sync.ts";
import type { RegionAddress } from "./region.ts";

export type SyncKind = "console" | Manner;

export interface SyncOrder {
  readonly kind: SyncKind;
  readonly address: RegionAddress;
  readonly servers: number;
  readonly files: {
    readonly home: string;
    readonly configFile: string;
    readonly credentialsFile: string;
  };
}

export interface SyncRun extends Hold {
  readonly syncMs: number;
  readonly firstFleetsMs?: number;
  readonly allServersMs?: number;
  readonly historyMs?: number;
}

async function runConsole({ address, servers, files }: SyncOrder): Promise<SyncRun> {
  const opened = await openEmptyConsole(files);
  const { readyMs, ...others } = await followSync(opened, address.region, servers);
  await opened.close();
  return { syncMs: readyMs, ...others };
}

async function runPlain({ address, servers }: SyncOrder, manner: Manner): Promise<SyncRun> {
  const clients = await plainClients(address);
  const ended = watchHold();
  const startedMs = performance.now();
  const read = await plainSync(clients, manner);
  const syncMs = performance.now() - startedMs;
  const hold = ended();
  if (read !== servers)
    throw new Error(`The plain loop read ${String(read)} servers, not ${String(servers)}.`);
  return { syncMs, ...hold };
}

const order = JSON.parse(process.argv[2] ?? "{}") as SyncOrder;
const ran = order.kind === "console" ? await runConsole(order) : await runPlain(order, order.kind);
console.log(JSON.stringify(ran));
process.exit(0);
