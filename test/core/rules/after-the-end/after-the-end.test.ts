import { describe, expect, it } from "vitest";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { afterTheEnd } from "../../../../shared/rules/after-the-end.ts";
import { aConnection } from "../../../builders/connection.ts";
import type { GroupBuilder } from "../../../builders/group.ts";
import { anImage } from "../../../builders/image.ts";
import { aReplacement, aRollback, madePlan, theFleet } from "../../../builders/plan.ts";
import { aFleet } from "../../../builders/world.ts";

const rising = (group: GroupBuilder) => group.tagged({ [TAG.operation]: "op-1" });
const ended = (plan: Plan) => ({ kind: plan.kind, plan }) as unknown as OperationDetail;
const offered = (facts: Parameters<typeof theFleet>[0], plan: Plan) =>
  afterTheEnd(ended(plan), theFleet(facts), aConnection()).map(
    ({ label, allowed }) => `${label}: ${allowed.ok ? "yes" : "no"}`,
  );

const before = aFleet()
  .withGeneration(1)
  .withImage(anImage("ami-new", { name: "web 7.3.0" }));
const replacement = madePlan(aReplacement(before.facts(), "ami-new"));

describe("after an operation that didn't succeed there is always something to do", () => {
  it("a rising generation was left: roll back, retire it; replacing waits for that", () => {
    const facts = aFleet().withGeneration(1).withGeneration(2, rising).facts();
    expect(offered(facts, replacement)).toEqual([
      "Roll back to v1: yes",
      "Retire v2: yes",
      "Replace again: no",
    ]);
  });

  it("it failed after the shift: the old one is warm", () => {
    const facts = aFleet()
      .withGeneration(1, (group) => group.parked())
      .withGeneration(2)
      .facts();
    const plan = madePlan(aReplacement(before.facts(), "ami-new"));
    expect(offered(facts, plan)).toEqual(["Roll back to v1: yes", "Replace again: yes"]);
  });

  it("a roll back failed half-way and both serve: go on back, or retire the earlier one again", () => {
    const facts = aFleet().withGeneration(1).withGeneration(2).facts();
    const warm = aFleet()
      .withGeneration(1, (group) => group.parked())
      .withGeneration(2)
      .facts();
    expect(offered(facts, madePlan(aRollback(warm, "v1")))).toEqual([
      "Roll back to v1: yes",
      "Retire v1: yes",
      "Replace: no",
    ]);
  });

  it("nothing was left: make a new plan", () => {
    expect(offered(before.facts(), replacement)).toEqual(["Replace again: yes"]);
  });
});
