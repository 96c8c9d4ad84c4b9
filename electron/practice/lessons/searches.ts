/** Lessons in which something has to be found first: servers that differ, a base image with a hole. */
import { isAttached } from "../world/autoscaling/traffic.ts";
import { contentsOf } from "../world/ec2/volumes/contents.ts";
import type { ImageContents } from "../world/kernel/state/ec2/contents.ts";
import type { World } from "../world/kernel/world.ts";
import type { Lesson, Seen } from "./lesson.ts";
import { holding, neverBelowFloor, operationDone } from "./points.ts";
import { groupSights, servingIn } from "./sight.ts";

const HUNTED = ["session-cache", "payments", "catalog-api"];

export const snowflakeHunt: Lesson = {
  id: "snowflake-hunt",
  title: "A snowflake hunt",
  story:
    "Over the months people have logged in and changed things. Three fleets are said to have one server each that isn't like the others: session-cache, payments and catalog-api.",
  goal: "Find the servers that differ and put servers like the others in their place.",
  hints: [
    "The list of fleets says where something was found. Open a fleet and look at its findings: each has its evidence.",
    "A server that differs can't be mended in place and trusted. It is replaced.",
    "Bake the fleet's recipe again, on the newest hardened image, and replace the fleet with it: all servers of a generation are alike.",
  ],
  minutes: 12,
  speed: 60,
  fleets: HUNTED,
  prepare: (world) => ({ snowflakes: HUNTED.map((fleet) => snowflakeIn(world, fleet)) }),
  measure: (world, known) => ({
    left: (known["snowflakes"] ?? []).filter((id) => isInTraffic(world, id)).length,
  }),
  judge: (seen) => [
    holding(
      seen.record,
      { id: "found", title: "No server that differs is in traffic" },
      ({ marks }) => marks["left"] === 0,
      ({ marks }) =>
        `${String(marks["left"] ?? "?")} of ${String(seen.record.known["snowflakes"]?.length ?? 0)} are left`,
    ),
    fullAgain(seen),
    neverBelowFloor(seen.record),
  ],
  reached: "All servers of a fleet are alike again. What differs is replaced, not mended.",
  missed: "For a while fewer servers served than the floor allows.",
};

/** One that is kept warm with its generation serves nobody. */
function isInTraffic(world: World, id: string): boolean {
  const { groupName = null, state = "terminated" } = world.state.instances.get(id) ?? {};
  if (groupName === null || state === "terminated" || state === "shutting-down") return false;
  const group = world.state.groups.get(groupName);
  return group?.trafficSources.some(isAttached) ?? false;
}

/** The shop has one already; elsewhere somebody opened a server for debugging. */
function snowflakeIn(world: World, fleet: string): string {
  const debug = [...world.state.securityGroups.values()].find(({ name }) => name === "debug-open");
  const servers = [...world.state.instances.values()].filter(
    ({ groupName, state }) => state === "running" && groupName?.replace(/-v\d+$/, "") === fleet,
  );
  const known = servers.find(
    ({ securityGroupIds }) => debug && securityGroupIds.includes(debug.id),
  );
  if (known) return known.id;
  const chosen = servers[world.chance.whole(0, servers.length - 1)];
  if (!chosen || !debug) throw new Error(`The shop has no server of ${fleet} to change`);
  chosen.securityGroupIds.push(debug.id);
  return chosen.id;
}

function fullAgain({ record }: Seen) {
  return holding(
    record,
    { id: "full", title: "Every fleet is full" },
    ({ groups }) => record.fleets.every(({ name, size }) => servingIn(groups, name) >= size),
    ({ groups }) =>
      record.fleets
        .map(({ name, size }) => `${name}: ${String(servingIn(groups, name))} of ${String(size)}`)
        .join("; "),
  );
}

/** Of the middle one of the shop's bases; the newest has a later one. */
const HOLE = { name: "openssl", version: "3.2.2-1.amzn2023.0.3" } as const;

export const baseWithAHole: Lesson = {
  id: "base-with-a-hole",
  title: "A base image with a hole",
  story: `A hole was found in ${HOLE.name} ${HOLE.version}. The base image al2023-2026.10.30 carries it, and with it whatever was made of it: hardened 91, and payments 4.1.0, which takes the customers' money. The base of 14 November is mended.`,
  goal: "Bring payments onto an image that doesn't carry the hole: bake it on a mended base, and release it.",
  hints: [
    "Open the image that payments runs and follow its lineage upwards. Compare hardened 91 with hardened 92.",
    "Bake the recipe payments with hardened 92 as its base. Compare the new image with what serves: is the package newer?",
    "Replace the fleet payments with the new image.",
  ],
  minutes: 12,
  speed: 60,
  fleets: ["payments"],
  prepare: () => ({}),
  measure: (world) => holeMarks(world),
  judge: (seen) => [
    holding(
      seen.record,
      { id: "baked", title: "There is an image of payments without the hole" },
      ({ marks }) => (marks["cleanImages"] ?? 0) > 0,
      ({ marks }) => `${String(marks["cleanImages"] ?? 0)} such images`,
    ),
    operationDone(seen, "replace", "A replacement of the fleet was carried out to its end"),
    holding(
      seen.record,
      { id: "mended", title: "No server of payments in service carries the hole" },
      ({ marks }) => marks["carriers"] === 0,
      ({ marks }) => `${String(marks["carriers"] ?? "?")} servers carry it`,
    ),
    fullAgain(seen),
    neverBelowFloor(seen.record),
  ],
  reached: "payments is mended. You have seen the whole way: lineage, bake, comparison, release.",
  missed: "For a while fewer servers served than the floor allows.",
};

/** Servers that are kept warm don't count: they serve nobody. */
function holeMarks(world: World): Record<string, number> {
  let carriers = 0;
  for (const { servingByImage } of groupSights(world, ["payments"])) {
    for (const [imageId, count] of Object.entries(servingByImage)) {
      const contentsId = world.state.images.get(imageId)?.contentsId ?? null;
      if (hasHole(contentsOf(world, contentsId))) carriers += count;
    }
  }
  return { carriers, cleanImages: cleanImages(world) };
}

const hasHole = ({ packages }: ImageContents) =>
  packages.some(({ name, version }) => name === HOLE.name && version === HOLE.version);

function cleanImages(world: World): number {
  let clean = 0;
  for (const { state, tags, contentsId } of world.state.images.values()) {
    if (state !== "available" || tags["bennu:recipe"] !== "payments") continue;
    const contents = contentsOf(world, contentsId ?? null);
    const isNewBase =
      contents.packages.some(({ name }) => name === HOLE.name) && !isOlder(contents);
    if (isNewBase && !hasHole(contents)) clean += 1;
  }
  return clean;
}

/** The oldest base has the hole as well, under an earlier version. */
const isOlder = ({ packages }: ImageContents) =>
  packages.some(({ name, version }) => name === HOLE.name && version === "3.2.2-1.amzn2023.0.1");
