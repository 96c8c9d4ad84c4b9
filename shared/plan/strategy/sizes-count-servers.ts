/**
 * Bennu's floor and proof count servers. The sizes of a group with weights, or one that counts vCPUs or memory, count
 * something else, whichever strategy replaces its servers: it is refused by all of them.
 */
import { overridesOf, typesInWords } from "../../clone/mixed-instances.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { Refusal } from "../../model/plan.ts";
import { refuse } from "../plan-input.ts";

export function countObstacle(group: GroupFact): Refusal | null {
  return weights(group) ?? otherUnits(group);
}

/** Where all weights are 1, a unit is a server. */
function weights({ name, settings }: GroupFact): Refusal | null {
  const { mixedInstances } = settings;
  const overrides = mixedInstances === null ? [] : overridesOf(mixedInstances);
  const weighted = overrides.filter(({ WeightedCapacity: weight }) => Number(weight ?? 1) !== 1);
  if (weighted.length === 0) return null;
  return refuse(
    `The sizes of ${name} count weighted capacity, not servers (by the weights of ${typesInWords(weighted)}). How many servers must serve is not known from them, so no strategy of Bennu can keep to a floor.`,
    `Take the weights out of its mixed instances policy in AWS, and give it sizes in servers. ${BY_AWS}`,
  );
}

function otherUnits({ name, settings }: GroupFact): Refusal | null {
  const type = settings.further["DesiredCapacityType"];
  if (typeof type !== "string" || type === "units") return null;
  return refuse(
    `The sizes of ${name} count ${type}, not servers. How many servers must serve is not known from them, so no strategy of Bennu can keep to a floor.`,
    `Let its sizes count units in AWS. ${BY_AWS}`,
  );
}

const BY_AWS =
  "Or replace its servers in AWS's console: give the group the new template version, then start an instance refresh there, which reckons as the group does.";
