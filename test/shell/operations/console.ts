/** A journal in a folder of its own and the executor on a small cloud, closed when the test is over. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openJournal, type Journal } from "../../../electron/journal/journal.ts";
import type { Cloud } from "../../../electron/ports.ts";
import {
  createOperations,
  type OperationPorts,
  type Operations,
} from "../../../electron/operations/operations.ts";
import { steps } from "../../../electron/operations/steps/registry.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import type { OperationId } from "../../../shared/model/ids.ts";
import { SmallCloud, smallState, type SmallFaults } from "./small-cloud.ts";

export interface TestConsole<C extends Cloud = SmallCloud> {
  readonly journal: Journal;
  readonly cloud: C;
  readonly operations: Operations;
  readonly faults: string[];
  /** Starts the plan and resolves with what came of it. */
  readonly carryOut: (plan: Plan) => Promise<OperationDetail>;
  readonly ended: (id: OperationId) => Promise<OperationDetail>;
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bennu-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const aConsole = (faults: SmallFaults = {}, servers = 20) =>
  consoleOn(new SmallCloud(smallState(servers), faults), join(aFolder(), "journal.sqlite"));

export function consoleOn<C extends Cloud>(
  cloud: C,
  journalPath: string,
  wanted: Partial<OperationPorts> = {},
): TestConsole<C> {
  const journal = openJournal(journalPath);
  const faults: string[] = [];
  let count = 0;
  const operations = createOperations({
    journal,
    cloudOf: () => cloud,
    steps,
    random: { next: () => 0.5, id: (prefix) => `${prefix}-${String(++count)}` },
    who: "ada",
    holder: "ada@console",
    onFault: (_id, error) => faults.push(error.message),
    ...wanted,
  });
  const console = { journal, cloud, operations, faults, ended, carryOut };
  onTestFinished(async () => {
    await operations.close();
    journal.close();
  });
  return console;

  async function ended(id: OperationId): Promise<OperationDetail> {
    await operations.finished(id);
    const detail = operations.detail(id);
    if (!detail) throw new Error("The operation is gone");
    return detail;
  }
  async function carryOut(plan: Plan): Promise<OperationDetail> {
    return ended(operations.start(plan, { reason: "a test", changeNumber: "CHG-1" }));
  }
}

/** Resolves when an operation's changes first make this true. */
export async function until(operations: Operations, condition: () => boolean): Promise<void> {
  if (condition()) return;
  await new Promise<void>((resolve) => {
    const end = operations.onChange(() => {
      if (!condition()) return;
      end();
      resolve();
    });
  });
}
