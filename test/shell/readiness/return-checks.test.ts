import { expect, it } from "vitest";
import { ReturnChecks } from "../../../electron/readiness/return-checks.ts";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aPracticeRegion, connection } from "../operations/practice-region.ts";

const MINUTE = 60_000;

async function aLooker(asked: Connection = connection) {
  const region = aPracticeRegion();
  const { cloud } = region;
  let wallMs = 0;
  const facts: Facts = await region.facts();
  const derive = (returnFacts = checks.facts(asked.id)): readonly FleetView[] =>
    deriveFleets(facts, {
      connection,
      nowMs: cloud.clock.now(),
      policy: defaultPolicy,
      returnFacts,
    });
  const questions: number[] = [];
  const reader: typeof cloud.reader = {
    ...cloud.reader,
    returnFacts: (question) => {
      questions.push(Object.values(question).flat().length);
      return cloud.reader.returnFacts(question);
    },
  };
  const checks: ReturnChecks = new ReturnChecks({
    connections: () => [asked],
    facts: () => facts,
    fleets: () => derive(),
    cloudOf: () => ({ ...cloud, reader }),
    wallMs: () => wallMs,
  });
  const told: string[] = [];
  const look = () => checks.look((id) => told.push(id));
  const later = (ms: number) => void (wallMs += ms);
  return { checks, derive, look, later, questions, told };
}

it("looks at what returns need, once, and again only when it is due", async () => {
  const { look, later, questions, told } = await aLooker();
  for (let turn = 0; turn < 8; turn += 1) await look();
  const first = questions.length;
  expect(first).toBeGreaterThan(0);
  expect(told).toHaveLength(first);
  await look();
  expect(questions).toHaveLength(first);
  later(MINUTE);
  await look();
  expect(questions.length).toBeGreaterThan(first);
});

it("of an account of one's own it asks every ten minutes", async () => {
  const { look, later, questions } = await aLooker({ ...connection, kind: "aws" });
  for (let turn = 0; turn < 8; turn += 1) await look();
  const first = questions.length;
  later(9 * MINUTE);
  await look();
  expect(questions).toHaveLength(first);
  later(MINUTE);
  await look();
  expect(questions.length).toBeGreaterThan(first);
});

it("what it found makes the checks of the practice fleets hold, with their age", async () => {
  const { look, derive } = await aLooker();
  for (let turn = 0; turn < 8; turn += 1) await look();
  const cold = derive()
    .flatMap(({ generations }) => generations)
    .flatMap(({ readiness }) => (readiness.kind === "cold" ? [readiness] : []));
  expect(cold.length).toBeGreaterThan(3);
  for (const { checks = [] } of cold) {
    expect(checks.filter(({ outcome }) => outcome === "fails")).toEqual([]);
    for (const what of ["Snapshots", "Subnets", "Security groups", "Instance type", "Capacity"])
      expect(checks.find((one) => one.what === what)).toMatchObject({
        outcome: "holds",
        lookedAt: expect.any(Number) as number,
      });
  }
});

it("what AWS doesn't answer stays as it was, and is never made up", async () => {
  const region = aPracticeRegion();
  const facts = await region.facts();
  const about = { connection, nowMs: region.cloud.clock.now(), policy: defaultPolicy };
  const reader = { ...region.cloud.reader, returnFacts: () => Promise.reject(new Error("no")) };
  const checks = new ReturnChecks({
    connections: () => [connection],
    facts: () => facts,
    fleets: () => deriveFleets(facts, about),
    cloudOf: () => ({ ...region.cloud, reader }),
    wallMs: () => 0,
  });
  await checks.look(() => undefined);
  expect([...checks.facts(connection.id).snapshots]).toEqual([]);
});
