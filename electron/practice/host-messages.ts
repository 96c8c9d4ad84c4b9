/** What passes between the main thread and the practice worker, beside the wire's own ports. */
import type { MessagePort } from "node:worker_threads";
import type { ControlOrder } from "./control/orders.ts";
import type { ClockFacts } from "./practice-clock.ts";
import type { RegionOptions, RegionStatus } from "./region.ts";

export type PracticeWorkerData = RegionOptions;

export type HostQuestion =
  | { readonly kind: "connect"; readonly port: MessagePort }
  | { readonly kind: "status" }
  /** `region` null: the home. */
  | { readonly kind: "control"; readonly region: string | null; readonly order: ControlOrder }
  | { readonly kind: "stop" };

export interface HostMessage {
  readonly id: number;
  readonly question: HostQuestion;
}

/** Every answer carries the clock, so that the main thread can read the time without asking. */
export type WorkerMessage =
  | { readonly kind: "ready"; readonly clock: ClockFacts }
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly status: RegionStatus;
      /** To a control question: what was asked for. */
      readonly reply: unknown;
    }
  | { readonly kind: "refused"; readonly id: number; readonly message: string };
