import { expect, it } from "vitest";
import { togetherHandlers, type TogetherParts } from "../../../electron/ipc/handlers/together.ts";
import { practiceConnection } from "../../../electron/connections/practice-connection.ts";
import { operationId } from "../../../shared/model/ids.ts";
import type { Intent } from "../../../shared/model/intent.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import type { StartOptions } from "../../../electron/operations/beginning.ts";
import { warmRollbackPlan } from "../operations/plans.ts";

const session = { id: "s", push: () => undefined };

function handlersWhere(environment: "practice" | "prod") {
  const started: StartOptions[] = [];
  const parts = {
    operations: {
      holding: () => null,
      start: (plan: Plan, options: StartOptions) => {
        started.push(options);
        return operationId(`op-${plan.fleetName ?? ""}`);
      },
    },
    book: {
      make: async (intent: Intent) => {
        const fleetName = "fleetId" in intent ? intent.fleetId : "";
        if (fleetName === "ill") return { refused: true, reason: "It is ill.", cure: "Wait." };
        return { refused: false, plan: { ...warmRollbackPlan(), fleetName } };
      },
      forgetOf: () => undefined,
    },
    connection: () => ({ ...practiceConnection, environment }),
    fleetName: (id: string) => id,
  };
  const random = { id: () => "release-1" };
  const handlers = togetherHandlers(parts as unknown as TogetherParts, random);
  const roll = (confirmation: string | null) =>
    handlers["operation:rollback-together"](
      {
        fleets: ["web", "ill", "shop"].map((fleetId) => ({ fleetId, generationId: "v1" })),
        reason: "errors after the release",
        confirmation,
      },
      session,
    );
  return { roll, started };
}

it("all that can be are rolled back under one name; one that can't holds up none", async () => {
  const { roll, started } = handlersWhere("practice");
  expect(await roll(null)).toEqual({
    release: "release-1",
    outcomes: [
      { fleetId: "web", operationId: "op-web", problem: null },
      { fleetId: "ill", operationId: null, problem: "It is ill. Wait." },
      { fleetId: "shop", operationId: "op-shop", problem: null },
    ],
  });
  expect(started.map(({ release }) => release)).toEqual(["release-1", "release-1"]);
});

it("in production only those whose names were typed are started", async () => {
  const { roll } = handlersWhere("prod");
  const { outcomes } = await roll("shop");
  expect(outcomes.map((one) => one.operationId)).toEqual([null, null, "op-shop"]);
  expect(outcomes[0]?.problem).toContain("Type the fleet's name, web");
});
