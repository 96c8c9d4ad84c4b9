/** How long a copy takes: longer to another region; within what it was asked for, if it was. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { World } from "../../kernel/world.ts";
import { imageSettings } from "../images/settings.ts";

export interface CopyPace {
  readonly sourceRegion: string;
  readonly withinMinutes: number | null;
}

const STEP_MINUTES = 15;
const MOST_MINUTES = 48 * 60;

export function copyTimeMs(world: World, { sourceRegion, withinMinutes }: CopyPace): number {
  if (withinMinutes !== null) {
    return Math.round(withinMinutes * 60_000 * world.chance.between(0.5, 0.95));
  }
  const farther = sourceRegion === world.region ? 1 : 2;
  return Math.round(farther * world.chance.between(...imageSettings(world).copyMs));
}

export function checkPaceOfCopy(minutes: number | undefined): void {
  if (minutes === undefined) return;
  const isStep = minutes % STEP_MINUTES === 0 && minutes >= STEP_MINUTES;
  if (isStep && minutes <= MOST_MINUTES) return;
  const words =
    `Value (${minutes}) for the completion duration is invalid. Specify it in steps of ` +
    `${STEP_MINUTES} minutes, up to ${MOST_MINUTES} minutes.`;
  throw new PracticeError("InvalidParameterValue", words);
}
