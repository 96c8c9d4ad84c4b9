import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly browser: string;
  /** Of the last minute, when the bench began: above the number of cores others worked too. */
  readonly load: number;
}

export function thisMachine(browser: string | null): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    browser: browser === null ? "none" : versionOf(browser),
    load: loadavg()[0] ?? 0,
  };
}

function versionOf(browser: string): string {
  const said = execFileSync(browser, ["--version"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return /[A-Za-z ]+ \d+(\.\d+)*/.exec(said)?.[0] ?? "unknown";
}

export const machineWords = ({
  cores,
  processor,
  memoryGb,
  system,
  node,
  browser,
  load,
}: Machine) =>
  `${String(cores)} cores (${processor}), ${String(memoryGb)} GB, ${system}, Node ${node}, ${browser}, load ${load.toFixed(1)}`;
