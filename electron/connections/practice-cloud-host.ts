/** The embedded practice cloud: its worker, its clock and ways into it. Started once, by the first who needs it. */
import type { MessagePort } from "node:worker_threads";
import type { ClockReading } from "../../shared/model/connection.ts";
import { machineTime } from "../aws/sending/monotonic.ts";
import type { Clock } from "../ports.ts";
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

  async setSpeed(speed: number): Promise<void> {
    await this.#host.setSpeed(speed);
  }

  async reset(): Promise<void> {
    await this.#host.reset();
  }

  stop(): Promise<void> {
    return this.#host.stop();
  }
}
