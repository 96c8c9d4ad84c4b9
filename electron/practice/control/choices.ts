/** What faults can be set in a region, and what each may be narrowed to. */
import type { FaultChoices } from "../../../shared/model/practice/practice.ts";
import { readyFaults } from "../faults/ready-made.ts";
import { practiceServices } from "../practice-services.ts";
import type { World } from "../world/kernel/world.ts";

const MOST_IMAGES = 200;

export function choicesIn(world: World): FaultChoices {
  const { zones, instances, images, groups } = world.state;
  const types = new Set<string>();
  for (const { instanceType } of instances.values()) types.add(instanceType);
  const newest = [...images.values()]
    .filter(({ state, ownerId }) => state !== "deregistered" && ownerId === world.accountId)
    .sort((a, b) => b.createdAtMs - a.createdAtMs)
    .slice(0, MOST_IMAGES);
  return {
    ready: readyFaults(),
    zones: [...zones.keys()].toSorted(),
    instanceTypes: [...types].toSorted(),
    images: newest.map(({ id, name }) => ({ id, name })),
    fleets: fleetsOf(groups.keys()),
    operations: operationNames(),
  };
}

const fleetsOf = (groups: Iterable<string>) =>
  [...new Set([...groups].map((name) => name.replace(/-v\d+$/, "")))].toSorted();

const operationNames = () =>
  practiceServices.flatMap(({ name, actions }) =>
    Object.keys(actions).map((action) => `${name}:${action}`),
  );
