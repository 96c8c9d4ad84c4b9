/** What stands against an instance refresh: how the group launches, and percentages that AWS or the floor forbids. */
import { overridesOf, overridesWithOwnTemplate } from "../../clone/mixed-instances.ts";
import { isActive } from "../../guard/serving.ts";
import type { RefreshPreferences } from "../../model/calls/refreshes.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { Refusal } from "../../model/plan.ts";
import { countWords } from "../../words/counts.ts";
import { refuse } from "../plan-input.ts";
import { countObstacle } from "../strategy/sizes-count-servers.ts";
import { refreshShape } from "./refresh-arithmetic.ts";

export function launchObstacle(group: GroupFact): Refusal | null {
  return (
    emptyGroup(group) ??
    countObstacle(group) ??
    noTemplate(group) ??
    movingVersion(group) ??
    ownImages(group)
  );
}

function emptyGroup({ name, desiredCapacity }: GroupFact): Refusal | null {
  if (desiredCapacity > 0) return null;
  return refuse(
    `${name} wants no servers: there is nothing to refresh, and it would prove nothing.`,
    "Give the fleet its size back first.",
  );
}

function noTemplate({ name, settings, template }: GroupFact): Refusal | null {
  if (settings.launchConfiguration === null && template !== null) return null;
  return refuse(
    `${name} launches from a launch configuration, so there is no template version to refresh it to.`,
    "Make a launch template from it in AWS and give it to the group.",
  );
}

/** A new version would be what the group starts at once, before the refresh; and AWS could not roll back. */
function movingVersion({ name, template }: GroupFact): Refusal | null {
  if (template === null || /^\d+$/.test(template.version)) return null;
  return refuse(
    `${name} launches from ${template.version} of its template: it would start the new version before the refresh reaches it, and AWS can't roll back to it.`,
    "Give the group the number of that version in AWS, then make the plan again.",
  );
}

function ownImages({ name, settings: { mixedInstances } }: GroupFact): Refusal | null {
  if (mixedInstances === null) return null;
  const overrides = overridesOf(mixedInstances);
  if (overrides.some((override) => override["InstanceRequirements"] !== undefined))
    return refuse(
      `${name} chooses instance types by requirements, for which AWS takes no template version in a refresh.`,
      "Name the instance types in its mixed instances policy, or use a parallel generation.",
    );
  const own = [...overridesWithOwnTemplate(mixedInstances), ...overrides.filter(hasImage)];
  if (own.length === 0) return null;
  return refuse(
    `${name}'s mixed instances policy gives ${countWords(own.length, "instance type")} an image or a template of its own, which would stay as it is.`,
    "Let all types launch from the group's one template.",
  );
}

const hasImage = (override: Readonly<Record<string, unknown>>) => override["ImageId"] !== undefined;

/** Told to pass protected servers by, AWS ends well where all of them are, and has replaced none. */
export function passedByObstacle(
  { name, members }: GroupFact,
  { scaleInProtectedInstances }: RefreshPreferences,
): Refusal | null {
  const active = members.filter(isActive);
  if (scaleInProtectedInstances !== "Ignore" || active.length === 0) return null;
  if (!active.every((member) => member.protectedFromScaleIn)) return null;
  return refuse(
    `All servers of ${name} are protected from scale-in, and AWS would be told to pass those by: it would replace none.`,
    "Choose that protected servers are refreshed or waited for, or take the protection off.",
  );
}

export function preferenceObstacle(
  preferences: RefreshPreferences,
  desired: number,
  floor: number,
): Refusal | null {
  return apart(preferences) ?? checkpoints(preferences) ?? belowFloor(preferences, desired, floor);
}

function apart({ minHealthyPercentage: min, maxHealthyPercentage: max }: RefreshPreferences) {
  if (max - min <= 100) return null;
  return refuse(
    `AWS takes no more than 100 between the two percentages; ${String(min)} and ${String(max)} are ${String(max - min)} apart.`,
    `Choose a maximum of at most ${String(min + 100)}.`,
  );
}

function checkpoints({ checkpointPercentages: given }: RefreshPreferences): Refusal | null {
  if (given.length === 0) return null;
  const rising = given.every((one, at) => at === 0 || one > (given[at - 1] ?? 0));
  if (!rising)
    return refuse("Checkpoints must rise, each once.", "Sort them and leave out what is doubled.");
  if (given.at(-1) === 100) return null;
  return refuse(
    `The last checkpoint is ${String(given.at(-1))}: AWS would stop there for good, with old and new servers mixed.`,
    "Let the last checkpoint be 100.",
  );
}

/** With 100 and 100 AWS was seen to end the only server of a group first: only a maximum above 100 binds it. */
function belowFloor(preferences: RefreshPreferences, desired: number, floor: number) {
  const { minHealthyPercentage: min, maxHealthyPercentage: max } = preferences;
  const isUnbound = min >= 100 && max <= 100;
  const { least } = refreshShape(desired, preferences);
  const deepest = isUnbound ? Math.min(least, desired - 1) : least;
  if (deepest >= Math.max(1, floor)) return null;
  return refuse(
    `By ${String(min)} and ${String(max)} percent AWS may leave ${String(deepest)} of ${countWords(desired, "server")} in service, below the floor of ${String(Math.max(1, floor))}.`,
    "Choose at least 100 percent healthy and a maximum above 100: then each new server serves before an old one goes.",
  );
}
