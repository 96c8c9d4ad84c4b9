/** A plan's outlook: what it means beyond its steps, from facts that were gathered with it. Unknown stays unknown. */
import type { PriceSetting } from "../../model/guard-rails.ts";
import type { GroupExtras } from "../../model/facts.ts";
import type { OutlookFacts } from "../../model/facts/outlook-facts.ts";
import type { Plan } from "../../model/plan.ts";
import type { PlanOutlook } from "../../model/outlook.ts";
import type { Strategy } from "../../model/intent.ts";
import { liveOf, type Live, type PlanInput } from "../plan-input.ts";
import { capacityOf } from "./capacity.ts";
import { extraServers } from "./extra-servers.ts";
import { historyOf } from "./history.ts";
import { keepsAndLoses, type KeepsAndLoses } from "./keeps-and-loses.ts";
import { meanwhileOf } from "./meanwhile.ts";
import { moneyOf, priceOf } from "./money.ts";
import { ownerOutlook } from "./owner.ts";
import { quotaOf } from "./quota.ts";
import { serverData } from "./server-data.ts";

export interface OutlookInput extends PlanInput {
  readonly extras: GroupExtras;
  readonly region: string;
  readonly prices: readonly PriceSetting[];
  readonly around: OutlookFacts;
}

/** Null where the fleet has no live group: such a plan changes nothing that could be looked at. */
export function outlookOf(plan: Plan, input: OutlookInput): PlanOutlook | null {
  const live = liveOf(input);
  if (live === null) return null;
  const { fleet, facts, around, nowMs, extras } = input;
  const { group } = live;
  const extra = extraServers(plan, group.desiredCapacity, fleet.servers);
  const instanceType = typeOf(live, input);
  const strategy = strategyOf(plan);
  return {
    strategy,
    ...kept(plan, live, input),
    history: historyOf(around.past, plan.kind, strategy),
    money: moneyOf(extra, priceOf(instanceType, input.region, input.prices)),
    capacity: capacityOf({ group, extra: extra.most, instanceType, nowMs }, around),
    quota: quotaOf({ extra: extra.most, instanceType, servers: facts.servers.values() }, around),
    meanwhile: meanwhileOf({ plan, group, extras, alarms: around.alarms, nowMs }),
    owner: ownerOutlook(fleet.ownedBy, fleet.name, plan),
  };
}

export const strategyOf = ({ intent }: Pick<Plan, "intent">): Strategy | null =>
  intent.kind === "replace" ? intent.strategy : null;

function kept({ intent, lost }: Plan, live: Live, input: OutlookInput): KeepsAndLoses {
  if (intent.kind !== "replace") return { keeps: [], loses: lost };
  const data = serverData(live.group, input.facts, templateOf(live, input), input.around.types);
  return keepsAndLoses(intent, data, live.group.desiredCapacity);
}

export const templateOf = ({ generation }: Live, { facts }: Pick<PlanInput, "facts">) =>
  facts.templateVersions.get(
    `${generation.templateId ?? ""}:${String(generation.templateVersion ?? "")}`,
  ) ?? null;

/** What new servers would be: the template's type, else that of the servers which run; null where they are mixed. */
export function typeOf(live: Live, input: Pick<PlanInput, "facts">): string | null {
  if (live.group.settings.mixedInstances !== null) return null;
  const running = live.group.members.find(({ instanceType }) => instanceType !== null);
  return templateOf(live, input)?.instanceType ?? running?.instanceType ?? null;
}
