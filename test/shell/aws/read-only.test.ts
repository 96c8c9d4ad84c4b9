import { describe, expect, test } from "vitest";
import { everyCall } from "./one-of-each-call.ts";
import { cannedCloud, ok } from "./canned-aws.ts";

describe("a read-only connection", () => {
  test.each(everyCall.map((call) => [call.call, call] as const))(
    "refuses %s and sends nothing",
    async (_, call) => {
      const { cloud, asked } = cannedCloud((one) => ok(one), { readOnly: true });
      const outcome = await cloud.actor.perform(call);
      expect(outcome).toMatchObject({ kind: "failed", code: "read-only" });
      expect(asked).toEqual([]);
    },
  );

  test("reads", async () => {
    const { cloud, asked } = cannedCloud((one) => ok(one), { readOnly: true });
    await expect(cloud.reader.groups([])).resolves.toEqual([]);
    await cloud.reader.serversByTag("a", "b");
    expect(asked.map(({ action }) => action)).toEqual(["DescribeInstances"]);
  });
});

test.each(everyCall.map((call) => [call.call, call] as const))(
  "a connection that may change things sends %s",
  async (name, call) => {
    const { cloud, asked } = cannedCloud((one) => ok(one));
    expect(await cloud.actor.perform(call)).toMatchObject({ kind: "ok", requestId: "req-1" });
    expect(asked[0]?.action).toBe(name);
  },
);
