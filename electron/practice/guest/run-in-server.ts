/** A script that is run in a server from outside, as Run Command does: what it says, how long it takes, what it leaves. */
import type { GuestContext, ScriptRun } from "../world/kernel/guest.ts";
import { Machine } from "./machine.ts";
import { contentsOfMachine } from "./manifest.ts";
import { runOnward } from "./run-shell.ts";

export function runInServer(ctx: GuestContext, script: string): ScriptRun {
  const machine = new Machine(ctx, "b", 0);
  const before = contentsOfMachine(machine);
  const { code, out, err } = runOnward(machine, script);
  const after = contentsOfMachine(machine);
  const isChanged = JSON.stringify(after) !== JSON.stringify(before);
  return {
    code,
    out: text(out),
    err: text(err),
    tookMs: Math.round(machine.offsetMs),
    contents: isChanged ? { ...after, health: ctx.contents.health } : null,
    healthy: after.health === before.health ? null : after.health === "ok",
  };
}

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
