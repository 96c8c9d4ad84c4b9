import type { ConsoleEvent } from "../../shared/contract/topics.ts";

/** One window or one browser tab. `push` never throws; to a session that has gone it does nothing. */
export interface Session {
  readonly id: string;
  push(event: ConsoleEvent): void;
}
