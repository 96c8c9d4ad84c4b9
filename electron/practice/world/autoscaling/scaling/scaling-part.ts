/** Scaling by schedule as a part of the world. Policies need no timer of their own: alarms call them. */
import type { World } from "../../kernel/world.ts";
import { actOnSchedule, scheduleDue } from "./schedules/schedules.ts";

export function scalingPart(world: World): void {
  world.on(scheduleDue, (_, due) => actOnSchedule(world, due));
}
