/**
 * A replacement and a warm rollback of a fleet of 20 on the practice world in virtual time, beside the cloud's
 * critical path: from the world's own timers it is known when each state could first be seen.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJournal } from "../../electron/journal/journal.ts";
import { createOperations, type Operations } from "../../electron/operations/operations.ts";
import { steps } from "../../electron/operations/steps/registry.ts";
import { isReading } from "../../electron/aws/sending/budgets.ts";
import type { OperationDetail } from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { StepWork } from "../../shared/model/step-work.ts";
import { criticalPathMs } from "./critical-path.ts";
import {
  aPracticeRegion,
  type PracticeRegionForTests,
} from "../shell/operations/practice-region.ts";
import type { Figure } from "./figures.ts";
import { keepLedger, type Ledger } from "./ledger.ts";

const FLEET = "checkout-web";

export async function executorFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "bennu-bench-"));
  const journal = openJournal(join(folder, "journal.sqlite"));
  const region = aPracticeRegion();
  const ledger = keepLedger(region.world);
  const operations = executorOn(region, journal);
  try {
    const plan = await region.replace(FLEET, await region.otherImage(FLEET));
    const realMs = performance.now();
    const replaced = await carryOut(operations, plan);
    const tookMs = performance.now() - realMs;
    const label = (await region.fleet(FLEET)).generations.find(
      (one) => one.groupName === plan.groups?.from,
    )?.label;
    const rollback = await region.rollback(FLEET, label ?? "");
    const back = await carryOut(operations, rollback);
    return [...replaceFigures(replaced, ledger, tookMs), ...rollbackFigures(back, ledger)];
  } finally {
    await operations.close();
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function executorOn(
  region: PracticeRegionForTests,
  journal: ReturnType<typeof openJournal>,
): Operations {
  let count = 0;
  return createOperations({
    journal,
    cloudOf: () => region.cloud,
    steps,
    random: { next: () => 0.5, id: (prefix) => `${prefix}-${String((count += 1))}` },
    who: "bench",
    holder: "bench@console",
    onFault: (_, error) => console.error(error.message),
  });
}

async function carryOut(operations: Operations, plan: Plan): Promise<OperationDetail> {
  const id = operations.start(plan, { reason: "bench", changeNumber: null });
  await operations.finished(id);
  const detail = operations.detail(id);
  if (detail?.status !== "succeeded") throw new Error(`${plan.title}: ${String(detail?.outcome)}`);
  return { ...detail, ...{ calls: operations.events(id) } };
}

function replaceFigures(detail: OperationDetail, ledger: Ledger, realMs: number): Figure[] {
  const tookMs = spanOf(detail);
  const cloudMs = criticalPathMs(detail, ledger);
  return [
    {
      ...besideCloud("replacement of 20, with its soaks", tookMs, cloudMs),
      note: `${((tookMs - cloudMs) / 1000).toFixed(1)} s beyond it`,
    },
    { name: "  virtual time over real time", unit: "x", value: tookMs / realMs, runs: 1 },
  ];
}

function rollbackFigures(detail: OperationDetail, ledger: Ledger): Figure[] {
  const { groups } = detail.plan;
  if (!groups) throw new Error("The rollback names no groups.");
  const shift = workedAt(detail, "shift-away")[0];
  const backMs = (shift?.state.endedAtMs ?? Number.NaN) - detail.startedAtMs;
  const cloudMs = criticalPathMs(detail, ledger);
  const calls = changesOf(detail);
  return [
    {
      ...besideCloud("warm rollback, start to all traffic back", backMs, cloudMs),
      note: `${((backMs - cloudMs) / 1000).toFixed(1)} s beyond it`,
    },
    {
      name: "  its changing calls",
      unit: "calls",
      value: calls.length,
      runs: 1,
      note: calls.join(", "),
    },
  ];
}

const besideCloud = (name: string, ownMs: number, cloudMs: number): Figure => ({
  name,
  unit: "s",
  value: ownMs / 1000,
  runs: 1,
  peer: { name: "cloud's critical path", value: cloudMs / 1000 },
  ratio: ownMs / cloudMs,
});

const spanOf = ({ startedAtMs, endedAtMs }: OperationDetail) =>
  (endedAtMs ?? Number.NaN) - startedAtMs;

function workedAt(detail: OperationDetail, kind: StepWork["kind"]) {
  return detail.plan.steps.flatMap(({ work }, at) => {
    const state = detail.steps[at];
    return work.kind === kind && state ? [{ work, state }] : [];
  });
}

function changesOf(detail: OperationDetail): readonly string[] {
  const { calls } = detail as OperationDetail & {
    readonly calls: ReturnType<Operations["events"]>;
  };
  const accepted = calls.flatMap(({ call }) =>
    call?.outcome === "ok" && !isReading(call.name) ? [call.name] : [],
  );
  return accepted;
}
