/** A practice world with one fleet of a given shape, so that a run is about that fleet and nothing else. */
import { emptyPracticeWorld } from "../../../electron/practice/practice-world.ts";
import { wakeAllGroups } from "../../../electron/practice/world/autoscaling/autoscaling-part.ts";
import { beginAllHealthChecks } from "../../../electron/practice/world/elb/elb-part.ts";
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import {
  SHOP_FLEETS,
  type FleetEntry,
} from "../../../electron/practice/world/seed/fleet-catalogue.ts";
import { SHOP_IMAGES } from "../../../electron/practice/world/seed/image-catalogue.ts";
import { makeFleet } from "../../../electron/practice/world/seed/make-fleets.ts";
import { makeImages } from "../../../electron/practice/world/seed/make-images.ts";
import { makeNetwork } from "../../../electron/practice/world/seed/make-network.ts";
import type { FleetShape } from "../scenario/scenario.ts";
import { giveTrait } from "./traits.ts";

export interface SimulatedWorld {
  readonly world: World;
  /** As the console names it. */
  readonly fleet: string;
  /** Traits that the practice cloud refused. */
  readonly refused: readonly string[];
}

export function aSimulatedWorld(seed: number, shape: FleetShape): SimulatedWorld {
  const world = emptyPracticeWorld({ seed });
  const whole = makeNetwork(world, "shop");
  const subnetIds = whole.subnetIds.slice(0, shape.zones);
  const network = { ...whole, subnetIds, zones: whole.zones.slice(0, shape.zones) };
  const images = makeImages(world, SHOP_IMAGES);
  const entry = entryOf(shape);
  makeFleet(world, { network, images }, entry);
  for (const group of world.state.groups.values()) roughen(group, shape);
  beginAllHealthChecks(world);
  wakeAllGroups(world);
  const refused = shape.traits.flatMap((trait) => giveTrait(world, trait) ?? []);
  return { world, fleet: entry.foreign ? `${entry.name}-asg` : entry.name, refused };
}

function entryOf(shape: FleetShape): FleetEntry {
  const entry = SHOP_FLEETS.find(({ name }) => name === shape.entry);
  if (!entry) throw new Error(`The shop has no fleet ${shape.entry}`);
  const { targetGroups, snowflake, servers } = shape;
  const generations = entry.generations.map((each) =>
    each.state === "past" ? each : { ...each, servers },
  );
  // What hangs on a group is a trait, drawn by the scenario.
  return { ...entry, targetGroups, snowflake, generations, hanging: [] };
}

/** What people leave behind: narrow and wide limits, protected servers, a process that somebody holds. */
function roughen(group: GroupState, shape: FleetShape): void {
  const { below, above, isProtected, held } = shape;
  const size = group.desiredCapacity;
  Object.assign(group, structuredClone(shape.settings));
  group.minSize = Math.max(0, size - below);
  group.maxSize = size + above;
  group.newInstancesProtectedFromScaleIn = isProtected;
  for (const member of group.members) member.protectedFromScaleIn = isProtected;
  if (group.suspended.length > 0) return;
  for (const process of held) group.suspended.push({ process, reason: "User suspended" });
}
