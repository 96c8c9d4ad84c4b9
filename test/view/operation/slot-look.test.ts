import { describe, expect, test } from "vitest";
import {
  sideState,
  sideWords,
  slotLook,
  slotWords,
  stateForWords,
} from "../../../renderer/components/slots/slot-look.ts";
import { slotUnder } from "../../../renderer/components/slots/paint-slots.ts";
import type { ServerState } from "../../../shared/model/fleet.ts";
import { serverId } from "../../../shared/model/ids.ts";
import type { Slot, SlotServerNow } from "../../../shared/slots/pair-slots.ts";
import type { SlotSide } from "../../../shared/slots/slot-server.ts";

function at(id: string, state: ServerState, atMs = 0, side: SlotSide = "to"): SlotServerNow {
  const now = { atMs, side, state, sawBegin: atMs > 0 };
  return { server: { id: serverId(id), zone: "eu-west-1a", moments: [now] }, now };
}
const usual = { warming: { medianMs: 95_000, seen: 4 } };

describe("colours stay with the generation, whichever way it goes", () => {
  test.each([
    ["replace", "live", "rising"],
    ["rollback", "rising", "live"],
    ["retire", "warm", "live"],
  ] as const)("%s: the one left is %s, the other %s", (kind, from, to) => {
    expect([sideState(kind, "from"), sideState(kind, "to")]).toEqual([from, to]);
  });
});

test.each([
  ["launching", false, "launching"],
  ["warming", false, "coming"],
  ["warming", true, "late"],
  ["in-service", false, "rising"],
  ["draining", false, "leaving"],
  ["standby", false, "standby"],
  ["retained", false, "warm"],
  ["gone", false, "off"],
] as const)("%s, late %s: %s", (state, late, look) => {
  expect(slotLook(at("i-1", state), "rising", late, undefined)).toBe(look);
});

test("a place that nobody took yet is empty", () => {
  expect(slotLook(null, "live", false, undefined)).toBe("empty");
});

describe("what is said of a server", () => {
  test("its time in the state against what is usual", () => {
    const words = stateForWords(at("i-1", "warming", 10_000), usual, 150_000);
    expect(words).toBe("warming for 2 min 20 s, usual 1 min 35 s");
  });

  test("what nobody saw begin has no time, and what is not known is said to be so", () => {
    expect(stateForWords(at("i-1", "in-service"), usual, 1)).toBe(
      "in service since before it began",
    );
    expect(stateForWords(at("i-1", "launching", 1), usual, 5001)).toBe(
      "launching for 5 s, usual time not known yet",
    );
  });

  test("whose place it takes, unless it was there before", () => {
    const slot = (atMs: number): Slot => ({
      number: 3,
      old: at("i-old", "in-service", 0, "from"),
      next: at("i-new", "warming", atMs),
    });
    expect(slotWords(slot(5), "to", usual, 10, undefined)).toContain("takes the place of i-old");
    expect(slotWords(slot(5), "from", usual, 10, undefined)).toContain("is taken by i-new");
    expect(slotWords(slot(0), "to", usual, 10, undefined)).not.toContain("place");
  });
});

test("a side in words counts each state once", () => {
  const states: readonly ServerState[] = [
    "in-service",
    "in-service",
    "warming",
    "launching",
    "retained",
  ];
  const slots = states.map((state, index) => ({
    number: index + 1,
    old: null,
    next: at("i", state),
  }));
  expect(sideWords(slots, "to")).toBe("2 in service, 2 coming, 1 kept");
  expect(sideWords(slots, "from")).toBe("0 in service");
});

test("the painted slot under a pointer", () => {
  expect([slotUnder(1, 1, 110), slotUnder(12, 1, 110), slotUnder(1, 12, 110)]).toEqual([0, 1, 10]);
});
