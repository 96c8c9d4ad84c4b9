/** What every performed call has in common: one sending, and what came of it. */
import type { CallOutcome, Produced } from "../../../shared/model/call.ts";

export type Answer = { readonly $metadata: { readonly requestId?: string | undefined } };

/** Sends once: a lost answer is for the caller to look after. */
export type Once = <Output extends Answer>(run: () => Promise<Output>) => Promise<Output>;

export const done = (answer: Answer, produced: Produced = {}): CallOutcome => ({
  kind: "ok",
  requestId: answer.$metadata.requestId ?? null,
  produced,
});
