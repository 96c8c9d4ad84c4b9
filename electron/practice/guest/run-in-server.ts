/** A script that is run in a server from outside, as Run Command does: what it says, how long it takes, what it leaves. */
import { asksForFrames } from "../../../shared/bake/frames-by-script.ts";
import type { GuestContext, ScriptRun } from "../world/kernel/guest.ts";
import type { ImageContents } from "../world/kernel/state/ec2/contents.ts";
import { Machine } from "./machine/machine.ts";
import { contentsOfMachine } from "./manifest/manifest.ts";
import { readProgram, type Program } from "./program/program.ts";
import { runProgram } from "./program/run-program.ts";
import { runOnward } from "./shell/run-shell.ts";

export function runInServer(ctx: GuestContext, script: string): ScriptRun {
  if (asksForFrames(script)) return toldFrames(ctx);
  const machine = new Machine(ctx, "b", 0);
  for (const unit of stoppedUnits(ctx)) machine.units.stop(unit);
  const program = readProgram(script);
  if (program?.session === "m") return told(ctx, program);
  const before = contentsOfMachine(machine);
  const noted = withStopped(ctx, machine, before);
  const { code, out, err } = runOnward(machine, script);
  const after = withStopped(ctx, machine, contentsOfMachine(machine));
  const isChanged = JSON.stringify(after) !== JSON.stringify(noted);
  return {
    code,
    out: text(out),
    err: text(err),
    tookMs: Math.round(machine.offsetMs),
    contents: isChanged ? { ...after, health: ctx.contents.health } : null,
    healthy: after.health === before.health ? null : after.health === "ok",
  };
}

/** A builder's own frames, from where it keeps them in memory. */
function toldFrames({ said }: GuestContext): ScriptRun {
  const frames = (said?.() ?? "").split("\n").filter((line) => line.startsWith("bennu "));
  const out = text(frames.map((line) => line.trimEnd())).slice(-22_000);
  return { code: 0, out, err: "", tookMs: 200, contents: null, healthy: null };
}

/** A program of Bennu's that prints the manifest to the script's own output. */
function told(ctx: GuestContext, program: Program): ScriptRun {
  const out: string[] = [];
  const machine = new Machine({ ...ctx, say: (line) => out.push(line) }, "m", 0);
  runProgram(machine, program, ctx.contents.bootSeconds ?? 25);
  const tookMs = Math.round(machine.offsetMs);
  return { code: 0, out: text(out), err: "", tookMs, contents: null, healthy: null };
}

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

/** Units that are enabled and yet stopped stay so until the next boot: a note of this boot says which. */
const bootOf = ({ instance }: GuestContext) => `${instance.id} ${instance.bootCount}`;

function stoppedUnits(ctx: GuestContext): readonly string[] {
  const note = ctx.contents.facts?.["stopped"];
  const units = Array.isArray(note) ? note.map(String) : [];
  return units[0] === bootOf(ctx) ? units.slice(1) : [];
}

function withStopped(ctx: GuestContext, machine: Machine, contents: ImageContents): ImageContents {
  const stopped = [...machine.units.enabled].filter((unit) => !machine.units.active.has(unit));
  const { stopped: _, ...facts } = contents.facts ?? {};
  if (stopped.length === 0) return { ...contents, facts };
  return { ...contents, facts: { ...facts, stopped: [bootOf(ctx), ...stopped] } };
}
