import type { Clock, Priority } from "../../ports.ts";
import type { AwsService } from "../sending/budgets.ts";
import type { Clients } from "../sending/clients.ts";
import type { Send } from "../sending/send.ts";
import type { Visit } from "../sending/visit.ts";

/** What every read needs. Facts are dated by when they were asked for: never younger than they are. */
export interface ReadingContext {
  readonly clients: Clients;
  readonly send: Send;
  readonly clock: Pick<Clock, "now">;
  readonly visit: Visit;
}

export type Read = <Output>(operation: string, run: () => Promise<Output>) => Promise<Output>;

export const reads =
  (context: ReadingContext, service: AwsService, priority: Priority): Read =>
  (operation, run) =>
    context.send({ service, operation, priority, run });
