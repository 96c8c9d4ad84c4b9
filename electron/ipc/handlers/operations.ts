import { BennuError } from "../../../shared/errors.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import type { GuardRails } from "../../../shared/model/guard-rails.ts";
import { fleetId, generationId, operationId, stepId } from "../../../shared/model/ids.ts";
import type { ConnectionId, FleetId, OperationId } from "../../../shared/model/ids.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { confirmationFor } from "../../../shared/rules/confirmations.ts";
import { mustBeSeenFirst, SEE_FIRST } from "../../../shared/rules/seen-first.ts";
import { mayStart, type Said } from "../../../shared/rules/guard-rails.ts";
import type { StartOptions } from "../../operations/beginning.ts";
import type { Operations } from "../../operations/operations.ts";
import type { PlanBook } from "../../planning/plan-book.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<
  Handlers,
  | "operation:start"
  | "operation:pause"
  | "operation:resume"
  | "operation:stop"
  | "operation:skip"
  | "operation:clear"
  | "operation:approve"
  | "operation:rollback"
>;

export interface OperationParts {
  readonly operations: Operations;
  readonly book: PlanBook;
  connection(id: string): Connection;
  rails(id: ConnectionId): GuardRails;
  /** On the connection's clock. */
  nowMs(id: ConnectionId): number;
}

export function operationHandlers(parts: OperationParts): Own {
  const { operations, book } = parts;
  return {
    "operation:start": async ({ planId, reason, changeNumber, confirmation }) => {
      const plan = await book.stillGood(planId);
      permitted(parts, plan, { reason, changeNumber });
      confirmed(parts, plan, confirmation);
      return { operationId: start(parts, plan, { reason, changeNumber }) };
    },
    "operation:pause": async (payload) => {
      operations.pause(operationId(payload.operationId));
      return null;
    },
    "operation:resume": async (payload) => {
      operations.resume(operationId(payload.operationId));
      return null;
    },
    "operation:stop": async (payload) => {
      await operations.stop(operationId(payload.operationId), payload.reason);
      return null;
    },
    "operation:skip": async (payload) => {
      operations.skip(operationId(payload.operationId), stepId(payload.stepId), payload.reason);
      return null;
    },
    "operation:approve": async ({ operationId: id, stepId: step, approve, reason }) => {
      operations.approve(operationId(id), stepId(step), { approve, reason });
      return null;
    },
    "operation:clear": async (payload) => {
      await operations.clear(operationId(payload.operationId), stepId(payload.stepId));
      return null;
    },
    "operation:rollback": async (payload) => ({ operationId: await rollBack(parts, payload) }),
  };
}

export interface RollbackWish {
  readonly fleetId: string;
  readonly generationId: string;
  readonly reason: string;
  readonly confirmation: string | null;
  readonly release?: string;
  /** Left out: the plan was on screen. */
  readonly seen?: boolean | undefined;
}

/** From what the world is now; what runs on the fleet is ended first. Throws why it was not started. */
export async function rollBack(
  parts: OperationParts,
  { fleetId: fleet, generationId: to, confirmation, release, reason, seen = true }: RollbackWish,
): Promise<OperationId> {
  const { operations, book } = parts;
  const intent = { kind: "rollback", fleetId: fleetId(fleet), to: generationId(to) } as const;
  const running = operations.holding(fleet);
  const planned = await book.make(intent, running);
  if (planned.refused)
    throw new BennuError({ code: "refused", message: `${planned.reason} ${planned.cure}` });
  if (!seen && mustBeSeenFirst(planned.plan)) throw notSeen();
  confirmed(parts, planned.plan, confirmation);
  // It may have ended by itself while the plan was made: then there is nothing to take over from.
  if (running && operations.holding(fleet) === running)
    await operations.supersede(running, `${planned.plan.title} took over.`);
  const together = release === undefined ? {} : { release };
  return start(parts, planned.plan, { reason, changeNumber: null, ...together });
}

const notSeen = () =>
  new BennuError({
    code: "aborted",
    message:
      "This way back takes servers out of service. Nothing was started. Look at its plan first.",
    details: { [SEE_FIRST]: true },
  });

export function start(
  { operations, book }: OperationParts,
  plan: Plan,
  options: StartOptions,
): OperationId {
  const id = operations.start(plan, options);
  if (plan.fleetId === null) book.forget(plan.id);
  else book.forgetOf(plan.fleetId satisfies FleetId);
  return id;
}

/** By the connection's guard rails. */
function permitted(parts: OperationParts, plan: Plan, said: Said): void {
  const rails = parts.rails(plan.connectionId);
  const answer = mayStart(plan.kind, rails, said, parts.nowMs(plan.connectionId));
  if (answer.ok) return;
  throw new BennuError({
    code: "refused",
    message: `${answer.reason} Nothing was started. ${answer.cure}`,
  });
}

export function confirmed(parts: OperationParts, plan: Plan, typed: string | null): void {
  const wanted = confirmationFor(plan, parts.connection(plan.connectionId));
  if (wanted === null || typed === wanted) return;
  const what = plan.kind === "campaign" ? "connection's" : "fleet's";
  throw new BennuError({
    code: "aborted",
    message: `This is production. Nothing was started. Type the ${what} name, ${wanted}, to go on.`,
  });
}
