/** Carries out a builder's program on a practice server: one call after the other, until one fails. */
import { runCheck } from "./checks.ts";
import { systemctl } from "./commands.ts";
import type { Machine } from "./machine.ts";
import { contentsOfMachine, manifestChunks } from "./manifest.ts";
import { install, remove } from "./packages.ts";
import { contentOf } from "./program.ts";
import type { Program, ProgramCall } from "./program.ts";
import { runScript } from "./run-shell.ts";

interface Progress {
  title: string;
  step: number;
  steps: string;
  tests: number;
  failed: string[];
  readonly bootSeconds: number;
}
interface Ending {
  readonly ok: boolean;
  readonly reason: string;
}
/** Null: goes on. */
type Run = (machine: Machine, words: readonly string[], progress: Progress) => Ending | null;

export function runProgram(machine: Machine, program: Program, bootSeconds: number): void {
  const progress: Progress = {
    title: "start",
    step: 0,
    steps: "0",
    tests: 0,
    failed: [],
    bootSeconds,
  };
  const ending = firstEnding(machine, program.calls, progress);
  const { ok, reason } = ending ?? failure(progress, "the program ended early");
  machine.emit("end", ok ? "ok" : `failed ${reason}`);
  machine.spend(800, 2_000);
}

function firstEnding(
  machine: Machine,
  calls: readonly ProgramCall[],
  progress: Progress,
): Ending | null {
  for (const call of calls) {
    const ending = runs[call.name]?.(machine, call.words, progress) ?? null;
    if (ending) return ending;
  }
  return null;
}

const failure = (progress: Progress, reason: string): Ending => ({
  ok: false,
  reason: `${progress.title}: ${reason}`,
});

const runs: Readonly<Record<string, Run>> = {
  bennu_begin: (machine, [steps, minutes, what], progress) => {
    progress.steps = steps ?? "0";
    machine.limitMs = machine.offsetMs + Number(minutes) * 60_000;
    machine.emit("begin", what ?? "");
    return null;
  },
  bennu_step: (machine, [title], progress) => {
    progress.title = title ?? "";
    progress.step++;
    machine.emit("step", `${String(progress.step)}/${progress.steps} ${progress.title}`);
    return null;
  },
  bennu_packages: (machine, [format, ...names], progress) =>
    managed(progress, machine, install(machine, format ?? "", names)),
  bennu_remove: (machine, [format, ...names], progress) =>
    managed(progress, machine, remove(machine, format ?? "", names)),
  bennu_user: (machine, [name]) => {
    machine.spend(100, 400);
    machine.users.add(name ?? "");
    return null;
  },
  bennu_file: (machine, [path, , , kind, text]) => {
    machine.write(path ?? "", contentOf(kind, text));
    machine.spend(20, 60);
    machine.log(`wrote ${path ?? ""}`);
    return null;
  },
  bennu_shell: (machine, [kind, script], progress) => {
    const { code, lines } = runScript(machine, contentOf(kind, script));
    for (const line of lines) machine.log(line);
    return code === 0
      ? null
      : failure(progress, `${lines.at(-1) ?? ""} (sh ended with ${String(code)})`);
  },
  bennu_service: (machine, [unit], progress) => {
    const { code, out } = systemctl(machine, ["enable", "--now", unit ?? ""]);
    machine.log(out);
    return code === 0 ? null : failure(progress, `${out} (systemctl ended with ${String(code)})`);
  },
  bennu_container: container,
  bennu_ansible: (machine) => {
    machine.spend(9_000, 25_000);
    machine.log("(simulated: ansible-playbook; a practice server does not carry out its tasks)");
    return null;
  },
  bennu_keep: (machine, [kind, text, name, ...watch]) => {
    machine.recipe = { name: name ?? "", text: contentOf(kind, text) };
    machine.watch = watch;
    machine.write("/etc/bennu/recipe.yaml", machine.recipe.text);
    return null;
  },
  bennu_test: test,
  bennu_tested: (_machine, _words, progress) => {
    const { failed, tests } = progress;
    if (failed.length === 0) return null;
    const reason = `${String(failed.length)} of ${String(tests)} tests failed: ${failed.join("; ")}`;
    return { ok: false, reason };
  },
  bennu_manifest: (machine, _words, progress) => {
    const moment = {
      atMs: machine.context.bootedAtMs + machine.offsetMs,
      bootSeconds: progress.bootSeconds,
    };
    machine.spend(900, 2_500);
    for (const chunk of manifestChunks(contentsOfMachine(machine), moment))
      machine.emit("manifest", chunk);
    return null;
  },
  bennu_end: () => ({ ok: true, reason: "" }),
};

function managed(progress: Progress, machine: Machine, refusal: string | null): Ending | null {
  if (refusal === null) return null;
  machine.log(refusal);
  const manager = machine.format === "rpm" ? "dnf" : "apt-get";
  return failure(progress, `${refusal} (${manager} ended with 1)`);
}

function container(
  machine: Machine,
  [, name = "", image = "", kind, unit]: readonly string[],
): null {
  machine.log(`${image}: pulling`);
  machine.spend(8_000, 30_000);
  const version = image.includes(":") ? image.replace(/^.*:/, "") : "latest";
  machine.packages.set(name, { name, version, arch: "-", source: "container" });
  machine.enabled.add(name);
  machine.start(name);
  const ports = [...contentOf(kind, unit).matchAll(/-p (\d+):\d+/g)].map((match) =>
    Number(match[1]),
  );
  machine.servicePorts.set(name, ports);
  return null;
}

function test(
  machine: Machine,
  [kind = "", name = "", ...words]: readonly string[],
  progress: Progress,
): null {
  const from = machine.offsetMs;
  const { passed, detail } = runCheck(machine, kind, words);
  progress.tests++;
  if (!passed) progress.failed.push(name);
  const durationMs = Math.round(machine.offsetMs - from);
  machine.emit(
    "test",
    `${passed ? "pass" : "fail"}\t${String(durationMs)}\t${name}\t${detail.slice(0, 200)}`,
  );
  return null;
}
