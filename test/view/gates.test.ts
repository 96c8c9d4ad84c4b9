import { describe, expect, test } from "vitest";
import { emptyDraft, gateOf, gateWords } from "../../renderer/screens/replace/gates/gate-words.ts";
import { refreshWords } from "../../renderer/screens/replace/settings/refresh-words.ts";

describe("a gate as it is written", () => {
  test.each([
    [{ ...emptyDraft }, "EC2's status checks of all new servers are ok"],
    [{ ...emptyDraft, kind: "alarms" as const, names: ["a", "b"] }, "No alarm goes off: a and b"],
    [
      { ...emptyDraft, kind: "http" as const, url: "https://shop.example/health" },
      "GET https://shop.example/health is answered with 200",
    ],
    [
      { ...emptyDraft, kind: "approval" as const, question: "Good?", withinMinutes: "30" },
      "Somebody says go on, within 30 min: Good?",
    ],
  ])("%# is read and said", (draft, words) => {
    const gate = gateOf(draft);
    expect(typeof gate === "string" ? gate : gateWords(gate)).toBe(words);
  });

  test.each([
    [{ ...emptyDraft, kind: "alarms" as const }, /at least one alarm/],
    [{ ...emptyDraft, kind: "http" as const, url: "shop.example" }, /whole address/],
    [{ ...emptyDraft, kind: "http" as const, url: "ftp://shop.example" }, /http:\/\//],
    [{ ...emptyDraft, kind: "http" as const, url: "http://a", expectStatus: "42" }, /100 to 599/],
    [{ ...emptyDraft, kind: "approval" as const, question: " " }, /what is asked/],
    [{ ...emptyDraft, kind: "approval" as const, withinMinutes: "0" }, /from 1 to 2880/],
  ])("%# is none yet, and says why", (draft, words) => expect(gateOf(draft)).toMatch(words));
});

describe("a refresh in servers", () => {
  test.each([
    ["100", "110", 20, /2 at a time in 10 rounds, new ones first; at least 20 in service, 22/],
    ["90", "100", 20, /2 at a time in 10 rounds, old ones end first; at least 18 in service, 20/],
    ["90", "110", 20, /4 at a time in 5 rounds, old ones end while new ones start; at least 18/],
  ])("%s to %s percent of %d", (minHealthy, maxHealthy, desired, words) => {
    expect(refreshWords({ minHealthy, maxHealthy }, desired)).toMatch(words);
  });
  test("what can't be read says nothing", () => {
    expect(refreshWords({ minHealthy: "x", maxHealthy: "110" }, 20)).toBe("");
    expect(refreshWords({ minHealthy: "100", maxHealthy: "110" }, 0)).toBe("");
  });
});
