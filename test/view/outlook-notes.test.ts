import { expect, test } from "vitest";
import { notesOf } from "../../renderer/components/plans/outlook/outlook-notes.ts";
import type { PlanOutlook } from "../../shared/model/outlook.ts";

const quiet: PlanOutlook = {
  strategy: null,
  keeps: [],
  loses: [],
  history: null,
  money: { extraServerHours: 0, usd: 0, basis: "" },
  capacity: [{ zone: "eu-west-1a", needed: 0, freeAddresses: 9, ok: true, note: "room" }],
  quota: { neededVcpus: 0, freeVcpus: null, ok: true, note: "" },
  meanwhile: [],
  owner: null,
};

test("nothing to know is nothing said", () => expect(notesOf(quiet)).toEqual([]));

test("what speaks against it comes first, unknown money is said to be unknown", () => {
  const notes = notesOf({
    ...quiet,
    money: { extraServerHours: 2.04, usd: null, basis: "" },
    quota: { neededVcpus: 40, freeVcpus: 8, ok: false, note: "" },
    capacity: [{ zone: "eu-west-1b", needed: 7, freeAddresses: 2, ok: false, note: "full" }],
    meanwhile: [{ what: "Scheduled action night", atMs: 1, effect: "would set min 1" }],
  });
  expect(notes).toEqual([
    { text: "The quota leaves 8 vCPUs, 40 are needed.", isAgainst: true },
    { text: "eu-west-1b: full.", isAgainst: true },
    { text: "Scheduled action night: would set min 1.", isAgainst: false },
    {
      text: "2.0 server hours beyond what runs now: their price is not known.",
      isAgainst: false,
    },
  ]);
});
