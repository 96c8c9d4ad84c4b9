/** A practice region with a small lineage: a base and a newer one, a golden image, and a few fleets of server images. */
import { createInThreadPractice } from "../../../electron/practice/in-thread.ts";
import { createQuietWorld, emptyPracticeWorld } from "../../../electron/practice/practice-world.ts";
import type { PracticeEndpoint } from "../../../electron/practice/wire/messages.ts";
import { wakeAllGroups } from "../../../electron/practice/world/autoscaling/autoscaling-part.ts";
import { beginAllHealthChecks } from "../../../electron/practice/world/elb/elb-part.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { FleetEntry } from "../../../electron/practice/world/seed/fleet-catalogue.ts";
import type { ImageEntry } from "../../../electron/practice/world/seed/image-catalogue.ts";
import {
  LINEAGE_FLEETS,
  LINEAGE_IMAGES,
} from "../../../electron/practice/world/seed/lineage-catalogue.ts";
import { makeFleet } from "../../../electron/practice/world/seed/make-fleets.ts";
import { makeImages } from "../../../electron/practice/world/seed/make-images.ts";
import { makeNetwork } from "../../../electron/practice/world/seed/make-network.ts";
import { recipeOf } from "./scenario/draw.ts";
import type { LifeFleet, LifeScenario } from "./scenario/scenario.ts";

export const SOURCE_REGION = "eu-west-1";
const COPY_REGION = "eu-central-1";

export interface LifeRegion {
  /** That is watched, and in which things go wrong. */
  readonly world: World;
  readonly endpoint: PracticeEndpoint;
}

type Shape = Pick<LifeScenario, "seed" | "life" | "fleets" | "oldImages">;

export function aLifeRegion(shape: Shape): LifeRegion {
  const { seed, life } = shape;
  if (life === "copy") return aCopyRegion(shape);
  const world = emptyPracticeWorld({ seed });
  const network = makeNetwork(world, "lineage");
  const images = makeImages(world, entriesOf(shape));
  for (const fleet of shape.fleets) makeFleet(world, { network, images }, entryOf(fleet));
  for (const fleet of shape.fleets) limit(world, fleet);
  beginAllHealthChecks(world);
  wakeAllGroups(world);
  const { endpoint } = createInThreadPractice({ seed, world });
  return { world, endpoint };
}

/** The images are in another region of the account. */
function aCopyRegion(shape: Shape): LifeRegion {
  const { seed } = shape;
  const world = createQuietWorld({ seed, region: COPY_REGION });
  const { endpoint, cloud } = createInThreadPractice({ seed, world });
  const source = cloud.find({ accountId: world.accountId, region: SOURCE_REGION });
  if (!source) throw new Error("There is no other region");
  makeImages(source, entriesOf(shape));
  return { world, endpoint };
}

function entriesOf({ fleets, oldImages }: Shape): readonly ImageEntry[] {
  const recipes = new Set(fleets.map(({ entry }) => recipeOf(entry)));
  const wanted = LINEAGE_IMAGES.filter(
    ({ kind, recipe, foreign }) => kind !== "server" || foreign || recipes.has(recipe),
  );
  const past = wanted.filter(({ key }) => key.endsWith("-rc"));
  return [...wanted, ...past.flatMap((entry) => olderOf(entry, oldImages))];
}

/** Of versions that no template names. */
const olderOf = (entry: ImageEntry, count: number): readonly ImageEntry[] =>
  Array.from({ length: count }, (_, at) => {
    const version = `${entry.version}${String(at + 1)}`;
    const key = `${entry.recipe} ${version}`;
    return { ...entry, version, key, name: key, daysAgo: entry.daysAgo + 10 * (at + 1) };
  });

function entryOf({ entry: name, servers, targetGroups }: LifeFleet): FleetEntry {
  const entry = LINEAGE_FLEETS.find((one) => one.name === name);
  if (!entry) throw new Error(`The lineage has no fleet ${name}`);
  const generations = entry.generations.map((each) =>
    each.state === "past" ? each : { ...each, servers },
  );
  return { ...entry, targetGroups, generations };
}

function limit(world: World, { entry, below, above }: LifeFleet): void {
  for (const group of world.state.groups.values()) {
    if (group.name.replace(/-v\d+$/, "") !== entry) continue;
    group.minSize = Math.max(0, group.desiredCapacity - below);
    group.maxSize = group.desiredCapacity + above;
  }
}
