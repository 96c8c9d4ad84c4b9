import { expect, it } from "vitest";
import { keepPromises } from "../../../electron/readiness/promise-keeper.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import type { Intent } from "../../../shared/model/intent.ts";
import { aCare, made } from "../fleet-care/care.ts";
import { until } from "../operations/console.ts";
import { connection } from "../operations/practice-region.ts";

async function aKeeper(over: Partial<Connection> = {}) {
  const care = aCare();
  const { operations } = care;
  const asked: Intent["kind"][] = [];
  const book = {
    makeUnkept: (intent: Intent) => {
      asked.push(intent.kind);
      return care.planned(intent);
    },
  };
  const kept = { ...connection, ...over };
  const cold = await care.generation(({ state }) => state === "cold");
  const { id: fleetId } = await care.fleet();
  keepPromises({
    operations,
    book,
    connection: () => kept,
    standOn: () => [fleetId],
    onFault: expect.fail,
  });
  await care.carryOut(made(await care.revoked(cold, true, "it leaks")));
  return { ...care, asked };
}

it("holds what is promised after a change of the fleet, by an operation that says why", async () => {
  const { operations, fleet } = await aKeeper();
  const isKept = () =>
    operations.summaries().some(({ kind, status }) => kind === "promise" && status === "succeeded");
  await until(operations, isKept);
  const [newest] = operations.summaries();
  expect(newest?.reason).toBe("Practice keeps 3 earlier generations of each fleet returnable");
  const { generations } = await fleet();
  expect(generations.filter(({ promise }) => promise !== null)).toSatisfy(
    (promised: typeof generations) =>
      promised.length > 0 && promised.every(({ promise }) => promise?.isKept === true),
  );
});

it.each([
  ["an account of one's own where nobody switched it on", { kind: "aws" as const }],
  ["a read-only connection", { readOnly: true }],
])("leaves %s alone", async (_, over) => {
  const { asked, operations } = await aKeeper(over);
  expect(asked).toEqual([]);
  expect(operations.summaries().map(({ kind }) => kind)).toEqual(["revoke"]);
});
