import { expect, it } from "vitest";
import {
  operationHandlers,
  type OperationParts,
} from "../../../electron/ipc/handlers/operations.ts";
import { BennuError } from "../../../shared/errors.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { operationId, type OperationId } from "../../../shared/model/ids.ts";
import { practiceConnection } from "../../../electron/connections/practice-connection.ts";
import { warmRollbackPlan, FLEET } from "../operations/plans.ts";

const session = { id: "s", push: () => undefined };
const request = {
  fleetId: FLEET,
  generationId: `${FLEET}#v1`,
  reason: "It is bad",
  confirmation: null,
};

/** `holding`: what holds the fleet when it is asked the first time, the second time, and so on. */
function handlersWhere(holding: readonly (OperationId | null)[], plan: Plan = warmRollbackPlan()) {
  const asked = [...holding];
  const superseded: OperationId[] = [];
  const operations = {
    holding: () => asked.shift() ?? null,
    supersede: async (id: OperationId) => {
      if (holding.at(-1) !== id)
        throw new BennuError({ code: "conflict", message: "ended already" });
      superseded.push(id);
    },
    start: () => operationId("op-back"),
  };
  const book = {
    make: async () => ({ refused: false, plan }),
    forgetOf: () => undefined,
  };
  const parts = { operations, book, connection: () => practiceConnection };
  return { handlers: operationHandlers(parts as unknown as OperationParts), superseded };
}

it("a roll back takes over from the operation that runs", async () => {
  const running = operationId("op-1");
  const { handlers, superseded } = handlersWhere([running, running]);
  expect(await handlers["operation:rollback"](request, session)).toEqual({
    operationId: "op-back",
  });
  expect(superseded).toEqual([running]);
});

it("a roll back is not refused because the operation ended while its plan was made", async () => {
  const { handlers, superseded } = handlersWhere([operationId("op-1"), null]);
  expect(await handlers["operation:rollback"](request, session)).toEqual({
    operationId: "op-back",
  });
  expect(superseded).toEqual([]);
});

it("one click doesn't begin a way back that takes servers out of service: its plan is shown first", async () => {
  const warm = warmRollbackPlan();
  const [first] = warm.steps;
  const work = { kind: "swap-roots" } as Plan["steps"][number]["work"];
  const plan = { ...warm, steps: first === undefined ? [] : [{ ...first, work }] };
  const { handlers } = handlersWhere([null, null, null, null], plan);
  await expect(
    handlers["operation:rollback"]({ ...request, seen: false }, session),
  ).rejects.toMatchObject({ code: "aborted", details: { seeFirst: true } });
  const once = { operationId: "op-back" };
  expect(await handlers["operation:rollback"]({ ...request, seen: true }, session)).toEqual(once);
  const other = handlersWhere([null, null]).handlers["operation:rollback"];
  expect(await other({ ...request, seen: false }, session)).toEqual(once);
});
