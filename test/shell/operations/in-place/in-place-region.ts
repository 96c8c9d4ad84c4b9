/** The practice region with a fleet that is replaced inside its one group, and what the tests ask of it. */
import { join } from "node:path";
import { takenOver } from "../../../../electron/planning/taken-over.ts";
import type { OperationPorts } from "../../../../electron/operations/operations.ts";
import { readFleet } from "../../../../electron/operations/turn/fleet-reading.ts";
import { isActive, servingServers } from "../../../../shared/guard/serving.ts";
import type { GroupFact } from "../../../../shared/model/facts.ts";
import type { GroupName, ServerId } from "../../../../shared/model/ids.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import type { World, WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { aFolder, consoleOn } from "../console.ts";
import { aPracticeRegion, plannersOn } from "../practice-region.ts";

export const why = { reason: "release", changeNumber: null };
export const DONE = ["succeeded", "Everything in the plan is done."];
export const cameTo = ({ status, outcome }: OperationDetail) => [status, outcome];

export function anInPlaceConsole(
  wanted: Partial<OperationPorts> = {},
  saved: WorldJson | null = null,
  folder = aFolder(),
) {
  const watch: (() => void)[] = [];
  const region = aPracticeRegion(saved, () => watch.forEach((look) => look()));
  const console = consoleOn(region.cloud, join(folder, "journal.sqlite"), wanted);
  const over = (id: Parameters<typeof takenOver>[1]) => takenOver(console.journal, id);
  const planners = plannersOn(region.cloud, region.facts, undefined, over);
  const group = async (name: GroupName): Promise<GroupFact> => {
    const [found] = await region.cloud.reader.groups([name]);
    if (!found) throw new Error(`No group ${name}`);
    return found;
  };
  const serving = async (plan: Plan) => servingServers(await readFleet(plan, region.cloud)).size;
  return { ...region, ...console, ...planners, group, serving, watch, folder };
}

export type InPlaceConsole = ReturnType<typeof anInPlaceConsole>;

export const groupsOf = (plan: Plan) => {
  if (!plan.groups) throw new Error("The plan has groups");
  return plan.groups;
};

/** The least that served at any time that was looked at, straight from the world: no list lies there. */
export function leastServing({ world, watch }: InPlaceConsole, name: GroupName): () => number {
  let least = Infinity;
  watch.push(() => {
    least = Math.min(least, servingNow(world, name));
  });
  return () => least;
}

function servingNow(world: World, name: string): number {
  const group = world.state.groups.get(name);
  if (!group) return 0;
  return group.members.filter(
    ({ lifecycleState, instanceId }) =>
      lifecycleState === "InService" && world.state.instances.get(instanceId)?.state === "running",
  ).length;
}

/** Of all but those that are leaving. */
export const versionsOf = ({ members }: GroupFact) => [
  ...new Set(members.filter(isActive).map(({ template }) => Number(template?.version))),
];

/** Of those that count towards the size: not leaving, not in standby. */
export const activeIds = (group: GroupFact): ServerId[] =>
  idsOf({ ...group, members: group.members.filter(isActive) });

export const idsOf = ({ members }: GroupFact): ServerId[] =>
  members.map(({ serverId }) => serverId);

/** Limits, size and processes: what a change in place must leave as it was. */
export const ownOf = ({ minSize, maxSize, desiredCapacity, suspended, tags }: GroupFact) => ({
  minSize,
  maxSize,
  desiredCapacity,
  suspended: suspended.map(({ process }) => process).toSorted(),
  claims: tags.filter(({ key }) => key === "bennu:claim").length,
});
