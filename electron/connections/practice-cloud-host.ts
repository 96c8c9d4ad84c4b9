/** An embedded practice cloud: its worker, its clock and ways into it. */
import type { MessagePort } from "node:worker_threads";
import type { ClockReading } from "../../shared/model/connection.ts";
import { BennuError } from "../../shared/errors.ts";
import { machineTime } from "../aws/sending/monotonic.ts";
import type { Clock } from "../ports.ts";
import type { ControlOrder, ReplyTo } from "../practice/control/orders.ts";
import { PracticeHost } from "../practice/practice-host.ts";
import type { PracticeHostOptions } from "../practice/practice-host.ts";

export class EmbeddedPractice {
  readonly #host: PracticeHost;

  private constructor(host: PracticeHost) {
    this.#host = host;
  }

  static async start(worker: URL, options: PracticeHostOptions): Promise<EmbeddedPractice> {
    return new EmbeddedPractice(await PracticeHost.start(worker, options));
  }

  readonly clock: Clock = {
    now: () => this.#host.clock().nowMs,
    sleep: (ms, signal) => machineTime.sleep(ms / this.#host.clock().speed, signal),
    reading: () => this.reading(),
  };

  reading(): ClockReading {
    return this.#host.clock();
  }

  openPort(): MessagePort {
    return this.#host.openPort();
  }

  /** In one of its regions; null: its home. A refusal is a BennuError in the region's words. */
  async control<Order extends ControlOrder>(
    region: string | null,
    order: Order,
  ): Promise<ReplyTo<Order>> {
    try {
      return await this.#host.control(region, order);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new BennuError({ code: "refused", message });
    }
  }

  stop(): Promise<void> {
    return this.#host.stop();
  }
}
