import { describe, expect, it } from "vitest";
import { formatGroupName, nextSequence, parseGroupName } from "../../../shared/fleet/group-name.ts";

describe("parseGroupName", () => {
  it.each([
    [
      "app-stack-detail-v042",
      { base: "app-stack-detail", app: "app", stack: "stack", detail: "detail", sequence: 42 },
    ],
    [
      "app-stack-a-b-v1000",
      { base: "app-stack-a-b", app: "app", stack: "stack", detail: "a-b", sequence: 1000 },
    ],
    [
      "app--detail-v001",
      { base: "app--detail", app: "app", stack: null, detail: "detail", sequence: 1 },
    ],
    ["app-v000", { base: "app", app: "app", stack: null, detail: null, sequence: 0 }],
    ["app-v01", { base: "app-v01", app: "app", stack: "v01", detail: null, sequence: null }],
    [
      "app-v1234567",
      { base: "app-v1234567", app: "app", stack: "v1234567", detail: null, sequence: null },
    ],
    ["web", { base: "web", app: "web", stack: null, detail: null, sequence: null }],
  ])("takes %s apart", (name, parsed) => {
    expect(parseGroupName(name)).toEqual(parsed);
  });
});

describe("nextSequence", () => {
  it.each([
    [["web-v041", "web-v040", "other-v099"], 42],
    [["web"], 1],
    [[], 1],
    [["web-v999"], 1000],
    [["web-v041", " web-v050 ", "made by hand"], 51],
  ])("is above all of %j", (names, next) => {
    expect(nextSequence("web", names)).toBe(next);
  });
  it("writes three digits, and more where they are needed", () => {
    expect([formatGroupName("web", 7), formatGroupName("web", 1000)]).toEqual([
      "web-v007",
      "web-v1000",
    ]);
  });
});
