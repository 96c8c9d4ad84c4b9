/**
 * A console that can be killed at any of its crash points and started again on the same journal: what it had under
 * way goes out, what it would have done next is never done.
 */
import { openJournal, type Journal } from "../../electron/journal/journal.ts";
import { createOperations, type Operations } from "../../electron/operations/operations.ts";
import type { Children } from "../../electron/operations/children.ts";
import { steps } from "../../electron/operations/steps/registry.ts";
import type { Cloud } from "../../electron/ports.ts";

export interface SimulatedConsole {
  readonly operations: Operations;
  readonly journal: Journal;
  /** Defects: a runner that ended by an error while the console was alive. */
  readonly faults: readonly string[];
  readonly crashedAt: () => string | null;
  /** Of which nothing more is heard once it is dead, as of its own cloud. */
  readonly mortal: (cloud: Cloud) => Cloud;
  /** It may be killed here as well. */
  readonly pass: (point: string) => void;
  close(): Promise<void>;
}

/** Killed at so many crash points, or at the first that is named so; null: it lives. */
export type ConsoleEnd = number | string | null;

export interface ConsoleParts {
  readonly journalPath: string;
  readonly cloud: Cloud;
  /** Of operations' ids, also over a restart. */
  readonly nextId: () => number;
  readonly end: ConsoleEnd;
  /** In virtual time. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onPoint: (point: string) => void;
  /** By which its operations start others; left out: none can. */
  readonly children?: () => Children | null;
}

export function aSimulatedConsole(parts: ConsoleParts): SimulatedConsole {
  const journal = openJournal(parts.journalPath);
  const faults: string[] = [];
  let crashedAt: string | null = null;
  let passed = 0;
  const isAlive = () => crashedAt === null;
  const cloud = mortal(parts.cloud, isAlive);
  const pass = (point: string) => {
    passed += 1;
    parts.onPoint(point);
    if (!isAlive() || (passed !== parts.end && point !== parts.end)) return;
    crashedAt = point;
    journal.close();
  };
  const operations = createOperations({
    journal,
    cloudOf: () => cloud,
    steps,
    random: { next: () => 0.5, id: (prefix) => `${prefix}-${String(parts.nextId())}` },
    who: "ada",
    holder: "ada@console",
    onFault: (_id, error) => void (isAlive() && faults.push(error.message)),
    pauseAfterFault: (faults, signal) => parts.sleep(Math.min(60, 2 ** faults) * 1000, signal),
    crashPoint: pass,
    ...(parts.children ? { children: parts.children } : {}),
  });
  return {
    operations,
    journal,
    faults,
    crashedAt: () => crashedAt,
    mortal: (one) => mortal(one, isAlive),
    pass,
    close: async () => {
      if (!isAlive()) return;
      await operations.close();
      journal.close();
    },
  };
}

function mortal(cloud: Cloud, isAlive: () => boolean): Cloud {
  const { clock } = cloud;
  return {
    ...cloud,
    reader: mortalPort(cloud.reader, isAlive),
    actor: mortalPort(cloud.actor, isAlive),
    clock: {
      now: () => clock.now(),
      reading: () => clock.reading(),
      sleep: (ms, signal) => (isAlive() ? ifAlive(clock.sleep(ms, signal), isAlive) : never()),
    },
  };
}

type Asynchronous = Readonly<Record<string, (...input: never[]) => Promise<unknown>>>;

/** A port of which nothing more is heard once its console is dead, and to which nothing more is said. */
function mortalPort<T extends object>(port: T, isAlive: () => boolean): T {
  const methods = Object.entries(port as unknown as Asynchronous).map(([name, method]) => {
    const guarded = (...input: never[]) =>
      isAlive() ? ifAlive(method(...input), isAlive) : never();
    return [name, guarded] as const;
  });
  return Object.fromEntries(methods) as unknown as T;
}

const never = () => new Promise<never>(() => undefined);

function ifAlive<R>(work: Promise<R>, isAlive: () => boolean): Promise<R> {
  return new Promise((resolve, reject) => {
    work.then(
      (result) => isAlive() && resolve(result),
      (error: unknown) =>
        isAlive() && reject(error instanceof Error ? error : new Error(String(error))),
    );
  });
}
