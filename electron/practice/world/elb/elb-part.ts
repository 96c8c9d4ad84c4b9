/** Elastic Load Balancing as a part of the world. It knows nothing of who listens to its targets. */
import type { World, WorldPart } from "../kernel/world.ts";
import { balancerActive, finishProvisioning } from "./balancers.ts";
import { beginHealthChecks, sweep, sweepTargets } from "./health-sweep.ts";
import { relinked, showLink } from "./links.ts";
import { drained, finishDraining } from "./targets.ts";
import type { TargetListener } from "./targets.ts";
import { finishUnhealthy, unhealthyDrained } from "./unhealthy-draining.ts";

export function elbPart(listener: TargetListener): WorldPart {
  return (world) => {
    world.on(sweep, (_, payload) => sweepTargets(world, payload, listener));
    world.on(drained, (_, payload) => finishDraining(world, payload, listener));
    world.on(relinked, (_, payload) => showLink(world, payload, listener));
    world.on(unhealthyDrained, finishUnhealthy);
    world.on(balancerActive, finishProvisioning);
  };
}

/** For target groups that a scenario put into the state: their checks begin now. Once for a new world. */
export function beginAllHealthChecks(world: World): void {
  for (const group of world.state.targetGroups.values()) beginHealthChecks(world, group);
}
