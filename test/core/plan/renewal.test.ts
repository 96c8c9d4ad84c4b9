import { expect, test } from "vitest";
import { imageId } from "../../../shared/model/ids.ts";
import type { Strategy } from "../../../shared/model/intent.ts";
import { planByStrategy } from "../../../shared/plan/strategy/plan-by-strategy.ts";
import { defaultIntent } from "../../../shared/plan/strategy/strategy-defaults.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { inputOf, madePlan } from "../../builders/plan.ts";
import { six } from "./outlook/cases.ts";

function by(strategy: Strategy, image: string) {
  const facts = six();
  const input = inputOf(facts);
  const intent = defaultIntent(strategy, {
    fleetId: input.fleet.id,
    imageId: imageId(image),
    desired: 6,
    policy: defaultPolicy,
  });
  return planByStrategy({ ...input, intent, image: facts.images.get(image) ?? null });
}

test("the same image renews the servers, and says that nothing new is on them", () => {
  const plan = madePlan(by("parallel", "ami-1"));
  expect(plan.title).toMatch(/^Renew web v1 with v2/);
  expect(plan.warnings[0]).toMatch(/The same image as now/);
  expect(plan.steps.some(({ work }) => work.kind === "raise")).toBe(true);
});

test("another image is no renewal", () => {
  const plan = madePlan(by("parallel", "ami-2"));
  expect(plan.title).toMatch(/^Replace /);
  expect(plan.warnings.join()).not.toMatch(/same image/);
});

test("AWS's refresh renews as well: none of the servers has the version that the plan makes", () => {
  const plan = madePlan(by("refresh", "ami-1"));
  expect(plan.title).toMatch(/^Renew web v1/);
  const works = plan.steps.map(({ work }) => work);
  expect(works.some(({ kind }) => kind === "make-template-version")).toBe(true);
  expect(works.find(({ kind }) => kind === "refresh")).toMatchObject({
    templateVersion: null,
    onlyIfNeeded: false,
    preferences: { skipMatching: true },
  });
});
