/** A recipe's tests on a practice server: the same questions as the shell functions of a real one, the same words. */
import { answerOf, systemctl } from "./commands.ts";
import type { Machine } from "./machine.ts";
import { contentOf } from "./program.ts";
import { runScript } from "./run-shell.ts";

export interface Check {
  readonly passed: boolean;
  readonly detail: string;
}
type Run = (machine: Machine, words: readonly string[]) => Check;

const checks: Readonly<Record<string, Run>> = {
  command: (machine, [kind, script]) => {
    const { code, lines } = runScript(machine, contentOf(kind, script));
    return { passed: code === 0, detail: lines.at(-1) ?? "" };
  },
  port: (machine, [port]) => {
    const passed = machine.listening().includes(Number(port));
    return { passed, detail: passed ? `0.0.0.0:${String(port)}` : "" };
  },
  http: (machine, [url, status]) => {
    const answered = answerOf(machine, url ?? "");
    const code = answered === null ? "000" : String(answered);
    return { passed: code === status, detail: `answered ${code}` };
  },
  package: packageCheck,
  file: (machine, [path, presence]) => {
    const passed = machine.exists(path ?? "") === (presence !== "absent");
    return { passed, detail: "" };
  },
  service: (machine, [unit]) => {
    const { code, out } = systemctl(machine, ["is-active", unit ?? ""]);
    return { passed: code === 0, detail: out };
  },
};

/** What may need a while to come up is asked again for half a minute. */
const patient = ["command", "port", "http", "service"];

export function runCheck(machine: Machine, kind: string, words: readonly string[]): Check {
  const run = checks[kind];
  machine.spend(80, 900);
  const check = run ? run(machine, words) : { passed: false, detail: `no test of kind ${kind}` };
  if (!check.passed && patient.includes(kind)) machine.spend(28_000);
  return check;
}

function packageCheck(machine: Machine, [name, version, presence]: readonly string[]): Check {
  const fact = machine.packages.get(name ?? "");
  const detail = fact?.version ?? "not installed";
  if (presence === "absent") return { passed: fact === undefined, detail };
  const fits =
    version === "-" || fact?.version === version || fact?.version.startsWith(`${String(version)}-`);
  return { passed: fact !== undefined && fits === true, detail };
}
