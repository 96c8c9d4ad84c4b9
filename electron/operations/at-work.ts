/**
 * The operations that haven't ended, each with its runner, and what is left to take off of those that have. It owns
 * the runners; it must not know screens or what users say.
 */
import { BennuError } from "../../shared/errors.ts";
import type { OperationId } from "../../shared/model/ids.ts";
import { holdsItsFleet, type Plan } from "../../shared/model/plan.ts";
import type { OperationRecord } from "../journal/records.ts";
import { LeftClaims } from "./ending/left-claims.ts";
import { OperationState, type OperationChange } from "./operation-state.ts";
import type { OperationPorts } from "./operations.ts";
import { Runner } from "./runner.ts";
import { Running, wallPause } from "./running.ts";

export interface OpenChild {
  readonly id: OperationId;
  readonly key: string;
}

export class AtWork {
  readonly #ports: OperationPorts;
  readonly #tell: (change: OperationChange) => void;
  readonly #running = new Map<OperationId, Running>();
  readonly #leftClaims: LeftClaims;

  constructor(ports: OperationPorts, tell: (change: OperationChange) => void) {
    this.#ports = ports;
    this.#tell = tell;
    this.#leftClaims = new LeftClaims({ ...ports, pause: ports.pauseAfterFault ?? wallPause });
  }

  /** From what the journal holds of it, at a start and after a restart alike. */
  begin({ id }: OperationRecord, plan: Plan): Running {
    const running: Running = new Running({
      begin: () => this.#begin(id, plan, () => running.wrote()),
      onFault: (error) => this.#ports.onFault?.(id, error),
      onShown: () => this.#tell({ kind: "operation", operationId: id }),
      pause: this.#ports.pauseAfterFault ?? wallPause,
    });
    this.#running.set(id, running);
    void running.finished.then(() => this.#leave(running));
    this.#tell({ kind: "operation", operationId: id });
    return running;
  }

  /** One that hasn't been left yet; it may just have ended. */
  find(id: OperationId): Running | undefined {
    return this.#running.get(id);
  }

  /** Throws BennuError: not-found, or conflict if it has ended. */
  open(id: OperationId): Running {
    const running = this.#running.get(id);
    if (running && !running.state.ended) return running;
    const record = this.#ports.journal.running.operation(id);
    if (!record)
      throw new BennuError({ code: "not-found", message: `There is no operation ${id}.` });
    throw new BennuError({
      code: "conflict",
      message: `This operation has ended already (${record.status}): nothing can change it any more.`,
    });
  }

  /** The operation that holds a fleet, if any of this console does. */
  holding(fleetId: string): OperationId | null {
    const held = [...this.#running.values()].find(
      ({ state }) =>
        !state.ended && state.record.fleetId === fleetId && holdsItsFleet(state.record.kind),
    );
    return held?.state.id ?? null;
  }

  /** Those of a campaign that are under way. */
  childrenOf(id: OperationId): readonly OpenChild[] {
    return [...this.#running.values()].flatMap(({ state }) => {
      const { partOf } = state.plan;
      return state.ended || partOf?.operationId !== id ? [] : [{ id: state.id, key: partOf.key }];
    });
  }

  /** Of an operation that has ended: the claims that it could not take off. */
  takeUpClaims(record: OperationRecord, plan: Plan): void {
    this.#leftClaims.takeUp(this.ended(record, plan));
  }

  /** What can still be said of an operation that has ended. */
  ended(record: OperationRecord, plan: Plan): OperationState {
    return new OperationState(this.#ports.journal, record, plan, this.#tell);
  }

  /** Its connection's time; that of its start while the connection isn't there. */
  now(state: OperationState): number {
    return this.#ports.cloudOf(state.record.connectionId)?.clock.now() ?? state.record.startedAtMs;
  }

  /** Lets the calls under way have their answer. */
  async close(): Promise<void> {
    for (const running of this.#running.values()) running.close();
    await Promise.all([...this.#running.values()].map(({ finished }) => finished));
    await this.#leftClaims.close();
  }

  #leave({ state }: Running): void {
    if (!state.ended) return;
    this.#running.delete(state.id);
    this.#leftClaims.takeUp(state);
  }

  #begin(id: OperationId, plan: Plan, wrote: () => void) {
    const { journal, steps, crashPoint = () => undefined } = this.#ports;
    const pause = this.#ports.pauseAfterFault ?? wallPause;
    const record = journal.running.operation(id);
    if (!record) throw new Error(`The journal has no operation ${id}`);
    const tell = (change: OperationChange) => (wrote(), this.#tell(change));
    const state = new OperationState(journal, record, plan, tell);
    const cloud = () => this.#ports.cloudOf(record.connectionId);
    const children = this.#ports.children?.() ?? null;
    const ports = { journal, state, steps, cloud, crashPoint, pause };
    const runner = new Runner(children === null ? ports : { ...ports, children });
    return { state, runner };
  }
}
