import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openJournal } from "../../../../electron/journal/journal.ts";
import { SlotWatch } from "../../../../electron/operations/slot-watch.ts";
import { emptyFleetReading, type FleetReading } from "../../../../shared/guard/serving.ts";
import { operationId } from "../../../../shared/model/ids.ts";
import { lastMoment } from "../../../../shared/slots/slot-server.ts";
import { usualTimes } from "../../../../shared/slots/usual-times.ts";
import { aGroup, aMember } from "../../../core/slots/group-of-slots.ts";
import { aConsole, aFolder } from "../console.ts";
import { replacePlan } from "../plans.ts";
import { NEW, OLD } from "../small-cloud.ts";

it("every server's way through a replacement is written down, and its usual times with it", async () => {
  const { carryOut, operations } = aConsole();
  const { id } = await carryOut(replacePlan());
  const servers = operations.slots(id);
  const old = servers.filter(({ moments }) => moments[0].side === "from");
  const next = servers.filter(({ moments }) => moments[0].side === "to");
  expect([old.length, next.length]).toEqual([20, 20]);
  expect(old.every((one) => !one.moments[0].sawBegin)).toBe(true);
  expect(new Set(old.map((one) => lastMoment(one).state))).toEqual(new Set(["retained"]));
  expect(new Set(next.map((one) => lastMoment(one).state))).toEqual(new Set(["in-service"]));
  expect(next.every((one) => one.moments[0].sawBegin)).toBe(true);
  const usual = usualTimes(servers);
  expect(usual.warming?.seen ?? usual.launching?.seen).toBeGreaterThanOrEqual(18);
});

it("after a restart it goes on from what is written: nothing is written twice, and nothing is a first look", () => {
  const journal = openJournal(join(aFolder(), "journal.sqlite"));
  onTestFinished(() => journal.close());
  const id = operationId("op-1");
  const groups = { from: OLD, fromLabel: "v1", to: NEW, toLabel: "v2", targetGroupArns: [] };
  const reading = (atMs: number, ...ids: readonly string[]): FleetReading => {
    const members = ids.map((one) => aMember(one, "InService", "Healthy"));
    const old = aGroup(OLD, members, { arns: [], kept: false });
    return { ...emptyFleetReading(atMs), groups: new Map([[OLD, old]]) };
  };
  new SlotWatch(journal, id, groups).see(reading(1, "i-1", "i-2"));
  const again = new SlotWatch(journal, id, groups);
  expect(again.see(reading(2, "i-1", "i-2"))).toEqual([]);
  const changed = again.see(reading(3, "i-2", "i-3"));
  expect(changed.map((one) => [one.id, lastMoment(one).state, lastMoment(one).sawBegin])).toEqual([
    ["i-3", "in-service", true],
    ["i-1", "gone", true],
  ]);
  expect(journal.slots.of(id).map(({ atMs, isFirst }) => [atMs, isFirst])).toEqual([
    [1, true],
    [3, false],
  ]);
});
