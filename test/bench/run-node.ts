/** Processes of the bench: each is ended with it, whatever comes. */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { inProject } from "../../build/paths.ts";

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => process.exit(1));

export interface Started {
  /** What it printed first, as JSON says it. */
  readonly line: unknown;
  readonly startedAtMs: number;
  stop(): Promise<void>;
}

/** A Node of its own on this file of the project; resolves with its first line. */
export async function startNode(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Started> {
  const startedAtMs = performance.timeOrigin + performance.now();
  const child = spawn(process.execPath, [inProject(file), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void ended.then(() => running.delete(child));
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(late);
  };
  const line = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) =>
      reject(new Error(`${file} ended with ${String(code)} before it said anything.`)),
    );
    createInterface({ input: child.stdout }).once("line", resolve);
  });
  return { line: JSON.parse(line), startedAtMs, stop };
}
