/**
 * A practice region without a worker, in virtual time: nothing happens until `advance` is called, or as the
 * given clock says. For tests and simulations.
 */
import type { HttpHandler } from "@smithy/core/protocols";
import { practiceKeys } from "./access-keys.ts";
import { practiceServices } from "./practice-services.ts";
import { createPracticeWorld } from "./practice-world.ts";
import type { PracticeScenario } from "./practice-world.ts";
import type { PracticeEndpoint } from "./wire/messages.ts";
import { createPracticeEndpoint } from "./wire/practice-endpoint.ts";
import { practiceRequestHandler } from "./wire/request-handler.ts";
import type { World } from "./world/kernel/world.ts";

export interface InThreadOptions extends PracticeScenario {
  /** Virtual time, read at each call. Without it the world moves by `advance` alone. */
  readonly clock?: { nowMs(): number };
  /** A world made by hand, in the place of the scenario's. */
  readonly world?: World;
}

export interface InThreadPractice {
  readonly world: World;
  readonly endpoint: PracticeEndpoint;
  /** For an SDK client's `requestHandler`; any credentials but PRACTICE_CREDENTIALS are refused. */
  requestHandler(): HttpHandler;
  advance(ms: number): void;
}

export function createInThreadPractice(options: InThreadOptions): InThreadPractice {
  const world = options.world ?? createPracticeWorld(options);
  const clock = options.clock ?? { nowMs: () => world.nowMs };
  const endpoint = createPracticeEndpoint({
    world: () => world,
    services: practiceServices,
    keys: practiceKeys(() => world),
    clock: { nowMs: () => clock.nowMs(), wallMs: () => Date.now() },
  });
  return {
    world,
    endpoint,
    requestHandler: () => practiceRequestHandler(endpoint),
    advance: (ms) => world.advanceTo(world.nowMs + ms),
  };
}
