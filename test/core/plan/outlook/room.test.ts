import { describe, expect, test } from "vitest";
import type { ActivityFact } from "../../../../shared/model/facts.ts";
import { groupName } from "../../../../shared/model/ids.ts";
import type { OutlookFacts } from "../../../../shared/model/facts/outlook-facts.ts";
import { MINUTE_MS, NOW_MS } from "../../../builders/time.ts";
import { known, outlookFor, six } from "./cases.ts";

const failed = (zone: string): ActivityFact => ({
  activityId: "a",
  groupName: groupName("web-v001"),
  statusCode: "Failed",
  description: "Launching a new EC2 instance. Status Reason: capacity",
  cause: "",
  statusMessage:
    `We currently do not have sufficient m5.large capacity in the Availability Zone you requested (${zone}). ` +
    "You can currently get m5.large capacity by not specifying an Availability Zone in your request or choosing eu-west-1b.",
  startedAtMs: NOW_MS - 4 * MINUTE_MS,
  endedAtMs: NOW_MS,
  progressPercent: 100,
});

const subnets = (free: number) => [
  { id: "subnet-1", zone: "eu-west-1a", available: free },
  { id: "subnet-2", zone: "eu-west-1b", available: 50 },
];

describe("capacity by zone", () => {
  const rows: readonly (readonly [string, Partial<OutlookFacts>, boolean, boolean, RegExp])[] = [
    ["room in both", {}, true, true, /room by addresses and offering/],
    ["exactly enough addresses", { subnets: subnets(3) }, true, true, /room/],
    ["one address too few", { subnets: subnets(2) }, false, true, /2 free addresses for 3 servers/],
    [
      "not offered in a zone",
      { offerings: known.offerings?.slice(1) ?? null },
      false,
      true,
      /doesn't offer m5.large/,
    ],
    [
      "no capacity lately in the zone that was asked for, not in the one that AWS advises",
      { activities: [failed("eu-west-1a")] },
      false,
      true,
      /no capacity 4 min ago/,
    ],
    [
      "nothing could be read",
      { subnets: null, offerings: null, activities: null },
      true,
      true,
      /not known/,
    ],
  ];
  test.each(rows)("%s", (_, around, isFirstOk, isSecondOk, words) => {
    const { capacity } = outlookFor(six(), { around });
    expect(capacity.map(({ zone, needed, ok }) => [zone, needed, ok])).toEqual([
      ["eu-west-1a", 3, isFirstOk],
      ["eu-west-1b", 3, isSecondOk],
    ]);
    expect(capacity[0]?.note).toMatch(words);
  });

  test("only the fleet's own subnets count", () => {
    expect(outlookFor(six()).capacity[0]?.freeAddresses).toBe(100);
    expect(outlookFor(six(), { around: { subnets: null } }).capacity[0]?.freeAddresses).toBeNull();
  });
});

describe("quota", () => {
  test("what runs in the region is taken off the limit", () => {
    expect(outlookFor(six()).quota).toMatchObject({ neededVcpus: 12, freeVcpus: 52, ok: true });
  });
  test("exactly enough is enough, one less is not", () => {
    expect(outlookFor(six(), { around: { vcpuLimit: 24 } }).quota.ok).toBe(true);
    expect(outlookFor(six(), { around: { vcpuLimit: 23 } }).quota.ok).toBe(false);
  });
  test.each([
    ["a limit that can't be read", { vcpuLimit: null }, /Service Quotas could not be read/],
    ["types that can't be read", { types: null }, /vCPUs of what runs now are not known/],
  ])("%s is unknown, and says so", (_, around, words) => {
    const { quota } = outlookFor(six(), { around });
    expect(quota.ok).toBeNull();
    expect(quota.note).toMatch(words);
  });
});
