/** Production asks for the fleet's name, typed: nothing is started or taken over before it is right. */
import { expect, test } from "vitest";
import {
  operationHandlers,
  type OperationParts,
} from "../../../electron/ipc/handlers/operations.ts";
import { defaultGuardRails } from "../../../shared/model/guard-rails.ts";
import { aConnection } from "../aws/canned-aws.ts";

function handlersFor(environment: "prod" | "practice") {
  const started: unknown[] = [];
  const plan = { id: "plan-1", kind: "replace", fleetName: "shop", fleetId: "f", title: "" };
  const parts = {
    operations: {
      start: (one: unknown) => (started.push(one), "op-1"),
      holding: () => null,
    },
    book: {
      stillGood: async () => plan,
      make: async () => ({ refused: false, plan: { ...plan, kind: "rollback" } }),
      forgetOf: () => undefined,
    },
    connection: () => aConnection({ environment }),
    rails: () => defaultGuardRails(environment),
    nowMs: () => 0,
  } as unknown as OperationParts;
  const handlers = operationHandlers(parts);
  const session = { id: "s", push: () => undefined };
  const said = { reason: "a release", changeNumber: "CHG-1" };
  const start = (confirmation: string | null) =>
    handlers["operation:start"]({ planId: "plan-1", ...said, confirmation } as never, session);
  const back = (confirmation: string | null) =>
    handlers["operation:rollback"](
      { fleetId: "f", generationId: "g", ...said, confirmation } as never,
      session,
    );
  return { started, ways: { start, back } };
}

test.each(["start", "back"] as const)("%s", async (way) => {
  for (const typed of [null, "", "shop2"]) {
    const { started, ways } = handlersFor("prod");
    await expect(ways[way](typed)).rejects.toMatchObject({ code: "aborted" });
    expect(started).toEqual([]);
  }
  const prod = handlersFor("prod");
  expect(await prod.ways[way]("shop")).toEqual({ operationId: "op-1" });
  const elsewhere = handlersFor("practice");
  expect(await elsewhere.ways[way](null)).toEqual({ operationId: "op-1" });
});
