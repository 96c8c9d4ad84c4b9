/** The endpoint of practice worlds: the wire put over them; each call finds its world brought to the present. */
import type { Place } from "../cloud/places.ts";
import type { World } from "../world/kernel/world.ts";
import type { ActionLog } from "../api/iam/action-log.ts";
import { authorize } from "../api/iam/authorize.ts";
import { createEndpoint } from "./endpoint.ts";
import type { PracticeEndpoint } from "./messages.ts";
import type { ThrottlingRules } from "./throttling/buckets.ts";
import { throttle } from "./throttling/throttle.ts";
import type { AccessKeys, Caller, WireService } from "./service.ts";

/** What a handler gets: the world at the present, and who calls. */
export interface PracticeCall extends Caller {
  readonly world: World;
}

export interface PracticeEndpointParts {
  /**
   * The world of an account in a region; null: the account can't use that region. A function, because a reset puts
   * another world in the place of the first.
   */
  readonly world: (place: Place) => World | null;
  readonly services: readonly WireService<PracticeCall>[];
  readonly keys: AccessKeys;
  readonly clock: { nowMs(): number; wallMs(): number };
  /** Request budgets; without them there is no limit. */
  readonly throttling?: ThrottlingRules | null;
  /** Notes what each caller did. */
  readonly actionLog?: ActionLog | null;
  /** Called after each call that may have changed the world, before its reply leaves. */
  readonly afterChange?: () => void;
}

export function createPracticeEndpoint(parts: PracticeEndpointParts): PracticeEndpoint {
  return createEndpoint<PracticeCall>({
    services: parts.services,
    keys: parts.keys,
    wallMs: () => parts.clock.wallMs(),
    callFor(caller) {
      const world = parts.world({ accountId: caller.principal.accountId, region: caller.region });
      if (!world) return null;
      world.advanceTo(parts.clock.nowMs());
      return { ...caller, world };
    },
    admit(call, asked) {
      if (parts.throttling) throttle(call.world, parts.throttling, asked);
      authorize(call, asked, parts.actionLog ?? null);
    },
    ...(parts.afterChange ? { afterChange: parts.afterChange } : {}),
  });
}
