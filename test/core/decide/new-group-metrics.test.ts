import { describe, expect, it } from "vitest";
import { decideCreateGroup } from "../../../shared/decide/generation/create-group.ts";
import type { Memory } from "../../../shared/decide/decision.ts";
import { groupName, operationId, stepId, templateId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aGroup, someSettings } from "../../builders/group.ts";

const NAME = groupName("web-v002");
const METRICS = ["GroupInServiceInstances", "GroupTotalInstances"];
const work = {
  kind: "create-group",
  group: NAME,
  templateId: templateId("lt-web"),
  templateVersion: 2,
  settings: someSettings({ enabledMetrics: METRICS }),
  tags: [],
  maxSize: 4,
} as const;
const ok = { kind: "ok", requestId: null, produced: {} } as const;

function decide(collected: readonly string[], calls: Memory["calls"] = []) {
  const made = aGroup(NAME).tagged({ [TAG.operation]: "op-1" });
  const { group } = made.settings({ enabledMetrics: collected }).build();
  const memory: Memory = {
    operationId: operationId("op-1"),
    stepId: stepId("s1"),
    holder: "ada",
    startedAtMs: 0,
    expected: { medianMs: 0, worstMs: 0 },
    floor: 1,
    clientToken: "t",
    hasEnded: () => false,
    claimedAtMs: () => null,
    unansweredAtMs: () => null,
    calls,
    outputs: {},
    kept: null,
  };
  return decideCreateGroup(work, { group }, memory, 0);
}

describe("a new group whose old one has its metrics collected", () => {
  it("is not done until it has them too: the call after its creation may have been lost", () => {
    expect(decide([])).toMatchObject({
      kind: "act",
      calls: [{ call: "EnableMetricsCollection", groupName: NAME, metrics: METRICS }],
    });
    expect(decide(["GroupTotalInstances"])).toMatchObject({
      calls: [{ metrics: ["GroupInServiceInstances"] }],
    });
  });

  it("is done once they are listed, or AWS accepted the call and doesn't list them yet", () => {
    expect(decide(METRICS).kind).toBe("done");
    const accepted = [{ name: "EnableMetricsCollection", atMs: 0, outcome: ok }] as const;
    expect(decide([], accepted).kind).toBe("done");
  });
});
