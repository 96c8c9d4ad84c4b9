/**
 * The main thread's hold on the practice worker: starts it, opens wire ports into it (one for each client),
 * knows its clock without asking, and stops it with everything saved.
 */
import { MessageChannel, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type {
  HostMessage,
  HostQuestion,
  PracticeWorkerData,
  WorkerMessage,
} from "./host-messages.ts";
import type { ControlOrder, ReplyTo } from "./control/orders.ts";
import type { ClockFacts } from "./practice-clock.ts";
import type { RegionStatus } from "./region.ts";

export interface PracticeHostOptions extends PracticeWorkerData {
  /** Told when the worker ended without being asked to. */
  readonly onFailure?: (error: Error) => void;
}

interface Answer {
  readonly status: RegionStatus;
  readonly reply: unknown;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export class PracticeHost {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #options: PracticeHostOptions;
  #clock: ClockFacts;
  #lastId = 0;
  #stopped = false;

  private constructor(worker: Worker, clock: ClockFacts, options: PracticeHostOptions) {
    this.#worker = worker;
    this.#clock = clock;
    this.#options = options;
    worker.on("message", (message: WorkerMessage) => this.#receive(message));
    worker.on("error", (error: Error) => this.#fail(error));
    worker.on("exit", () => this.#fail(new Error("The practice cloud's thread ended.")));
  }

  /** Resolves when the region is there: loaded from its file, or newly made. */
  static async start(workerUrl: URL, options: PracticeHostOptions): Promise<PracticeHost> {
    const { onFailure: _, ...workerData } = options;
    const worker = new Worker(workerUrl, { workerData });
    return new PracticeHost(worker, await readyClock(worker), options);
  }

  /** The other end answers wire requests: give it to `endpointOverPort`, here or in another worker. */
  openPort(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#ask({ kind: "connect", port: port2 }, [port2]).catch(() => port1.close());
    return port1;
  }

  /** The region's time now, worked out from the last reading: it passes evenly between changes of speed. */
  clock(): ClockFacts {
    const wallMs = Date.now();
    const { nowMs, speed, wallMs: readAtMs } = this.#clock;
    return { nowMs: nowMs + Math.max(0, wallMs - readAtMs) * speed, speed, wallMs };
  }

  async status(): Promise<RegionStatus> {
    return (await this.#ask({ kind: "status" })).status;
  }

  /** What isn't AWS's, in one of the regions (null: the home). Rejects with the worker's words. */
  async control<Order extends ControlOrder>(
    region: string | null,
    order: Order,
  ): Promise<ReplyTo<Order>> {
    return (await this.#ask({ kind: "control", region, order })).reply as ReplyTo<Order>;
  }

  async setSpeed(speed: number): Promise<ClockFacts> {
    await this.control(null, { kind: "set-speed", speed });
    return this.#clock;
  }

  async reset(seed = this.#options.scenario.seed): Promise<RegionStatus> {
    await this.control(null, { kind: "reset", seed });
    return this.status();
  }

  /** Saves and ends the worker; rejects if it could not be saved. A second call does nothing. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    try {
      await this.#ask({ kind: "stop" });
    } finally {
      await this.#worker.terminate();
    }
  }

  #ask(question: HostQuestion, transfer: readonly MessagePort[] = []): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { resolve, reject });
      const message: HostMessage = { id: this.#lastId, question };
      this.#worker.postMessage(message, [...transfer]);
    });
  }

  #receive(message: WorkerMessage): void {
    if (message.kind === "ready") return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === "refused") return waiting?.reject(new Error(message.message));
    this.#clock = message.status.clock;
    waiting?.resolve(message);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    if (this.#stopped) return;
    this.#stopped = true;
    this.#options.onFailure?.(error);
  }
}

function readyClock(worker: Worker): Promise<ClockFacts> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new Error("The practice cloud's thread ended before it was ready."));
    worker.once("error", reject);
    worker.once("exit", end);
    worker.once("message", (message: WorkerMessage) => {
      worker.off("error", reject);
      worker.off("exit", end);
      if (message.kind === "ready") resolve(message.clock);
      else reject(new Error("The practice cloud did not start."));
    });
  });
}
