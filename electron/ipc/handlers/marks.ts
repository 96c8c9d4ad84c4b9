/** Saying on a generation's image that it is bad, or that it is so no longer: one tag, started at once. */
import { BennuError } from "../../../shared/errors.ts";
import { fleetId, generationId, type OperationId } from "../../../shared/model/ids.ts";
import type { Operations } from "../../operations/operations.ts";
import type { PlanBook } from "../../planning/plan-book.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<Handlers, "generation:mark-bad" | "generation:unmark-bad">;

export interface MarkParts {
  readonly operations: Pick<Operations, "start">;
  readonly book: Pick<PlanBook, "make" | "forget">;
  /** The user, for the tag. */
  readonly user: string;
}

interface Payload {
  readonly fleetId: string;
  readonly generationId: string;
  readonly reason: string;
}

export function markHandlers(parts: MarkParts): Own {
  return {
    "generation:mark-bad": async (payload) => ({ operationId: await mark(parts, payload, true) }),
    "generation:unmark-bad": async (payload) => ({
      operationId: await mark(parts, payload, false),
    }),
  };
}

async function mark(
  { operations, book, user }: MarkParts,
  { fleetId: fleet, generationId: generation, reason }: Payload,
  isBad: boolean,
): Promise<OperationId> {
  const planned = await book.make({
    kind: "mark",
    fleetId: fleetId(fleet),
    generation: generationId(generation),
    isBad,
    reason,
    by: user,
  });
  if (planned.refused)
    throw new BennuError({ code: "refused", message: `${planned.reason} ${planned.cure}` });
  const id = operations.start(planned.plan, { reason, changeNumber: null });
  book.forget(planned.plan.id);
  return id;
}
