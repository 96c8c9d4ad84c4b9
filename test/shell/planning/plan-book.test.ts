import { describe, expect, test } from "vitest";
import { PlanBook } from "../../../electron/planning/plan-book.ts";
import type { PlanRequest } from "../../../electron/planning/plan-book.ts";
import { fleetId, generationId } from "../../../shared/model/ids.ts";
import type { Plan, Planned, Step } from "../../../shared/model/plan.ts";

const intent = { kind: "retire", fleetId: fleetId("f"), generation: generationId("g") } as const;

function aBook(worlds: readonly (readonly string[] | "refused")[]) {
  const requests: PlanRequest[] = [];
  const make = async (request: PlanRequest): Promise<Planned> => {
    const world = worlds[requests.length] ?? [];
    requests.push(request);
    if (world === "refused") return { refused: true, reason: "It vanished.", cure: "Look again." };
    const steps = world.map(
      (title) => ({ title, work: { kind: "claim", group: title }, calls: [] }) as unknown as Step,
    );
    const plan = {
      id: request.ids.planId,
      intent,
      madeAtMs: 7,
      steps,
      fleetId: fleetId("f"),
    } as unknown as Plan;
    return { refused: false, plan };
  };
  let made = 0;
  const random = { next: () => 0, id: (prefix: string) => `${prefix}-${String((made += 1))}` };
  return { book: new PlanBook({ make, random }), requests };
}

describe("plan book", () => {
  test("a plan that would still be the same is started as it was shown", async () => {
    const { book, requests } = aBook([
      ["a", "b"],
      ["a", "b"],
    ]);
    const planned = await book.make(intent);
    expect(planned).toMatchObject({ refused: false, plan: { id: "plan-1" } });
    expect(await book.stillGood("plan-1")).toBe(planned.refused ? null : planned.plan);
    expect(requests[1]).toMatchObject({ nowMs: 7, ids: { planId: "plan-1" } });
  });

  test("a plan that would differ now is refused, and says where", async () => {
    const { book } = aBook([
      ["a", "b"],
      ["a", "c"],
    ]);
    await book.make(intent);
    await expect(book.stillGood("plan-1")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining('differs now at "b"'),
    });
  });

  test("a plan that would be refused now says why", async () => {
    const { book } = aBook([["a"], "refused"]);
    await book.make(intent);
    await expect(book.stillGood("plan-1")).rejects.toMatchObject({
      message: expect.stringContaining("It vanished."),
    });
  });

  test("a plan that nobody will ask for by its name isn't kept", async () => {
    const { book } = aBook([["a"], ["a"]]);
    expect(await book.makeUnkept(intent)).toMatchObject({ plan: { id: "plan-1" } });
    await expect(book.stillGood("plan-1")).rejects.toMatchObject({ code: "not-found" });
  });

  test("a plan that was started is forgotten, with the others of its fleet", async () => {
    const { book } = aBook([["a"], ["a"]]);
    await book.make(intent);
    await book.make(intent);
    book.forgetOf(fleetId("f"));
    await expect(book.stillGood("plan-2")).rejects.toMatchObject({ code: "not-found" });
  });
});
