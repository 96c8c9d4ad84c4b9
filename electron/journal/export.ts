/** An operation, or all of them, as JSON with the audit's verdict, and as a report for a change record. */
import type { OperationId } from "../../shared/model/ids.ts";
import type { OperationEvent } from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { Verification } from "./audit.ts";
import type { Journal } from "./journal.ts";
import type { OperationRecord, StepRecord } from "./records.ts";

export interface JournalExport {
  readonly json: string;
  /** Markdown. */
  readonly report: string;
}

export function exportJournal(journal: Journal, id: OperationId | null): JournalExport {
  const records = journal.running.operations().filter((record) => id === null || record.id === id);
  const operations = records.map((record) => gather(journal, record));
  const audit = journal.verify();
  const json = JSON.stringify({ format: "bennu-journal-1", audit, operations }, null, 2);
  return { json, report: [...operations.map(report), proof(audit)].join("\n\n") };
}

type Gathered = ReturnType<typeof gather>;

function gather(journal: Journal, operation: OperationRecord) {
  return {
    operation,
    plan: journal.evidence.plan(operation.planId),
    steps: journal.running.steps(operation.id),
    calls: journal.evidence.intents(operation.id),
    originals: journal.evidence.originals(operation.id),
    events: journal.evidence.events(operation.id),
    samples: journal.running.samples(operation.id),
    servers: journal.slots.of(operation.id),
  };
}

function report({ operation, plan, steps, events }: Gathered): string {
  const parts = [
    `# ${escape(plan?.title ?? operation.id)}`,
    heading(operation),
    "## Steps",
    ...steps.map((step) => stepLine(step, plan)),
    "## What happened",
    ...events.map(eventLine),
  ];
  return parts.join("\n");
}

function heading(operation: OperationRecord): string {
  const lines = [
    ["Operation", operation.id],
    ["Who", operation.who],
    ["Reason", operation.reason || "none given"],
    ["Change", operation.changeNumber ?? "none given"],
    ["Began", isoTime(operation.startedAtMs)],
    ["Ended", operation.endedAtMs === null ? "still running" : isoTime(operation.endedAtMs)],
    ["Came to", `${operation.status}${operation.outcome ? `: ${operation.outcome}` : ""}`],
  ];
  return lines.map(([name, value]) => `- ${name ?? ""}: ${escape(value ?? "")}`).join("\n");
}

function stepLine(step: StepRecord, plan: Plan | null): string {
  const title = plan?.steps.find((planned) => planned.id === step.stepId)?.title ?? step.stepId;
  const began = step.startedAtMs === null ? "" : ` (${isoTime(step.startedAtMs)})`;
  return `- ${escape(title)}: ${step.status}${began}${step.note ? `. ${escape(step.note)}` : ""}`;
}

function eventLine(event: OperationEvent): string {
  const call = event.call
    ? ` [${event.call.name} ${event.call.outcome} ${event.call.requestId ?? ""}]`
    : "";
  return `- ${isoTime(event.atMs)} ${escape(event.text + call)}`;
}

function proof(audit: Verification): string {
  const verdict = audit.ok ? "unbroken" : `BROKEN: ${audit.problem ?? ""}`;
  return `Audit chain of ${String(audit.events)} entries: ${verdict}.`;
}

const isoTime = (ms: number) => new Date(ms).toISOString();

/** Names and messages come from other people: no markup, one line. */
const escape = (text: string) => text.replace(/[\\`*_{}[\]<>#|]/g, "\\$&").replace(/\s+/g, " ");
