/** A process a core, each with one seed at a time. One that ends or hangs fails its seed, and is replaced. */
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Command } from "./command-line.ts";
import type { Done, Order } from "./messages.ts";

const PROCESS = fileURLToPath(new URL("process.ts", import.meta.url));
/** Of the wall's time: a run of hundreds of servers takes a minute or two, several on a busy machine. */
const HANGS_AFTER_MS = 20 * 60_000;

/** Answers live for a moment only: room for them spares the collector its rounds. */
const EXEC_ARGV = [...process.execArgv, "--max-semi-space-size=64"];

export async function carryOutSeeds(
  { from, seeds, cores, options }: Command,
  onDone: (done: Done) => void,
): Promise<void> {
  const left = Array.from({ length: seeds }, (_, index) => from + index).values();
  const workers = Array.from({ length: Math.min(cores, seeds) }, async () => {
    let child = fork(PROCESS, { execArgv: EXEC_ARGV });
    for (const seed of left) {
      const done = await carriedOut(child, { seed, options });
      onDone(done);
      if (!child.connected) child = fork(PROCESS, { execArgv: EXEC_ARGV });
    }
    child.disconnect();
  });
  await Promise.all(workers);
}

function carriedOut(child: ChildProcess, order: Order): Promise<Done> {
  return new Promise((resolve) => {
    const settle = (done: Done) => {
      clearTimeout(hangs);
      child.removeAllListeners();
      resolve(done);
    };
    const hangs = setTimeout(() => child.kill("SIGKILL"), HANGS_AFTER_MS);
    child.once("message", (done: Done) => settle(done));
    child.once("exit", (code, signal) => settle(broken(order, signal ?? `code ${String(code)}`)));
    child.send(order);
  });
}

function broken({ seed }: Order, how: string): Done {
  const problems = [`its process ended by ${how}`];
  const nothing = { refusals: [], operations: 0, story: [], calls: [], traceHash: "" };
  const verdict = { seed, problems, ...nothing, virtualMs: 0 };
  return { seed, attempt: { verdict, shrunk: null }, cpuMs: 0 };
}
