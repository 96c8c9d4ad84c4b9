/** A fleet of six in two zones, a plan for it, and what is known around it. */
import { nothingKnown, type OutlookFacts } from "../../../../shared/model/facts/outlook-facts.ts";
import type { Facts } from "../../../../shared/model/facts.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import type { PlanOutlook } from "../../../../shared/model/outlook.ts";
import { outlookOf } from "../../../../shared/plan/outlook/outlook.ts";
import type { PriceSetting } from "../../../../shared/model/guard-rails.ts";
import { aReplacement, inputOf, madePlan, type PlanningSetting } from "../../../builders/plan.ts";
import { aFleet } from "../../../builders/world.ts";
import { anImage } from "../../../builders/image.ts";
import type { GroupBuilder } from "../../../builders/group.ts";

export const six = (shape: (group: GroupBuilder) => GroupBuilder = (group) => group): Facts =>
  aFleet("web")
    .withGeneration(1, (group) => shape(group.size(6)))
    .withImage(anImage("ami-2"))
    .facts();

export const known: OutlookFacts = {
  ...nothingKnown,
  subnets: [
    { id: "subnet-1", zone: "eu-west-1a", available: 100 },
    { id: "subnet-2", zone: "eu-west-1b", available: 100 },
    { id: "subnet-9", zone: "eu-west-1a", available: 1000 },
  ],
  types: [{ name: "m5.large", vcpus: 2, instanceStore: false }],
  offerings: [
    { instanceType: "m5.large", zone: "eu-west-1a" },
    { instanceType: "m5.large", zone: "eu-west-1b" },
  ],
  activities: [],
  vcpuLimit: 64,
  alarms: [],
};

interface Around extends PlanningSetting {
  readonly around?: Partial<OutlookFacts>;
  readonly region?: string;
  readonly prices?: readonly PriceSetting[];
}

export const planFor = (facts: Facts, setting: Around = {}): Plan =>
  madePlan(aReplacement(facts, "ami-2", {}, setting));

export function outlookFor(facts: Facts, setting: Around = {}, plan?: Plan): PlanOutlook {
  const outlook = outlookOf(plan ?? planFor(facts, setting), {
    ...inputOf(facts, setting),
    region: setting.region ?? "us-east-1",
    prices: setting.prices ?? [],
    around: { ...known, ...setting.around },
  });
  if (outlook === null) throw new Error("no outlook");
  return outlook;
}
