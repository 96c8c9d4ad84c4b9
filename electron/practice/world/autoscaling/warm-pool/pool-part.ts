/** Warm pools as a part of the world: follows their servers, and lets them rest and join. */
import type { World } from "../../kernel/world.ts";
import { comeToRest, followWarmServer, restDue } from "./pool-life.ts";
import { joinFromPool, warmJoins } from "./take-from-pool.ts";

export function warmPoolPart(world: World): void {
  world.on(restDue, (_, due) => comeToRest(world, due));
  world.on(warmJoins, (_, due) => joinFromPool(world, due));
  world.onInstanceState(followWarmServer);
}
