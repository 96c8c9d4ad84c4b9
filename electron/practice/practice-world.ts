/** Puts a practice world together: its parts, and the scenario that it begins with. */
import { autoScalingPart, targetChanged, wakeAllGroups } from "./world/autoscaling/autoscaling-part.ts";
import { ec2Part } from "./world/ec2/ec2-part.ts";
import { beginAllHealthChecks, elbPart } from "./world/elb/elb-part.ts";
import { World } from "./world/kernel/world.ts";
import type { WorldJson, WorldPart } from "./world/kernel/world.ts";

export const SCENARIO_NAMES = ["shop", "large", "empty"] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export interface PracticeScenario {
  readonly seed: number;
  readonly scenario?: ScenarioName;
  /** Where virtual time starts; a fixed moment if none is given. */
  readonly startMs?: number;
  /** Of the scenario `large`. */
  readonly servers?: number;
  readonly groups?: number;
  readonly images?: number;
}

export const PRACTICE_REGION = "eu-central-1";
export const PRACTICE_ACCOUNT = "210987654321";
const DEFAULT_START_MS = Date.UTC(2026, 10, 20, 9);

const PARTS: readonly WorldPart[] = [ec2Part, elbPart(targetChanged), autoScalingPart];

export function createPracticeWorld(scenario: PracticeScenario): World {
  const world = emptyPracticeWorld(scenario);
  beginAllHealthChecks(world);
  wakeAllGroups(world);
  return world;
}

/** Without any resource, but with all of its parts. */
export function emptyPracticeWorld({ seed, startMs = DEFAULT_START_MS }: PracticeScenario): World {
  return World.create({ seed, startMs, region: PRACTICE_REGION, accountId: PRACTICE_ACCOUNT }, PARTS);
}

export const restorePracticeWorld = (json: WorldJson): World => World.restore(json, PARTS);
