import { expect, test } from "vitest";
import { imageId } from "../../../shared/model/ids.ts";
import type { ReplaceIntent, Strategy } from "../../../shared/model/plan.ts";
import { planByStrategy } from "../../../shared/plan/plan-by-strategy.ts";
import { defaultIntent } from "../../../shared/plan/strategy/strategy-defaults.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { inputOf, madePlan, refusal } from "../../builders/plan.ts";
import { six } from "./outlook/cases.ts";

function by(strategy: Strategy, image: string, over: (intent: ReplaceIntent) => ReplaceIntent) {
  const facts = six();
  const input = inputOf(facts);
  const intent = defaultIntent(strategy, {
    fleetId: input.fleet.id,
    imageId: imageId(image),
    desired: 6,
    policy: defaultPolicy,
  });
  return planByStrategy({ ...input, intent: over(intent), image: facts.images.get(image) ?? null });
}
const asIs = (intent: ReplaceIntent) => intent;
const skipping = (intent: ReplaceIntent): ReplaceIntent =>
  intent.strategy === "refresh"
    ? { ...intent, preferences: { ...intent.preferences, skipMatching: true } }
    : intent;

test("the same image renews the servers, and says that nothing new is on them", () => {
  const plan = madePlan(by("parallel", "ami-1", asIs));
  expect(plan.title).toMatch(/^Renew web v1 with v2/);
  expect(plan.warnings[0]).toMatch(/The same image as now/);
  expect(plan.steps.some(({ work }) => work.kind === "raise")).toBe(true);
});

test("another image is no renewal", () => {
  const plan = madePlan(by("parallel", "ami-2", asIs));
  expect(plan.title).toMatch(/^Replace /);
  expect(plan.warnings.join()).not.toMatch(/same image/);
});

test("a renewal that would skip every server is refused", () => {
  expect(refusal(by("refresh", "ami-1", skipping))).toMatch(/nothing would be replaced/);
});
