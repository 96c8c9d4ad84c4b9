/** What the command prints: each failure as it comes, where it stands now and then, and the sum at the end. */
import { execFileSync } from "node:child_process";
import { wordsOf } from "../life/scenario/draw-any.ts";
import type { Command } from "./command-line.ts";
import type { Done } from "./messages.ts";
import type { Shrunk } from "./shrink.ts";

const STANDS_EVERY = 500;

export class Report {
  failed = 0;
  readonly #command: Command;
  readonly #beganMs = performance.now();
  readonly #commit = commitNow();
  readonly #refusals = new Map<string, number>();
  #passed = 0;
  #refused = 0;
  #virtualMs = 0;
  #operations = 0;
  #cpuMs = 0;

  constructor(command: Command) {
    this.#command = command;
  }

  add({ attempt: { verdict, shrunk }, cpuMs }: Done): void {
    this.#cpuMs += cpuMs;
    this.#virtualMs += verdict.virtualMs;
    this.#operations += verdict.operations;
    if (verdict.operations === 0 && verdict.refusals.length > 0) this.#refused += 1;
    for (const reason of verdict.refusals) count(this.#refusals, plain(reason));
    if (verdict.problems.length === 0) this.#passed += 1;
    else {
      this.failed += 1;
      console.log(`\nseed ${String(verdict.seed)} failed at commit ${this.#commit}`);
      for (const problem of verdict.problems) console.log(`  ✗ ${problem}`);
      if (shrunk) printShrunk(shrunk);
    }
    if ((this.#passed + this.failed) % STANDS_EVERY === 0) this.#stand();
  }

  end(): void {
    const { seeds, from, cores } = this.#command;
    console.log(`\nSeeds ${String(from)} to ${String(from + seeds - 1)} at commit ${this.#commit}`);
    console.log(`${String(this.#operations)} operations carried out`);
    const planned = `${String(this.#refused)} seeds ended with the planner's refusal`;
    console.log(this.#refused > 0 ? `${planned}; refusals by reason:` : planned);
    for (const [reason, times] of [...this.#refusals].toSorted((a, b) => b[1] - a[1]))
      console.log(`  ${String(times).padStart(5)} ${reason}`);
    const realMs = performance.now() - this.#beganMs;
    const rate = this.#virtualMs / realMs;
    const used = Math.min(cores, seeds);
    console.log(
      `${String(Math.round(rate))} times real time on ${String(used)} cores, ` +
        `${String(Math.round(rate / used))} a core; ${String(Math.round(realMs / 1000))} s in all, ` +
        `${(this.#cpuMs / seeds / 1000).toFixed(3)} s of a core's work a seed`,
    );
    console.log(`${String(this.#passed)} passed, ${String(this.failed)} failed`);
  }

  #stand(): void {
    const realMs = performance.now() - this.#beganMs;
    const stands = `${String(this.#passed)} passed, ${String(this.failed)} failed so far`;
    console.log(`${stands} · ${String(Math.round(this.#virtualMs / realMs))} times real time`);
  }
}

function printShrunk({ scenario, verdict, tries }: Shrunk): void {
  console.log(`  the shortest history found, after ${String(tries)} tries:`);
  for (const problem of verdict.problems) console.log(`    ✗ ${problem}`);
  const told = new Set(wordsOf(scenario));
  for (const line of told) console.log(`    ${line}`);
  for (const line of verdict.story)
    if (!told.has(line.replace(/^[\d.]+ /, ""))) console.log(`      ${line}`);
  for (const call of verdict.calls) console.log(`        ${call.slice(0, 200)}`);
  console.log(`    as data: ${JSON.stringify(scenario)}`);
}

/** A reason without the names and numbers of one fleet. */
const plain = (reason: string) =>
  reason
    .replace(/\b(i|ami|sg|op)-\w+/g, "…")
    .replace(/\b[a-z]+(-[a-z]+)*-(v\d+|asg|lt)\b/g, "…")
    .replace(/\bv?\d+\b/g, "…")
    .slice(0, 160);

function count(all: Map<string, number>, name: string): void {
  all.set(name, (all.get(name) ?? 0) + 1);
}

/** With a mark if the files differ from it; unknown where there is no git. */
export function commitNow(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  try {
    const isChanged = git("status", "--porcelain") !== "";
    return git("rev-parse", "--short", "HEAD") + (isChanged ? " and changes" : "");
  } catch {
    return "unknown";
  }
}
