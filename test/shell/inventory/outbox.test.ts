import { expect, test } from "vitest";
import type { Batch, FactDelta } from "../../../electron/inventory/messages.ts";
import { Outbox } from "../../../electron/inventory/outbox.ts";
import type { TargetHealthFact } from "../../../shared/model/facts.ts";
import { connectionId, serverId, targetGroupArn } from "../../../shared/model/ids.ts";

const id = connectionId("c1");

const health = (index: number): TargetHealthFact => ({
  targetGroupArn: targetGroupArn("tg"),
  serverId: serverId(`i-${String(index)}`),
  state: "healthy",
  reason: null,
  description: null,
});

const rows = (count: number): FactDelta => ({
  table: "targetHealth",
  upserts: Array.from({ length: count }, (_, index) => [`tg|${String(index)}`, health(index)] as const),
  removes: [],
});

test("one batch at a time, the next when that one was taken; in order, with a revision", () => {
  const posted: Batch[] = [];
  const outbox = new Outbox((batch) => posted.push(batch));
  outbox.facts(id, rows(600));
  expect(posted).toHaveLength(1);
  for (let taken = 0; taken < 5; taken += 1) outbox.taken();
  const sizes = posted.map((batch) => batch.facts[0]?.upserts.length);
  expect(sizes).toEqual([250, 250, 100]);
  expect(posted.map(({ revision }) => revision)).toEqual([1, 2, 3]);
  expect(posted.flatMap((batch) => batch.facts[0]?.upserts.map(([key]) => key) ?? [])).toEqual(
    rows(600).upserts.map(([key]) => key),
  );
});

test("nothing changed, nothing posted", () => {
  const posted: Batch[] = [];
  new Outbox((batch) => posted.push(batch)).facts(id, rows(0));
  expect(posted).toEqual([]);
});

test("a forgotten connection's rest isn't sent", () => {
  const posted: Batch[] = [];
  const outbox = new Outbox((batch) => posted.push(batch));
  outbox.facts(id, rows(600));
  outbox.forget(id);
  outbox.taken();
  expect(posted).toHaveLength(1);
});
