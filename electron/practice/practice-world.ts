/** Puts a practice world together: its parts, and the scenario that it begins with. */
import { faultsPart } from "./faults/region-faults.ts";
import { lessonsPart } from "./lessons/watch.ts";
import { recipeGuestPart } from "./guest/recipe-guest.ts";
import {
  autoScalingPart,
  targetChanged,
  wakeAllGroups,
} from "./world/autoscaling/autoscaling-part.ts";
import { ec2Part } from "./world/ec2/ec2-part.ts";
import { performAlarmAction } from "./world/autoscaling/scaling/alarm-actions.ts";
import { scalingPart } from "./world/autoscaling/scaling/scaling-part.ts";
import { warmPoolPart } from "./world/autoscaling/warm-pool/pool-part.ts";
import { cloudWatchPart } from "./world/cloudwatch/cloudwatch-part.ts";
import { beginAllHealthChecks, elbPart } from "./world/elb/elb-part.ts";
import { ssmPart } from "./world/ssm/ssm-part.ts";
import { World } from "./world/kernel/world.ts";
import type { WorldJson, WorldPart } from "./world/kernel/world.ts";
import type { RehearsalSeed } from "./world/seed/rehearsal/rehearsal-seed.ts";
import { seedFromInventory } from "./world/seed/rehearsal/seed-rehearsal.ts";
import { seedLineage } from "./world/seed/seed-lineage.ts";
import { LARGE, seedLarge, SIZES } from "./world/seed/seed-large.ts";
import {
  seedEmpty,
  seedQuiet,
  seedShop,
  SHOP_ACCOUNT,
  SHOP_REGION,
} from "./world/seed/seed-shop.ts";

export const SCENARIO_NAMES = ["shop", "sizes", "lineage", "large", "empty"] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export interface PracticeScenario {
  readonly seed: number;
  readonly scenario?: ScenarioName;
  readonly region?: string;
  readonly accountId?: string;
  /** Where virtual time starts. A region in wall time starts now, one in virtual time at a fixed moment. */
  readonly startMs?: number;
  /** Of the scenario `large`. */
  readonly servers?: number;
  readonly groups?: number;
  readonly images?: number;
  /** In the place of a scenario: a copy of another region, whose region and account it takes. */
  readonly rehearsal?: RehearsalSeed;
}

export const PRACTICE_REGION = SHOP_REGION;
export const PRACTICE_ACCOUNT = SHOP_ACCOUNT;
const DEFAULT_START_MS = Date.UTC(2026, 10, 20, 9);

const PARTS: readonly WorldPart[] = [
  ec2Part,
  recipeGuestPart,
  elbPart(targetChanged),
  autoScalingPart,
  ssmPart,
  faultsPart,
  lessonsPart,
  scalingPart,
  warmPoolPart,
  cloudWatchPart(performAlarmAction),
];

export function createPracticeWorld(scenario: PracticeScenario): World {
  const world = emptyPracticeWorld(scenario);
  seed(world, scenario);
  beginAllHealthChecks(world);
  wakeAllGroups(world);
  return world;
}

function seed(world: World, scenario: PracticeScenario): void {
  const { rehearsal } = scenario;
  if (rehearsal?.region === world.region) return seedFromInventory(world, rehearsal);
  switch (scenario.scenario ?? "shop") {
    case "shop":
      return seedShop(world);
    case "lineage":
      return seedLineage(world);
    case "sizes":
      return seedLarge(world, SIZES);
    case "large":
      return seedLarge(world, largeSizes(scenario));
    case "empty":
      return seedEmpty(world);
  }
}

function largeSizes({ servers, groups, images }: PracticeScenario) {
  const groupCount = groups ?? LARGE.groups;
  return {
    servers: servers ?? LARGE.servers,
    groups: groupCount,
    targetGroups: groupCount,
    images: images ?? LARGE.images,
  };
}

/** Without any resource, but with all of its parts. */
export function emptyPracticeWorld({
  seed,
  rehearsal,
  startMs = rehearsal?.takenAtMs ?? DEFAULT_START_MS,
  region = rehearsal?.region ?? PRACTICE_REGION,
  accountId = rehearsal?.accountId ?? PRACTICE_ACCOUNT,
}: PracticeScenario): World {
  return World.create({ seed, startMs, region, accountId }, PARTS);
}

/** A region that nobody has used yet: its network, and the base images that AWS offers everywhere. */
export function createQuietWorld(scenario: PracticeScenario): World {
  const world = emptyPracticeWorld(scenario);
  seedQuiet(world);
  return world;
}

export const restorePracticeWorld = (json: WorldJson): World => World.restore(json, PARTS);
