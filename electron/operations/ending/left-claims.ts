/**
 * Takes off, afterwards, the claims that an operation could not take off when it ended (expired credentials, no
 * network): for as long as one counts it keeps everyone from the fleet, also from rolling it back. Only claims: what
 * else was left behind may be somebody else's by now.
 */
import { CLAIM_LASTS_MS } from "../../../shared/decide/release/claim-tag.ts";
import { toErrorData } from "../../../shared/errors.ts";
import type { Journal } from "../../journal/journal.ts";
import type { OriginalRecord } from "../../journal/records.ts";
import type { Cloud } from "../../ports.ts";
import { Caller } from "../turn/caller.ts";
import type { OperationState } from "../operation-state.ts";
import type { OperationPorts } from "../operations.ts";
import type { PauseAfterFault } from "../running.ts";
import { putBackOnce } from "./way-out.ts";

type Ports = Pick<OperationPorts, "journal" | "cloudOf" | "onFault" | "crashPoint"> & {
  readonly pause: PauseAfterFault;
};

interface Left {
  readonly journal: Journal;
  readonly state: OperationState;
  readonly caller: Caller;
}

export class LeftClaims {
  readonly #ports: Ports;
  readonly #closing = new AbortController();
  readonly #atWork = new Set<Promise<void>>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Of an operation that has ended. Does nothing if none is left. */
  takeUp(state: OperationState): void {
    const work = this.#takeOff(state)
      .catch((error: unknown) => this.#ports.onFault?.(state.id, toErrorData(error)))
      .then(() => void this.#atWork.delete(work));
    this.#atWork.add(work);
  }

  /** Resolves when nothing of it is under way any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#atWork);
  }

  /** Until none is left, they count no more, or the console is closed. */
  async #takeOff(state: OperationState): Promise<void> {
    const { journal, pause, cloudOf, crashPoint = () => undefined } = this.#ports;
    const { signal } = this.#closing;
    const left = { journal, state, caller: new Caller(journal, state, crashPoint) };
    for (let tries = 1; !signal.aborted && claimsOf(left).length > 0; tries += 1) {
      await pause(tries, signal);
      const cloud = signal.aborted ? null : cloudOf(state.record.connectionId);
      if (!cloud) continue;
      if (cloud.clock.now() - (state.record.endedAtMs ?? 0) > CLAIM_LASTS_MS) return;
      for (const record of claimsOf(left)) await takeOff(left, record, cloud);
    }
  }
}

const claimsOf = ({ journal, state }: Left): readonly OriginalRecord[] =>
  journal.evidence
    .originals(state.id)
    .filter((one) => one.state === "pending" && one.original.kind === "claim");

async function takeOff(left: Left, record: OriginalRecord, cloud: Cloud): Promise<void> {
  const { journal, state, caller } = left;
  const problem = await putBackOnce({ state, caller, cloud }, record);
  if (problem !== null) return;
  journal.write(() => journal.evidence.markOriginal(record.seq, "put-back"));
  const text = `The claim on ${record.original.group}, which was left behind, is off`;
  state.event(cloud.clock.now(), "good", text);
}
