/** Generated regions: one of any size, for the bench, shared out evenly among its groups; one with a fleet a size. */
import { createTemplate, createVersion, findVersion } from "../ec2/launch-templates/templates.ts";
import type { LaunchTemplateState, TemplateData } from "../kernel/state/ec2/templates.ts";
import type { TargetGroupState } from "../kernel/state/elb.ts";
import type { World } from "../kernel/world.ts";
import type { ImageEntry } from "./image-catalogue.ts";
import { SHOP_IMAGES } from "./image-catalogue.ts";
import { makeGroup } from "./make-groups.ts";
import { makeImages } from "./make-images.ts";
import { makeNetwork } from "./make-network.ts";
import type { SeededNetwork } from "./make-network.ts";
import { makeRouting } from "./make-routing.ts";
import { makeServers } from "./make-servers.ts";
import { makeTargetGroup } from "./make-targets.ts";

export interface LargeSizes {
  readonly servers: number;
  readonly groups: number;
  readonly images: number;
  readonly targetGroups: number;
  /** The servers of each group by itself; left out: all have as many. */
  readonly each?: readonly number[];
}

export const LARGE: LargeSizes = { servers: 10_000, groups: 200, images: 5_000, targetGroups: 200 };
/** A small fleet, a usual one and a big one, alike but for their size, and a newer image for each. */
export const SIZES: LargeSizes = {
  servers: 323,
  groups: 3,
  images: 30,
  targetGroups: 3,
  each: [3, 20, 300],
};
const MOST_VERSIONS = 20;

export function seedLarge(world: World, sizes: LargeSizes = LARGE): void {
  const network = makeNetwork(world, "large");
  const imageIds = makeLineage(world, sizes);
  const targets = Array.from({ length: sizes.targetGroups }, (_, at) =>
    makeTargetGroup(world, network, `${fleetName(sizes, at)}-tg`),
  );
  makeRouting(world, network.loadBalancerArn);
  for (let at = 0; at < sizes.groups; at++) {
    const images = imageIds.filter((_, index) => index % sizes.groups === at).slice(-MOST_VERSIONS);
    const target = targets[at % Math.max(1, targets.length)];
    const used = usedOf(images, sizes) ?? imageIds.slice(-1);
    makeLargeGroup(world, network, {
      name: fleetName(sizes, at),
      images: used,
      target,
      servers: share(sizes, at),
      daysAgo: sizes.each ? 1 : 3,
    });
  }
}

/** The newest is for the next generation, where each fleet has its own. */
function usedOf(images: readonly string[], { each }: LargeSizes): readonly string[] | null {
  if (images.length === 0) return null;
  return each ? images.slice(0, -1) : images;
}

function share({ servers, groups, each }: LargeSizes, at: number): number {
  return each?.[at] ?? Math.floor(servers / groups) + (at < servers % groups ? 1 : 0);
}

/** By its place, or by its size where each has its own. */
function fleetName({ each }: LargeSizes, at: number): string {
  return `fleet-${each ? `of-${String(each[at])}` : String(at).padStart(3, "0")}`;
}

/** Bases and golden images as in the shop; the rest descend from them, fleet by fleet. Ids of server images. */
function makeLineage(world: World, sizes: LargeSizes): string[] {
  const { images } = sizes;
  const roots = SHOP_IMAGES.filter((entry) => entry.kind !== "server").slice(0, images);
  const count = Math.max(0, images - roots.length);
  const entries = Array.from({ length: count }, (_, index) => largeImage(index, count, sizes));
  const ids = makeImages(world, [...roots, ...entries]);
  return (entries.length > 0 ? entries : roots).map((entry) => ids.get(entry.key) ?? "");
}

function largeImage(index: number, count: number, sizes: LargeSizes): ImageEntry {
  const { groups } = sizes;
  const recipe = fleetName(sizes, index % groups);
  const round = Math.floor(index / groups);
  const base = Math.min(2, Math.floor((index / count) * 3)) as 0 | 1 | 2;
  const firstRound = Math.floor((base * count) / 3 / groups);
  const key = `${recipe} 1.${round}.0`;
  return {
    key,
    name: key,
    parent: ["hardened 88", "hardened 91", "hardened 92"][base] ?? null,
    base,
    daysAgo: ([60, 19, 4][base] ?? 4) - (sizes.each ? 1.2 * (round - firstRound) : 0),
    kind: "server",
    recipe,
    version: `1.${round}.0`,
    runtime: "node",
    verified: "passed 12/12",
    state: "available",
    foreign: false,
    arch: "x86_64",
    broken: false,
    contentsAs: { recipe: "fleet", version: `1.${round}.0` },
  };
}

interface LargeGroup {
  readonly name: string;
  readonly images: readonly string[];
  readonly target: TargetGroupState | undefined;
  readonly servers: number;
  readonly daysAgo: number;
}

function makeLargeGroup(world: World, network: SeededNetwork, order: LargeGroup): void {
  const template = makeLargeTemplate(world, network, order);
  const version = findVersion(template, "$Latest");
  const groupName = `${order.name}-v${String(version.version).padStart(3, "0")}`;
  const createdAtMs = world.nowMs - order.daysAgo * 86_400_000;
  const { subnetIds } = network;
  const where = { template, version, groupName, tags: {}, subnetIds };
  makeGroup(world, network, {
    name: groupName,
    template,
    version: String(version.version),
    servers: makeServers(world, {
      ...where,
      count: order.servers,
      launchedAtMs: createdAtMs,
      quiet: true,
    }),
    targetGroups: order.target ? [order.target] : [],
    createdAtMs,
    tags: [{ key: "service", value: order.name, propagateAtLaunch: true }],
    suspended: [],
    healthCheckType: order.target ? "ELB" : "EC2",
    withLog: false,
  });
}

function makeLargeTemplate(
  world: World,
  network: SeededNetwork,
  { name, images }: LargeGroup,
): LaunchTemplateState {
  const data: TemplateData = {
    InstanceType: "m7i.large",
    SecurityGroupIds: [network.securityGroups.get("web") ?? ""],
    TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: name }] }],
  };
  const describe = (version: number) => `${name}-v${String(version).padStart(3, "0")}`;
  const [first = "", ...later] = images;
  const order = { name, description: describe(1), data: { ...data, ImageId: first }, tags: {} };
  const template = createTemplate(world, order);
  later.forEach((ImageId, index) => {
    createVersion(world, template, {
      sourceVersion: "1",
      description: describe(index + 2),
      data: { ImageId },
    });
  });
  return template;
}
