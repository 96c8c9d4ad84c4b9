/** A whole console in this process, on a data folder and AWS files of its own, with the practice cloud beside it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openConsole } from "../../../electron/console.ts";
import type { OpenConsole } from "../../../electron/console.ts";
import type { Session } from "../../../electron/ipc/session.ts";
import { systemRandom } from "../../../electron/random.ts";
import { seedRecipes, workerFiles } from "../../../electron/workers.ts";
import type {
  Replies,
  Reply,
  RequestName,
  RequestPayload,
} from "../../../shared/contract/requests.ts";
import type { ConsoleEvent, TopicName, TopicRows } from "../../../shared/contract/topics.ts";

const entry = new URL("../../../electron/serve.ts", import.meta.url).href;

/** Keys that would be found anywhere they leaked to. */
export const canary = {
  id: "AKIACANARYCANARY0001",
  secret: "canary/secret/that/must/stay/in/main/0000001",
};

export function aHome() {
  const home = mkdtempSync(join(tmpdir(), "bennu-console-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const aws = join(home, "aws");
  mkdirSync(aws);
  const keys = `aws_access_key_id = ${canary.id}\naws_secret_access_key = ${canary.secret}\n`;
  writeFileSync(join(aws, "config"), "[profile keys]\nregion = eu-west-1\n");
  writeFileSync(join(aws, "credentials"), `[keys]\n${keys}`);
  return {
    dataDir: join(home, "data"),
    configFile: join(aws, "config"),
    credentialsFile: join(aws, "credentials"),
  };
}

export async function aConsole(home: ReturnType<typeof aHome>) {
  const { dataDir, configFile, credentialsFile } = home;
  const faults: string[] = [];
  const opened = await openConsole({
    dataDir,
    appVersion: "0.0.0-test",
    host: "serve",
    user: "tester",
    wall: Date.now,
    random: systemRandom,
    practice: { speed: 600, scenario: { seed: 1, startMs: Date.now() } },
    awsFiles: { configFile, credentialsFile },
    recipes: { folder: null, seeds: seedRecipes(entry) },
    workers: workerFiles(entry),
    onFault: (message) => void faults.push(message),
  });
  let closed = false;
  const close = async () => {
    if (!closed) await opened.close();
    closed = true;
  };
  onTestFinished(close);
  return { ...follower(opened), close, faults };
}

/** A window of that console: asks, follows topics, and remembers all that it was ever sent. */
function follower(opened: OpenConsole) {
  const traffic: string[] = [];
  const waiting = new Set<() => void>();
  const push = (event: ConsoleEvent) => {
    traffic.push(JSON.stringify(event));
    for (const look of waiting) look();
  };
  const session: Session = { id: "window-1", push };
  const request = async <N extends RequestName>(name: N, payload: RequestPayload<N>) => {
    const reply = (await opened.handle(session, name, payload)) as Reply<N>;
    traffic.push(JSON.stringify(reply));
    return reply;
  };
  const ask = async <N extends RequestName>(
    name: N,
    payload: RequestPayload<N>,
  ): Promise<Replies[N]> => {
    const reply = await request(name, payload);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message}`);
    return reply.value;
  };
  const rows = async <T extends TopicName>(topic: T, scope: string | null = null) => {
    const snapshot = await ask("topic:open", { topic, scope });
    return snapshot.rows as readonly TopicRows[T][];
  };
  /** Resolves with the rows as soon as they fit; looks again whenever anything was pushed. */
  const rowsWhen = <T extends TopicName>(
    topic: T,
    fits: (rows: readonly TopicRows[T][]) => boolean,
  ) =>
    new Promise<readonly TopicRows[T][]>((resolve, reject) => {
      const look = () => {
        rows(topic).then((found) => {
          if (!fits(found)) return;
          waiting.delete(look);
          resolve(found);
        }, reject);
      };
      waiting.add(look);
      look();
    });
  return { request, ask, rows, rowsWhen, traffic };
}
