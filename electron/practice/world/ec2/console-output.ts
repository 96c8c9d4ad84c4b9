/** The serial console of a server: the last 64 KiB of what it said. */
import type { InstanceState } from "../kernel/state-ec2.ts";

export const CONSOLE_LIMIT_BYTES = 64 * 1024;

export function appendConsole(instance: InstanceState, line: string, nowMs: number): void {
  instance.console = lastBytes(`${instance.console}${line}\r\n`);
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
