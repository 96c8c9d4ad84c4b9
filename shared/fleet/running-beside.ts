import type { FleetView, GenerationView } from "../model/fleet.ts";

/**
 * Generations of other groups that serve, or were left rising, beside the live one. Several versions inside the live
 * group are none: they go with it. Nor is a group that is empty and shall stay so.
 */
export function runningBeside(fleet: FleetView): GenerationView[] {
  const live = fleet.generations.find((one) => one.id === fleet.liveId);
  return fleet.generations.filter(
    (one) =>
      (one.state === "rising" || one.state === "live") &&
      one.groupName !== live?.groupName &&
      (one.servers > 0 || one.desired > 0),
  );
}
