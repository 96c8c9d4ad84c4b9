/** A script that runs in a server: begun, ended, timed out. What it leaves on the disk is there when it ends. */
import { contentsOf, keepContents } from "../ec2/volumes/contents.ts";
import { guestContext, guestOf } from "../ec2/guest/guest-boot.ts";
import type { ScriptRun } from "../kernel/guest.ts";
import type { InstanceState } from "../kernel/state/ec2/instances.ts";
import type { CommandState, InvocationState } from "../kernel/state/ssm.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { endInvocation } from "./command-status.ts";

type Of = { readonly command: string; readonly instance: string };
export const runEnds = timerKind<Of>("ssm.run-ends");
export const runExpires = timerKind<Of>("ssm.run-expires");

const MOST_OUTPUT = 24_000;
const MOST_ERRORS = 8_000;

export function beginRun(
  world: World,
  command: CommandState,
  invocation: InvocationState,
  instance: InstanceState,
): void {
  const run = runScript(world, instance, command.script);
  invocation.status = "InProgress";
  invocation.details = "InProgress";
  invocation.startedAtMs = world.nowMs;
  invocation.boot = instance.bootCount;
  keepResult(world, invocation, run);
  const of = { command: command.id, instance: instance.id };
  const limitMs = command.executionSeconds * 1000;
  if (run.tookMs > limitMs) world.after(runExpires, limitMs, of);
  else world.after(runEnds, run.tookMs, of);
}

function runScript(world: World, instance: InstanceState, script: string): ScriptRun {
  const contents = contentsOf(world, instance.contentsId);
  const run = guestOf(world, contents)?.run?.(guestContext(world, instance), script);
  return run ?? NOTHING_RUNS;
}

/** In a world whose servers have no shell. */
const NOTHING_RUNS: ScriptRun = {
  code: 127,
  out: "",
  err: "sh: not found\n",
  tookMs: 100,
  contents: null,
  healthy: null,
};

function keepResult(world: World, invocation: InvocationState, run: ScriptRun): void {
  const { code, out, err, contents, healthy } = run;
  const complaint = code === 0 ? "" : `failed to run commands: exit status ${code}`;
  invocation.code = code;
  invocation.out = out.slice(0, MOST_OUTPUT);
  invocation.err = `${err}${complaint}`.slice(0, MOST_ERRORS);
  invocation.contentsId = contents === null ? null : keepContents(world, contents);
  invocation.healthy = healthy;
}

/** A server that went away meanwhile never says how it ended: that is seen when its time is over. */
export function endRun(world: World, command: CommandState, invocation: InvocationState): void {
  if (invocation.status !== "InProgress") return;
  const instance = world.state.instances.get(invocation.instanceId);
  if (instance?.state !== "running" || instance.bootCount !== invocation.boot) {
    const expiresAtMs = (invocation.startedAtMs ?? world.nowMs) + command.executionSeconds * 1000;
    const of = { command: command.id, instance: invocation.instanceId };
    return void world.schedule(runExpires, expiresAtMs, of);
  }
  if (invocation.contentsId !== null) instance.contentsId = invocation.contentsId;
  if (invocation.healthy !== null) instance.health = invocation.healthy ? "healthy" : "unhealthy";
  const name = invocation.code === 0 ? "Success" : "Failed";
  endInvocation(world, invocation, { status: name, details: name });
}

export function expireRun(world: World, invocation: InvocationState): void {
  if (invocation.status !== "InProgress") return;
  invocation.code = -1;
  invocation.out = "";
  invocation.err = "";
  endInvocation(world, invocation, { status: "TimedOut", details: "ExecutionTimedOut" });
}
