/**
 * Rolls back by itself what failed, where that was chosen before the start. The wish stands in the journal from the
 * moment of the failure: a restart in between finds it, and nothing is started twice. What can't be planned is said
 * and left to a person; a wish that somebody met first, or that is hours old, is not carried out.
 */
import { toErrorData, type ErrorCode } from "../../../shared/errors.ts";
import type { OperationId } from "../../../shared/model/ids.ts";
import { isTerminal, type EventLevel } from "../../../shared/model/operation.ts";
import { holdsItsFleet, type Plan, type Planned } from "../../../shared/model/plan.ts";
import type { Journal } from "../../journal/journal.ts";
import type { OperationRecord } from "../../journal/records.ts";
import type { RollbackWish } from "../../journal/wish-tables.ts";
import type { StartOptions } from "../beginning.ts";
import type { OperationChange } from "../operation-state.ts";
import { wallPause, type PauseAfterFault } from "../running.ts";

export interface AutomaticRollbackPorts {
  readonly journal: Journal;
  readonly operations: {
    start(plan: Plan, options: StartOptions): OperationId;
    /** An event of an operation, also of one that has ended. */
    say(id: OperationId, level: EventLevel, text: string): void;
    onChange(listener: (change: OperationChange) => void): () => void;
  };
  /** The way back from this plan, from what the world is now. May throw where the world can't be read. */
  plan(failed: Plan, operation: OperationId): Promise<Planned>;
  /** On the clock of the operation's connection; null while it isn't there. */
  nowMs(record: OperationRecord): number | null;
  onFault(id: OperationId, message: string): void;
  readonly pause?: PauseAfterFault;
}

/** AWS's lists may show for a minute what was: a refusal is believed when it has stayed so. */
const TRIES = 7;
/** Who comes back after that decides for himself. */
const LATE_AFTER_MS = 6 * 60 * 60_000;

export class AutomaticRollback {
  readonly #ports: AutomaticRollbackPorts;
  readonly #closing = new AbortController();
  readonly #atWork = new Map<OperationId, Promise<void>>();
  readonly #end: () => void;

  constructor(ports: AutomaticRollbackPorts) {
    this.#ports = ports;
    this.#end = ports.operations.onChange((change) => {
      if (change.kind === "operation") this.#takeUp(change.operationId);
    });
  }

  /** At start-up: what was left open. */
  takeUpAll(): void {
    for (const { operationId } of this.#ports.journal.wishes.open()) this.#takeUp(operationId);
  }

  /** Resolves when nothing of it is under way any more. */
  async close(): Promise<void> {
    this.#end();
    this.#closing.abort();
    await Promise.all(this.#atWork.values());
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#atWork.size > 0) await Promise.all(this.#atWork.values());
  }

  #takeUp(id: OperationId): void {
    const { journal } = this.#ports;
    if (this.#atWork.has(id) || this.#closing.signal.aborted) return;
    const record = journal.running.operation(id);
    if (record?.status !== "failed" || journal.wishes.of(id)?.state !== "open") return;
    const work = Promise.resolve()
      .then(() => this.#carryOut(record))
      .catch((error: unknown) => this.#ports.onFault(id, toErrorData(error).message))
      .then(() => void this.#atWork.delete(id));
    this.#atWork.set(id, work);
  }

  async #carryOut(record: OperationRecord): Promise<void> {
    const { journal, pause = wallPause } = this.#ports;
    const { signal } = this.#closing;
    let refusals = 0;
    for (let tries = 1; !signal.aborted; tries += 1) {
      const wish = journal.wishes.of(record.id);
      if (wish?.state !== "open" || this.#isMoot(wish, record)) return;
      const came = await this.#start(wish, record);
      if (came.kind === "started" || signal.aborted) return;
      // A world that can't be read says nothing against the roll back: it is read again.
      if (came.kind === "refused") refusals += 1;
      if (refusals >= TRIES) return this.#giveUp(record.id, came.why);
      await pause(tries, signal);
    }
  }

  /** Somebody was faster, it is under way already, or too much time has passed. */
  #isMoot(wish: RollbackWish, record: OperationRecord): boolean {
    const { journal } = this.#ports;
    const later = laterOnFleet(journal, record);
    if (later || wasStarted(journal, wish)) {
      this.#settle(record.id, "met");
      return true;
    }
    const nowMs = this.#ports.nowMs(record);
    if (nowMs === null || nowMs - wish.atMs <= LATE_AFTER_MS) return false;
    this.#giveUp(record.id, "the console was away for hours since");
    return true;
  }

  async #start(wish: RollbackWish, record: OperationRecord): Promise<Came> {
    const { journal, operations } = this.#ports;
    const failed = journal.evidence.plan(record.planId);
    if (!failed) return { kind: "refused", why: "its plan isn't in the journal." };
    try {
      const planned = await this.#ports.plan(failed, record.id);
      if (planned.refused) return { kind: "refused", why: `${planned.reason} ${planned.cure}` };
      if (this.#closing.signal.aborted || laterOnFleet(journal, record)) return started;
      journal.write(() => journal.wishes.aboutToStart(record.id, planned.plan.id));
      const reason = `Automatic roll back, chosen before the start of ${record.id}. ${wish.cause}`;
      const id = operations.start(planned.plan, { reason, changeNumber: record.changeNumber });
      this.#settle(record.id, "met");
      operations.say(
        record.id,
        "warn",
        `Rolls back by itself, as was chosen: ${planned.plan.title} (${id})`,
      );
      return started;
    } catch (error) {
      const { code, message } = toErrorData(error);
      return { kind: refusals.includes(code) ? "refused" : "unreadable", why: message };
    }
  }

  #settle(id: OperationId, state: "met" | "given-up"): void {
    const { journal } = this.#ports;
    journal.write(() => journal.wishes.settle(id, state));
  }

  #giveUp(id: OperationId, why: string): void {
    this.#settle(id, "given-up");
    this.#ports.operations.say(
      id,
      "bad",
      `It was to be rolled back by itself, and was not: ${why} What serves was left as it is. ` +
        "Look at the fleet, then roll back to a generation that can return, retire the new one, or replace anew.",
    );
  }
}

type Came =
  | { readonly kind: "started" }
  | { readonly kind: "refused" | "unreadable"; readonly why: string };
const started: Came = { kind: "started" };
const refusals: readonly ErrorCode[] = ["refused", "conflict", "read-only"];

const wasStarted = (journal: Journal, { planId }: RollbackWish) =>
  planId !== null && journal.running.operations().some((record) => record.planId === planId);

/**
 * Operations of the fleet that began since, or haven't ended: whoever started one knows what he wants. Saying that the
 * image is bad, or holding a promise, touches no server and takes nothing back.
 */
function laterOnFleet(journal: Journal, failed: OperationRecord): boolean {
  const records = journal.running.operations();
  const at = records.findIndex(({ id }) => id === failed.id);
  return records
    .filter(({ fleetId, kind }) => fleetId === failed.fleetId && holdsItsFleet(kind))
    .some((record) => records.indexOf(record) < at || !isTerminal(record.status));
}
