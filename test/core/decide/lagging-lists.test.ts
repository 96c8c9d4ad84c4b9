import { describe, expect, it } from "vitest";
import { decideClaim } from "../../../shared/decide/claim.ts";
import { claimText } from "../../../shared/decide/claim-tag.ts";
import type { Memory } from "../../../shared/decide/decision.ts";
import { vanished } from "../../../shared/decide/vanished.ts";
import { groupName, operationId, stepId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aGroup } from "../../builders/group.ts";

const NAME = groupName("web-v001");
const memory: Memory = {
  operationId: operationId("op-2"),
  stepId: stepId("s1"),
  holder: "ada@console",
  startedAtMs: 0,
  expected: { medianMs: 0, worstMs: 0 },
  floor: 1,
  clientToken: "t",
  hasEnded: () => false,
  calls: [],
  outputs: {},
  kept: null,
};

describe("what a list that lags behind may show", () => {
  it("ends an operation only once it stays so: a group that isn't listed", () => {
    expect(vanished(null, NAME)).toMatchObject({ kind: "failed", mayLag: true });
  });

  it("ends it at once if it can't be of the past: a group that is being deleted", () => {
    const group = { ...aGroup(NAME).build().group, status: "Delete in progress" };
    expect(vanished(group, NAME)).not.toHaveProperty("mayLag");
  });

  it("ends it only once it stays so: a claim that may have been let go of", () => {
    const claim = { operationId: operationId("op-1"), holder: "bob@console", atMs: 0 };
    const tag = { key: TAG.claim, value: claimText(claim), propagateAtLaunch: false };
    const group = { ...aGroup(NAME).build().group, tags: [tag] };
    const decision = decideClaim({ kind: "claim", group: NAME }, { group }, memory, 1000);
    expect(decision).toMatchObject({ kind: "failed", mayLag: true });
  });
});
