/** Runs a script on a practice server as `sh -e` would: line by line, stopping at the first failure. */
import { splitWords } from "../../../../shared/bake/shell-words.ts";
import { runCommand } from "./commands.ts";
import type { CommandResult } from "./commands.ts";
import type { Machine } from "../machine/machine.ts";
import { expanded } from "./expand.ts";
import { parseScript } from "./shell-script.ts";
import type { Pipeline, ScriptLine } from "./shell-script.ts";

export interface ScriptResult {
  readonly code: number;
  readonly lines: readonly string[];
}

const nothing: ReadonlyMap<string, string> = new Map();

/** `environment`: what `$NAME` stands for, beside what every shell has. */
export function runScript(
  machine: Machine,
  script: string,
  environment: ReadonlyMap<string, string> = nothing,
): ScriptResult {
  machine.environment = environment;
  const parsed = parseScript(script);
  if (!parsed) {
    machine.spend(2_000, 9_000);
    return {
      code: 0,
      lines: ["(simulated: a practice server does not run if, for, while, case or $( ))"],
    };
  }
  const lines: string[] = [];
  for (const line of parsed) {
    const result = runLine(machine, line, lines);
    if (result.exited || result.code !== 0) return { code: result.code, lines };
  }
  return { code: 0, lines };
}

export interface ShellResult {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** As plain `sh` would: a failure stops nothing, and the last command's code is the script's. */
export function runOnward(machine: Machine, script: string): ShellResult {
  const parsed = parseScript(script);
  if (!parsed) {
    const { code, lines } = runScript(machine, script);
    return { code, out: lines, err: [] };
  }
  const out: string[] = [];
  const err: string[] = [];
  for (const line of parsed) {
    const said: string[] = [];
    const { code, exited } = runLine(machine, line, said, false);
    for (const text of said) (code !== 0 && isComplaint(text) ? err : out).push(text);
    if (exited || line === parsed.at(-1)) return { code, out, err };
  }
  return { code: 0, out, err };
}

/** `cat: /etc/none: No such file or directory`. */
const isComplaint = (text: string) => /^[\w./-]+: /.test(text);

function runLine(
  machine: Machine,
  line: ScriptLine,
  lines: string[],
  stopsAtFailure = true,
): { code: number; exited: boolean } {
  let code = 0;
  for (const pipeline of line) {
    if (pipeline.join === "and" && code !== 0) continue;
    if (pipeline.join === "or" && code === 0) continue;
    if (pipeline.join === "always" && code !== 0 && stopsAtFailure) return { code, exited: false };
    const result = runPipeline(machine, pipeline);
    lines.push(...result.out.split("\n").filter((text) => text !== ""));
    code = pipeline.negated ? Number(result.code === 0) : result.code;
    if (/^exit\b/.test(pipeline.commands[0] ?? "")) return { code, exited: true };
  }
  return { code, exited: false };
}

function runPipeline(machine: Machine, { commands, input }: Pipeline): CommandResult {
  let result: CommandResult = { code: 0, out: input ?? "" };
  for (const command of commands) result = runRedirected(machine, command, result.out);
  return result;
}

/** `> file`, `>> file`, `2>&1`, `2> file`. */
function runRedirected(machine: Machine, command: string, input: string): CommandResult {
  const quiet = command.replace(/\s*(?:2>&1|2>\s*\S+|&>\s*\S+)/g, "");
  const [, append, target] = /(?<![0-9&])>(>?)\s*("[^"]*"|'[^']*'|[^\s|&;]+)\s*$/.exec(quiet) ?? [];
  const bare =
    target === undefined ? quiet : quiet.slice(0, quiet.lastIndexOf(append ? ">>" : ">"));
  const words = splitWords(expanded(bare, machine.environment));
  const result = runCommand(machine, words, input);
  if (target === undefined) return result;
  const path = splitWords(expanded(target, machine.environment))[0] ?? target;
  if (path === "/dev/null") return { ...result, out: "" };
  const before = append ? (machine.files.get(path)?.text ?? "") : "";
  const line = result.out === "" || result.out.endsWith("\n") ? result.out : `${result.out}\n`;
  machine.write(path, before + line);
  return { ...result, out: "" };
}
