import { expect, test } from "vitest";
import type { Batch, FactDelta } from "../../../electron/inventory/messages.ts";
import { Outbox } from "../../../electron/inventory/outbox.ts";
import type { TargetHealthFact } from "../../../shared/model/facts.ts";
import { serverId, targetGroupArn } from "../../../shared/model/ids.ts";
import { aConnection } from "../aws/canned-aws.ts";

const health = (index: number): TargetHealthFact => ({
  targetGroupArn: targetGroupArn("tg"),
  serverId: serverId(`i-${String(index)}`),
  state: "healthy",
  reason: null,
  description: null,
});

const rows = (count: number): FactDelta => ({
  table: "targetHealth",
  upserts: Array.from(
    { length: count },
    (_, index) => [`tg|${String(index)}`, health(index)] as const,
  ),
  removes: [],
});

const opening = { mirrorId: 7, connection: aConnection() };

function posting(): { readonly posted: Batch[]; readonly outbox: Outbox } {
  const posted: Batch[] = [];
  return { posted, outbox: new Outbox(opening, (batch) => posted.push(batch)) };
}

test("many rows are cut into batches, in order, with a revision", () => {
  const { posted, outbox } = posting();
  outbox.facts(rows(600));
  expect(posted.map((batch) => batch.facts[0]?.upserts.length)).toEqual([125, 125, 125, 125, 100]);
  expect(posted.map(({ revision, mirrorId }) => [revision, mirrorId])).toEqual([
    [1, 7],
    [2, 7],
    [3, 7],
    [4, 7],
    [5, 7],
  ]);
  expect(posted.flatMap((batch) => batch.facts[0]?.upserts.map(([key]) => key) ?? [])).toEqual(
    rows(600).upserts.map(([key]) => key),
  );
});

test("removed rows are told once", () => {
  const { posted, outbox } = posting();
  outbox.facts({ ...rows(300), removes: ["a", "b"] });
  expect(posted.flatMap((batch) => batch.facts[0]?.removes ?? [])).toEqual(["a", "b"]);
});

test("nothing changed, nothing posted", () => {
  const { posted, outbox } = posting();
  outbox.facts(rows(0));
  expect(posted).toEqual([]);
});
