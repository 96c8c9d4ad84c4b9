/** A recipe's tests on a practice server: the same questions as the shell functions of a real one, the same words. */
import { answerOf, systemctl } from "../shell/commands.ts";
import type { Machine } from "../machine/machine.ts";
import { contentOf } from "./program.ts";
import { runScript } from "../shell/run-shell.ts";

export interface Check {
  readonly passed: boolean;
  readonly detail: string;
}
type Run = (machine: Machine, words: readonly string[]) => Check;

const checks: Readonly<Record<string, Run>> = {
  command: (machine, [kind, script]) => {
    const { code, lines } = runScript(machine, contentOf(kind, script), machine.variables);
    return { passed: code === 0, detail: lines.at(-1) ?? "" };
  },
  port: (machine, [port]) => {
    const passed = machine.units.listening().includes(Number(port));
    return { passed, detail: passed ? "listens, reachable" : "" };
  },
  http: (machine, [url, status, contains]) => {
    const answered = answerOf(machine, url ?? "");
    const code = answered === null ? "000" : String(answered);
    if (code !== status) return { passed: false, detail: `answered ${code}` };
    const lacks = contains !== undefined && contains !== "" && !bodyHas(machine, contains);
    return { passed: !lacks, detail: `answered ${code}${lacks ? ` without: ${contains}` : ""}` };
  },
  package: packageCheck,
  file: fileCheck,
  service: (machine, [unit = "", wanted]) => {
    const { code, out } = systemctl(machine, ["is-active", unit]);
    if (code !== 0 || wanted !== "enabled") return { passed: code === 0, detail: out };
    const enabled = systemctl(machine, ["is-enabled", unit]);
    return { passed: enabled.code === 0, detail: enabled.out };
  },
  user: (machine, [name = "", presence]) => {
    const isThere = machine.users.has(name);
    const detail = isThere ? `uid=990(${name})` : `id: '${name}': no such user`;
    return { passed: isThere === (presence !== "absent"), detail };
  },
  listening: (machine, only) => {
    const others = machine.units.listening().map((port) => `tcp/${String(port)}`);
    const surprise = others.filter((port) => !only.includes(port));
    const detail = surprise.length === 0 ? "" : `also listening: ${surprise.join(" ")} `;
    return { passed: surprise.length === 0, detail };
  },
};

/** Nobody serves bytes here: a page is what any file of the server's has. */
const bodyHas = (machine: Machine, words: string) =>
  [...machine.files.values()].some(({ text }) => text?.includes(words) === true);

function fileCheck(machine: Machine, words: readonly string[]): Check {
  const [path = "", presence, mode, owner, contains] = words;
  const no = (detail: string): Check => ({ passed: false, detail });
  const isThere = machine.exists(path);
  if (presence === "absent") return isThere ? no("it is there") : { passed: true, detail: "" };
  if (!isThere) return no("it is not there");
  const has = machine.attributesOf(path);
  const wanted = (word: string | undefined) =>
    word === undefined || word === "-" ? undefined : word;
  if (!machine.attributesAre(path, { mode: wanted(mode), owner: undefined }))
    return no(`its mode is ${has.mode}, not ${String(mode)}`);
  if (!machine.attributesAre(path, { mode: undefined, owner: wanted(owner) }))
    return no(`its owner is ${has.owner}, not ${String(owner)}`);
  const text = machine.files.get(path)?.text ?? "";
  if (contains !== undefined && contains !== "" && !text.includes(contains))
    return no(`no line of it has: ${contains}`);
  return { passed: true, detail: "" };
}

/** What may need a while to come up is asked again for half a minute. */
const patient = ["command", "port", "http", "service", "listening"];

export function runCheck(
  machine: Machine,
  kind: string,
  words: readonly string[],
  bootSeconds: number,
): Check {
  machine.spend(80, 900);
  if (kind === "boot") return bootCheck(words, bootSeconds);
  const run = checks[kind];
  const check = run ? run(machine, words) : { passed: false, detail: `no test of kind ${kind}` };
  if (!check.passed && patient.includes(kind)) machine.spend(28_000);
  return check;
}

function bootCheck([most]: readonly string[], bootSeconds: number): Check {
  return { passed: bootSeconds <= Number(most), detail: `${bootSeconds.toFixed(1)} s` };
}

function packageCheck(machine: Machine, [name, version, presence]: readonly string[]): Check {
  const fact = machine.packages.get(name ?? "");
  const detail = fact?.version ?? "not installed";
  if (presence === "absent") return { passed: fact === undefined, detail };
  const fits =
    version === "-" || fact?.version === version || fact?.version.startsWith(`${String(version)}-`);
  return { passed: fact !== undefined && fits === true, detail };
}
