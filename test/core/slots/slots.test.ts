import { describe, expect, test } from "vitest";
import { groupName, serverId, targetGroupArn } from "../../../shared/model/ids.ts";
import type { ServerState } from "../../../shared/model/fleet.ts";
import { slotRows, slotsAt } from "../../../shared/slots/pair-slots.ts";
import { slotServers, type SlotChanges, type SlotSide } from "../../../shared/slots/slot-server.ts";
import { slotChanges, slotsSeen } from "../../../shared/slots/slots-seen.ts";
import { isLate, usualTimes } from "../../../shared/slots/usual-times.ts";
import { aGroup, aMember } from "./group-of-slots.ts";

const arn = targetGroupArn("arn:tg");
const groups = {
  from: groupName("shop-v001"),
  fromLabel: "v1",
  to: groupName("shop-v002"),
  toLabel: "v2",
  targetGroupArns: [arn],
};

describe("what a look says of a server", () => {
  const cases: readonly (readonly [string, string, string | null, ServerState])[] = [
    ["Pending", "Healthy", null, "launching"],
    ["Pending:Wait", "Healthy", null, "launching"],
    ["InService", "Healthy", null, "warming"],
    ["InService", "Healthy", "initial", "warming"],
    ["InService", "Healthy", "unhealthy", "warming"],
    ["InService", "Healthy", "healthy", "in-service"],
    ["InService", "Unhealthy", "healthy", "draining"],
    ["InService", "Healthy", "draining", "draining"],
    ["Terminating:Wait", "Healthy", "healthy", "draining"],
    ["Standby", "Healthy", "unused", "standby"],
    ["Terminating:Retained", "Healthy", null, "retained"],
    ["Terminated", "Healthy", null, "gone"],
  ];
  test.each(cases)("%s, %s, at the traffic %s: %s", (lifecycle, health, target, state) => {
    const reading = readingOf(["i-1", lifecycle, health, target]);
    expect(slotsSeen(reading, groups).map((one) => [one.side, one.state])).toEqual([["to", state]]);
  });

  test("out of the traffic it is kept if it is marked so, else it warms up", () => {
    const of = (kept: boolean) => {
      const group = aGroup(groups.to, [aMember("i-1", "InService", "Healthy")], { arns: [], kept });
      return slotsSeen({ ...none, groups: new Map([[groups.to, group]]) }, groups)[0]?.state;
    };
    expect([of(true), of(false)]).toEqual(["retained", "warming"]);
  });

  test("what is kept ends its last requests, and doesn't leave by that", () => {
    const members = [aMember("i-1", "InService", "Healthy")];
    const of = (kept: boolean) => {
      const group = aGroup(groups.to, members, { arns: [], kept });
      const targetHealth = [targetOf("i-1", "draining")];
      const reading = { ...none, groups: new Map([[groups.to, group]]), targetHealth };
      return slotsSeen(reading, groups)[0]?.state;
    };
    expect([of(true), of(false)]).toEqual(["retained", "draining"]);
  });

  test("in one group the template version says which side it is on", () => {
    const members = [
      aMember("i-1", "InService", "Healthy", "6"),
      aMember("i-2", "Pending", "Healthy", "7"),
    ];
    const group = aGroup(groups.from, members, { arns: [arn], kept: false });
    const inPlace = {
      ...groups,
      to: groups.from,
      inPlace: { templateId: "lt-1" as never, fromVersion: 6 },
    };
    const seen = slotsSeen({ ...none, groups: new Map([[groups.from, group]]) }, inPlace);
    expect(seen.map(({ id, side }) => [id, side])).toEqual([
      ["i-1", "from"],
      ["i-2", "to"],
    ]);
  });
});

const none = { groups: new Map(), targetGroupArns: [arn], targetHealth: [], readAtMs: 0 };

function readingOf([id, lifecycle, health, target]: readonly [
  string,
  string,
  string,
  string | null,
]) {
  const group = aGroup(groups.to, [aMember(id, lifecycle, health)], { arns: [arn], kept: false });
  const state = target === null ? [] : [targetOf(id, target)];
  return { ...none, groups: new Map([[groups.to, group]]), targetHealth: state };
}

const targetOf = (id: string, state: string) => ({
  targetGroupArn: arn,
  serverId: serverId(id),
  state,
  reason: null,
  description: null,
});

type Seen = readonly [id: string, side: SlotSide, state: ServerState, zone?: string];
const look = (atMs: number, ...seen: readonly Seen[]): SlotChanges => ({
  atMs,
  isFirst: atMs === 0,
  servers: seen.map(([id, side, state, zone = "a"]) => ({ id: serverId(id), side, state, zone })),
});

test("only what differs is a change, and who is no longer listed is gone, once", () => {
  const known = slotServers([look(0, ["i-1", "from", "in-service"], ["i-2", "from", "draining"])]);
  const { servers } = look(5, ["i-1", "from", "in-service"], ["i-3", "to", "launching"]);
  const changes = slotChanges(known, servers);
  expect(changes.map(({ id, state }) => [id, state])).toEqual([
    ["i-3", "launching"],
    ["i-2", "gone"],
  ]);
  const after = slotServers([look(0, ["i-2", "from", "gone"])]);
  expect(slotChanges(after, [])).toEqual([]);
});

describe("slots", () => {
  const servers = slotServers([
    look(0, ["i-a", "from", "in-service", "a"], ["i-b", "from", "in-service", "b"]),
    look(10, ["i-x", "to", "launching", "b"]),
    look(20, ["i-y", "to", "launching", "b"], ["i-z", "to", "launching", "a"]),
    look(40, ["i-a", "from", "gone", "a"], ["i-x", "to", "in-service", "b"]),
  ]).values();
  const rows = slotRows(servers);
  const at = (atMs: number) =>
    slotsAt(rows, atMs).map(({ old, next }) => [
      old && `${old.server.id} ${old.now.state}`,
      next && `${next.server.id} ${next.now.state}`,
    ]);

  test("a new server takes a place of its zone, then any, then its own", () => {
    expect(at(40)).toEqual([
      ["i-a gone", "i-y launching"],
      ["i-b in-service", "i-x in-service"],
      [null, "i-z launching"],
    ]);
  });

  test("earlier, only who had been seen by then", () => {
    expect(at(10)).toEqual([
      ["i-a in-service", null],
      ["i-b in-service", "i-x launching"],
    ]);
    expect(at(-1)).toEqual([]);
  });

  test("the place of a new server that ended is free for the next, whoever is asked about is who was there then", () => {
    const again = slotRows(
      slotServers([
        look(0, ["i-a", "from", "in-service"]),
        look(10, ["i-x", "to", "launching"]),
        look(20, ["i-x", "to", "gone"]),
        look(30, ["i-y", "to", "launching"]),
      ]).values(),
    );
    expect(again).toHaveLength(1);
    expect(slotsAt(again, 15)[0]?.next?.server.id).toBe("i-x");
    expect(slotsAt(again, 30)[0]?.next?.server.id).toBe("i-y");
  });

  test("a server that keeps its id is old until it is new", () => {
    const swapped = slotRows(
      slotServers([
        look(0, ["i-a", "from", "in-service"]),
        look(10, ["i-a", "from", "launching"]),
        look(20, ["i-a", "to", "in-service"]),
      ]).values(),
    );
    expect(slotsAt(swapped, 10)).toMatchObject([
      { old: { now: { state: "launching" } }, next: null },
    ]);
    expect(slotsAt(swapped, 20)).toMatchObject([
      { old: null, next: { now: { state: "in-service" } } },
    ]);
  });
});

describe("usual times", () => {
  const servers = slotServers([
    look(0, ["i-0", "to", "launching"]),
    look(10, ["i-1", "to", "launching"], ["i-2", "to", "launching"], ["i-3", "to", "launching"]),
    look(40, ["i-0", "to", "warming"], ["i-1", "to", "warming"]),
    look(60, ["i-2", "to", "warming"], ["i-3", "to", "gone"]),
    look(100, ["i-1", "to", "in-service"]),
  ]).values();

  test("are medians of what was seen from begin to end, and led where it leads", () => {
    expect(usualTimes(servers)).toEqual({
      launching: { medianMs: 40, seen: 2 },
      warming: { medianMs: 60, seen: 1 },
    });
  });

  test.each([
    [95_000, 100_000, false],
    [95_000, 200_000, true],
    [5_000, 30_000, false],
  ])("usual %i ms, here %i ms: late %s", (medianMs, forMs, late) => {
    expect(isLate({ medianMs, seen: 3 }, forMs)).toBe(late);
  });

  test("nothing is late where nothing is known to be usual", () => {
    expect(isLate(undefined, 9e9)).toBe(false);
  });
});
