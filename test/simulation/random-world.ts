/** A practice world with one fleet of a random shape, so that a run is about that fleet and nothing else. */
import { emptyPracticeWorld } from "../../electron/practice/practice-world.ts";
import { wakeAllGroups } from "../../electron/practice/world/autoscaling/autoscaling-part.ts";
import { beginAllHealthChecks } from "../../electron/practice/world/elb/elb-part.ts";
import type { Chance } from "../../electron/practice/world/kernel/chance.ts";
import type { World } from "../../electron/practice/world/kernel/world.ts";
import {
  SHOP_FLEETS,
  type FleetEntry,
} from "../../electron/practice/world/seed/fleet-catalogue.ts";
import { SHOP_IMAGES } from "../../electron/practice/world/seed/image-catalogue.ts";
import { makeFleet } from "../../electron/practice/world/seed/make-fleets.ts";
import { makeImages } from "../../electron/practice/world/seed/make-images.ts";
import { makeNetwork } from "../../electron/practice/world/seed/make-network.ts";

export interface RandomWorld {
  readonly world: World;
  /** As the console names it. */
  readonly fleet: string;
}

/** A database's servers are never replaced side by side. */
const FLEETS = SHOP_FLEETS.filter(({ dataVolumeGib }) => dataVolumeGib === null);

export function aRandomWorld(seed: number, chance: Chance, mostServers: number): RandomWorld {
  const world = emptyPracticeWorld({ seed });
  const network = makeNetwork(world, "shop");
  const images = makeImages(world, SHOP_IMAGES);
  const fleet = aFleet(chance, mostServers);
  makeFleet(world, { network, images }, fleet);
  roughen(world, chance);
  beginAllHealthChecks(world);
  wakeAllGroups(world);
  return { world, fleet: fleet.foreign ? `${fleet.name}-asg` : fleet.name };
}

function aFleet(chance: Chance, mostServers: number): FleetEntry {
  const entry = FLEETS[chance.whole(0, FLEETS.length - 1)] ?? SHOP_FLEETS[0];
  if (!entry) throw new Error("The shop has no fleets");
  const servers = chance.whole(1, mostServers);
  return {
    ...entry,
    targetGroups: chance.whole(0, 2),
    snowflake: entry.snowflake && chance.next() < 0.3,
    generations: entry.generations.map((each) =>
      each.state === "past" ? each : { ...each, servers },
    ),
  };
}

/** What people leave behind: narrow and wide limits, protected servers, a process that somebody holds. */
function roughen(world: World, chance: Chance): void {
  for (const group of world.state.groups.values()) {
    const size = group.desiredCapacity;
    group.minSize = chance.whole(0, size);
    group.maxSize = size + chance.whole(0, 4);
    group.newInstancesProtectedFromScaleIn = chance.next() < 0.2;
    if (group.newInstancesProtectedFromScaleIn)
      for (const member of group.members) member.protectedFromScaleIn = true;
    if (chance.next() < 0.1 && group.suspended.length === 0)
      group.suspended.push({ process: "AZRebalance", reason: "User suspended" });
  }
}
