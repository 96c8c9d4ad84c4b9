import { spawn } from "node:child_process";
import { inProject } from "./paths.ts";

export interface Ran {
  readonly code: number;
  readonly output: string;
}

const ownTools = inProject("node_modules");

/** Runs one of npm's tools with this Node. `show`: what it prints is seen at once; else it is collected. */
export function runTool(
  script: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<Ran> {
  return runCommand(process.execPath, [`${ownTools}/${script}`, ...args], options);
}

export interface ToolOptions {
  readonly show?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export function runCommand(
  command: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<Ran> {
  const stdio = options.show ? "inherit" : "pipe";
  const env = { ...process.env, ...options.env };
  const child = spawn(command, [...args], { cwd: inProject("."), stdio, env });
  let output = "";
  child.stdout?.on("data", (chunk) => (output += String(chunk)));
  child.stderr?.on("data", (chunk) => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
