import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeGate } from "../../../electron/ipc/gate.ts";
import type { Handlers } from "../../../electron/ipc/gate.ts";
import type { Session } from "../../../electron/ipc/session.ts";
import { requestSchemas } from "../../../shared/contract/requests.ts";
import { BennuError } from "../../../shared/errors.ts";

const session: Session = { id: "s", push: () => undefined };

function aGate() {
  const called: unknown[] = [];
  const names = Object.keys(requestSchemas);
  const handlers = Object.fromEntries(
    names.map((name) => [name, async (payload: unknown) => (called.push([name, payload]), null)]),
  ) as unknown as Handlers;
  return { gate: makeGate(handlers), called };
}

describe("gate", () => {
  test("a request that fits reaches its handler", async () => {
    const { gate, called } = aGate();
    const reply = await gate(session, "operation:pause", { operationId: "op-1" });
    expect(reply).toEqual({ ok: true, value: null });
    expect(called).toEqual([["operation:pause", { operationId: "op-1" }]]);
  });

  test.each([
    ["no such name", "fleet:explode", {}],
    ["a name of Object's", "constructor", {}],
    ["a prototype's name", "__proto__", {}],
    ["no name", null, {}],
    ["a missing field", "operation:pause", {}],
    ["a field too many", "operation:pause", { operationId: "op-1", force: true }],
    ["the wrong type", "operation:pause", { operationId: 7 }],
    ["no payload", "operation:pause", null],
  ])("%s is refused", async (_case, name, payload) => {
    const { gate, called } = aGate();
    const reply = await gate(session, name, payload);
    expect(reply).toMatchObject({ ok: false, error: { code: "contract-violated" } });
    expect(called).toEqual([]);
  });

  test("whatever is sent, nothing is done that the contract doesn't know", async () => {
    const { gate, called } = aGate();
    const anything = fc.asyncProperty(fc.anything(), fc.anything(), async (name, payload) => {
      expect(await gate(session, name, payload)).toHaveProperty("ok", false);
    });
    await fc.assert(anything, { numRuns: 2_000 });
    expect(called).toEqual([]);
  });

  test("an error leaves as data", async () => {
    const error = new BennuError({ code: "not-found", message: "There is no such operation." });
    const handlers = { "operation:pause": () => Promise.reject(error) } as unknown as Handlers;
    const reply = await makeGate(handlers)(session, "operation:pause", { operationId: "op-1" });
    expect(reply).toEqual({ ok: false, error: error.toData() });
  });
});
