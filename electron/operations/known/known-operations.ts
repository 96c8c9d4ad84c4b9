/** Every operation that the journal holds, ended or not, as it is asked for. It changes nothing. */
import { slowedDown } from "../../../shared/decide/stall/by-calls.ts";
import type { GroupName, OperationId } from "../../../shared/model/ids.ts";
import {
  isTerminal,
  type OperationDetail,
  type OperationEvent,
  type OperationSummary,
} from "../../../shared/model/operation.ts";
import { slotServers, type SlotServer } from "../../../shared/slots/slot-server.ts";
import type { StepRecord } from "../../journal/records.ts";
import type { AtWork } from "../at-work.ts";
import type { OperationState } from "../operation-state.ts";
import type { OperationPorts } from "../operations.ts";
import type { Running } from "../running.ts";
import { UsualBook } from "./usual-book.ts";
import { detailOf, summaryOf, type Live } from "./views.ts";

type Ports = Pick<OperationPorts, "journal" | "cloudOf">;

export class KnownOperations {
  readonly #ports: Ports;
  readonly #atWork: Pick<AtWork, "find" | "now">;
  readonly #usual: UsualBook;
  /** Of operations that have ended: nothing changes them any more. */
  readonly #endedSummaries = new Map<OperationId, OperationSummary>();
  /** Newest first; read once, then kept. */
  #order: readonly OperationId[];

  constructor(ports: Ports, atWork: Pick<AtWork, "find" | "now">) {
    this.#ports = ports;
    this.#atWork = atWork;
    this.#usual = new UsualBook(ports.journal);
    this.#order = ports.journal.running.operations().map((record) => record.id);
  }

  /** The newest from now on. */
  add(id: OperationId): void {
    this.#order = [id, ...this.#order];
  }

  find(id: OperationId) {
    const running = this.#atWork.find(id);
    if (running) return this.#found(running);
    const record = this.#ports.journal.running.operation(id);
    const plan = record && this.#ports.journal.evidence.plan(record.planId);
    return record && plan
      ? { record, plan, steps: this.#ports.journal.running.steps(id), live: null }
      : null;
  }

  /** The groups that an operation moves traffic between; none in a bake. */
  groupsOf(id: OperationId): readonly GroupName[] {
    const plan = this.find(id)?.plan;
    const { groups, watched } = plan ?? {};
    return groups ? [groups.from, groups.to] : (watched?.groups ?? []);
  }

  detail(id: OperationId): OperationDetail | null {
    const found = this.find(id);
    if (!found) return null;
    const { record, plan, steps, live } = found;
    const usual = this.#usual.before(id, record.fleetId);
    return { ...detailOf(this.#ports.journal, record, plan, steps, live), usual };
  }

  summary(id: OperationId): OperationSummary | null {
    const known = this.#endedSummaries.get(id);
    if (known) return known;
    const found = this.find(id);
    const summary = found && summaryOf(found.record, found.plan, found.steps, found.live);
    if (summary && isTerminal(summary.status)) this.#endedSummaries.set(id, summary);
    return summary;
  }

  /** Newest first. */
  summaries(): readonly OperationSummary[] {
    return this.#order.map((id) => this.summary(id)).filter((summary) => summary !== null);
  }

  /** Oldest first; null: the newest 500 of all operations. */
  events(id: OperationId | null): readonly OperationEvent[] {
    return id === null
      ? this.#ports.journal.evidence.events(null, 500)
      : this.#ports.journal.evidence.events(id);
  }

  /** The servers of an operation as its looks saw them. */
  slots(id: OperationId): readonly SlotServer[] {
    return [...slotServers(this.#ports.journal.slots.of(id)).values()];
  }

  #found({ state, said, fault }: Running) {
    const live = { said, fault, slowed: this.#slowed(state), nowMs: this.#atWork.now(state) };
    return {
      record: state.record,
      plan: state.plan,
      steps: state.steps as readonly StepRecord[],
      live,
    };
  }

  #slowed({ record }: OperationState): Live["fault"] {
    const forMs = this.#ports.cloudOf(record.connectionId)?.slowedForMs?.() ?? null;
    return forMs === null ? null : slowedDown(forMs);
  }
}
