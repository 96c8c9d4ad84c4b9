/**
 * The serial console of a server: the last 64 KiB of what it said, and how much of that EC2 has posted. EC2 posts it
 * shortly after a boot, and when a server has stopped or ended; only types on Nitro let one look at the newest.
 */
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import { timerKind } from "../../kernel/timers.ts";

export const CONSOLE_LIMIT_BYTES = 64 * 1024;

export const consolePosted = timerKind<{ readonly id: string; readonly boot: number }>(
  "ec2.console-posted",
);

export function appendConsole(instance: InstanceState, line: string, nowMs: number): void {
  const whole = `${instance.console}${line}\r\n`;
  instance.console = lastBytes(whole);
  const dropped = whole.length - instance.console.length;
  if (dropped > 0) instance.consoleDropped = (instance.consoleDropped ?? 0) + dropped;
  instance.consoleAtMs = nowMs;
}

function lastBytes(text: string): string {
  if (text.length * 3 < CONSOLE_LIMIT_BYTES) return text;
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= CONSOLE_LIMIT_BYTES) return text;
  return bytes
    .subarray(bytes.length - CONSOLE_LIMIT_BYTES)
    .toString("utf8")
    .replace(/^\uFFFD+/, "");
}

export function postConsole(instance: InstanceState, nowMs: number): void {
  const upTo = (instance.consoleDropped ?? 0) + instance.console.length;
  instance.consolePosted = { upTo, atMs: nowMs };
}

export interface ConsoleText {
  readonly text: string;
  readonly atMs: number;
}

export const latestConsole = ({ console, consoleAtMs }: InstanceState): ConsoleText => ({
  text: console,
  atMs: consoleAtMs,
});

/** A server that a scenario began with has had all of it posted. */
export function postedConsole(instance: InstanceState): ConsoleText {
  const { consolePosted: posted, consoleDropped: dropped = 0 } = instance;
  if (!posted) return latestConsole(instance);
  return { text: instance.console.slice(0, Math.max(0, posted.upTo - dropped)), atMs: posted.atMs };
}
