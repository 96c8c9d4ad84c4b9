/**
 * A practice region without a worker, in virtual time: nothing happens until `advance` is called, or as the
 * given clock says. For tests and simulations.
 */
import type { HttpHandler } from "@smithy/core/protocols";
import type { ActionLog } from "./api/iam/action-log.ts";
import { practiceKeys } from "./access-keys.ts";
import { CloudWorlds } from "./cloud/cloud-worlds.ts";
import type { Place } from "./cloud/places.ts";
import { practiceServices } from "./practice-services.ts";
import { createPracticeWorld } from "./practice-world.ts";
import type { PracticeScenario } from "./practice-world.ts";
import type { PracticeEndpoint } from "./wire/messages.ts";
import { createPracticeEndpoint } from "./wire/practice-endpoint.ts";
import type { ThrottlingRules } from "./wire/throttling/buckets.ts";
import { withVisits } from "./wire/visits.ts";
import { practiceRequestHandler } from "./wire/request-handler.ts";
import type { World } from "./world/kernel/world.ts";

export interface InThreadOptions extends PracticeScenario {
  /** Virtual time, read at each call. Without it the world moves by `advance` alone. */
  readonly clock?: { nowMs(): number };
  /** Of signatures and sessions; the machine's clock unless given. */
  readonly wallMs?: () => number;
  /** A world made by hand, in the place of the scenario's. */
  readonly world?: World;
  /** How many accounts the cloud has; one unless said. */
  readonly accounts?: number;
  /** Request budgets; without them there is no limit. */
  readonly throttling?: ThrottlingRules;
  /** Notes what each caller did. */
  readonly actionLog?: ActionLog;
}

export interface InThreadPractice {
  readonly world: World;
  /** All of its regions and accounts; the world above is the first. */
  readonly cloud: CloudWorlds;
  readonly endpoint: PracticeEndpoint;
  /** For an SDK client's `requestHandler`; any credentials but PRACTICE_CREDENTIALS are refused. */
  requestHandler(): HttpHandler;
  advance(ms: number): void;
}

export function createInThreadPractice(options: InThreadOptions): InThreadPractice {
  const world = options.world ?? createPracticeWorld(options);
  const cloud = new CloudWorlds(world, options.accounts);
  const clock = options.clock ?? { nowMs: () => world.nowMs };
  const present = (place: Place) => {
    cloud.advanceTo(clock.nowMs());
    return cloud.find(place);
  };
  const calls = createPracticeEndpoint({
    world: present,
    services: practiceServices,
    keys: practiceKeys(() => world),
    clock: { nowMs: () => clock.nowMs(), wallMs: options.wallMs ?? Date.now },
    throttling: options.throttling ?? null,
    actionLog: options.actionLog ?? null,
  });
  const endpoint = withVisits(calls, (region) => present({ accountId: world.accountId, region }));
  return {
    world,
    cloud,
    endpoint,
    requestHandler: () => practiceRequestHandler(endpoint),
    advance: (ms) => cloud.advanceTo(world.nowMs + ms),
  };
}
