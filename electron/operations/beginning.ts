/**
 * How an operation begins: whether a plan may be started at all, and what the journal holds of it at first. It writes
 * nothing and starts nothing.
 */
import { BennuError } from "../../shared/errors.ts";
import { operationId, type OperationId, type StepId } from "../../shared/model/ids.ts";
import { isTerminal } from "../../shared/model/operation.ts";
import { holdsItsFleet, type Plan } from "../../shared/model/plan.ts";
import type { Journal } from "../journal/journal.ts";
import type { OperationRecord, StepRecord } from "../journal/records.ts";
import type { Cloud, Random } from "../ports.ts";

export interface StartOptions {
  readonly reason: string;
  readonly changeNumber: string | null;
  /** What it is started together with others as. */
  readonly release?: string;
  /** Left out: a new one by chance. One that is there already is never started again. */
  readonly id?: OperationId;
}

interface Starter {
  readonly random: Random;
  readonly who: string;
  readonly holder: string;
}

/** The cloud to start it in. Throws BennuError: refused, conflict, read-only. */
export function startable(plan: Plan, cloud: Cloud | null, journal: Journal): Cloud {
  if (!cloud)
    throw refused(
      "The connection of this plan isn't there.",
      "Add it again, then make the plan again.",
    );
  if (cloud.connection.readOnly) throw readOnly(cloud.connection.name);
  const records = journal.running.operations();
  if (records.some((record) => record.planId === plan.id))
    throw refused("This plan was started already.", "Make a new plan from what the fleet is now.");
  const holder = records.find((record) => holds(record, plan));
  if (holder) throw fleetHeld(plan, holder);
  return cloud;
}

export function newRecord(
  plan: Plan,
  { reason, changeNumber, release, id }: StartOptions,
  { random, who, holder }: Starter,
  nowMs: number,
): OperationRecord {
  return {
    id: id ?? operationId(random.id("op")),
    planId: plan.id,
    kind: plan.kind,
    connectionId: plan.connectionId,
    fleetId: plan.fleetId,
    status: "running",
    ending: null,
    who,
    holder,
    reason,
    changeNumber,
    release: release ?? null,
    startedAtMs: Math.round(nowMs),
    endedAtMs: null,
    outcome: null,
    bake: plan.kind === "bake" ? { log: [], tests: [], imageId: null } : null,
  };
}

const holds = (record: OperationRecord, plan: Plan) =>
  plan.fleetId !== null &&
  record.fleetId === plan.fleetId &&
  !isTerminal(record.status) &&
  holdsItsFleet(plan.kind) &&
  holdsItsFleet(record.kind);

export function newStep(step: StepId): StepRecord {
  const nothing = {
    startedAtMs: null,
    endedAtMs: null,
    progress: null,
    stuck: null,
    kept: null,
    produced: null,
  };
  return { stepId: step, status: "waiting", note: "", ...nothing };
}

export function startedText(plan: Plan, record: OperationRecord): string {
  const why = record.reason === "" ? "" : `: ${record.reason}`;
  const change = record.changeNumber ? ` (${record.changeNumber})` : "";
  return `${plan.title}, started by ${record.who}${why}${change}`;
}

/** A roll back that was asked for begins when this one has ended: a console that ends in between forgets it. */
export function resumedText({ ending }: OperationRecord): string {
  return ending?.status === "superseded"
    ? "The console was started again. This was being ended for a roll back that has not begun: roll back again"
    : "The console was started again: going on from what the fleet is now";
}

export const refused = (reason: string, cure: string) =>
  new BennuError({ code: "refused", message: `${reason} Nothing was changed. ${cure}` });

const readOnly = (name: string) =>
  new BennuError({
    code: "read-only",
    message: `The connection ${name} is read-only, so nothing may be changed there. Allow changes in Connections first.`,
  });

const fleetHeld = (plan: Plan, holder: OperationRecord) =>
  new BennuError({
    code: "conflict",
    message:
      `Another operation is at work on ${plan.fleetName ?? "this fleet"}: ${holder.kind} ${holder.id}, started by ` +
      `${holder.who}. Nothing was changed. Wait until it ends, stop it, or roll it back.`,
    details: { operationId: holder.id },
  });
