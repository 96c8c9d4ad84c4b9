/** ansible-playbook on a practice server: what it prints, and what becomes of the server. */
import type { ToolEnd } from "../../program/calls/progress.ts";
import type { Machine } from "../../machine/machine.ts";
import type { Outcome } from "../resources.ts";
import { holds, renderValue, Undefined } from "./jinja.ts";
import type { Values } from "./jinja.ts";
import { modules } from "./modules.ts";
import { PlaybookError, readPlaybook } from "./playbook.ts";
import type { Play, Task } from "./playbook.ts";

export function runAnsible(machine: Machine, path: string, extra: string): ToolEnd {
  machine.spend(1_500, 4_000);
  try {
    const counts: Counts = { ok: 0, changed: 0, failed: 0, skipped: 0, ignored: 0 };
    const given = JSON.parse(extra) as Values;
    const cause = firstFailure(machine, readPlaybook(machine, path), given, counts);
    machine.log(`${banner("PLAY RECAP")}\n${recap(counts)}`);
    return { code: cause === null ? 0 : 2, cause: cause ?? "" };
  } catch (error) {
    if (!(error instanceof PlaybookError)) throw error;
    machine.log(`ERROR! ${error.message}`);
    return { code: error.code, cause: `ERROR! ${error.message.split("\n")[0] ?? ""}` };
  }
}

interface Counts {
  ok: number;
  changed: number;
  failed: number;
  skipped: number;
  ignored: number;
}

const banner = (words: string) => `${words} `.padEnd(80, "*");
const recap = ({ ok, changed, failed, skipped, ignored }: Counts) =>
  `${"localhost".padEnd(26)} : ok=${String(ok).padEnd(4)} changed=${String(changed).padEnd(4)} unreachable=0    ` +
  `failed=${String(failed).padEnd(4)} skipped=${String(skipped).padEnd(4)} rescued=0    ignored=${String(ignored).padEnd(4)}`;

function firstFailure(
  machine: Machine,
  plays: readonly Play[],
  extra: Values,
  counts: Counts,
): string | null {
  for (const play of plays) {
    machine.log(banner(`PLAY [${play.name}]`));
    const values = { ...factsOf(machine), ...play.values, ...extra };
    if (play.gathersFacts) gather(machine, counts);
    const notified = new Set<string>();
    const cause =
      inOrder(play.tasks, (task) => run(machine, task, "TASK", values, counts, notified)) ??
      inOrder(handlersOf(play, notified), (task) =>
        run(machine, task, "RUNNING HANDLER", values, counts, notified),
      );
    if (cause !== null) return cause;
  }
  return null;
}

function inOrder(tasks: readonly Task[], act: (task: Task) => string | null): string | null {
  for (const task of tasks) {
    const cause = act(task);
    if (cause !== null) return cause;
  }
  return null;
}

const handlersOf = ({ handlers }: Play, notified: ReadonlySet<string>) =>
  handlers.filter(({ name, raw }) => notified.has(name) || notified.has(String(raw["listen"])));

function gather(machine: Machine, counts: Counts): void {
  machine.log(banner("TASK [Gathering Facts]"));
  machine.spend(900, 2_500);
  machine.log("ok: [localhost]");
  counts.ok++;
}

function factsOf(machine: Machine): Values {
  const isRpm = machine.format === "rpm";
  const facts = {
    os_family: isRpm ? "RedHat" : "Debian",
    distribution: isRpm ? "Amazon" : "Debian",
    architecture: machine.context.instance.architecture === "arm64" ? "aarch64" : "x86_64",
    pkg_mgr: isRpm ? "dnf" : "apt",
    service_mgr: "systemd",
    default_ipv4: { address: machine.context.instance.privateIp },
  };
  const named = Object.entries(facts).map(([key, value]) => [`ansible_${key}`, value] as const);
  const environment = Object.fromEntries([...machine.variables, ...machine.secrets]);
  return { ...Object.fromEntries(named), ansible_facts: facts, __environment: environment };
}

function run(
  machine: Machine,
  task: Task,
  kind: string,
  values: Values,
  counts: Counts,
  notified: Set<string>,
): string | null {
  const title = task.role === null ? task.name : `${task.role} : ${task.name}`;
  machine.log(banner(`${kind} [${title}]`));
  const own = { ...values, ...((task.raw["vars"] ?? {}) as Values) };
  const outcome = outcomeOf(machine, task, own);
  if (outcome === "skipped") {
    machine.log("skipping: [localhost]");
    counts.skipped++;
    return null;
  }
  if (outcome.failure !== null) return failed(machine, task, outcome.failure, counts);
  machine.log(`${outcome.changed ? "changed" : "ok"}: [localhost]`);
  counts.ok++;
  if (!outcome.changed) return null;
  counts.changed++;
  for (const handler of [task.raw["notify"]].flat()) notified.add(String(handler));
  return null;
}

function failed(machine: Machine, task: Task, why: string, counts: Counts): string | null {
  const words = JSON.stringify({ changed: false, msg: why })
    .replaceAll('":', '": ')
    .replaceAll(',"', ', "');
  const line = `fatal: [localhost]: FAILED! => ${words}`;
  machine.log(line);
  if (task.raw["ignore_errors"] !== true) {
    counts.failed++;
    return machine.masked(line);
  }
  machine.log("...ignoring");
  counts.ok++;
  counts.ignored++;
  return null;
}

function outcomeOf(machine: Machine, task: Task, values: Values): Outcome | "skipped" {
  const module = modules[task.module];
  try {
    if (task.raw["when"] !== undefined && !holds(task.raw["when"], values)) return "skipped";
    const items = renderValue(task.raw["loop"] ?? task.raw["with_items"] ?? [null], values);
    const outcomes = [items].flat().map((item) => {
      const place = { folder: task.folder, values: { ...values, item } };
      return module?.(machine, renderValue(task.options, place.values) as Values, place);
    });
    return {
      changed: outcomes.some((one) => one?.changed === true),
      failure: outcomes.find((one) => one && one.failure !== null)?.failure ?? null,
    };
  } catch (error) {
    if (!(error instanceof Undefined)) throw error;
    return { changed: false, failure: `AnsibleUndefinedVariable: ${error.message}` };
  }
}
