/** The endpoint of practice worlds: the wire put over them; each call finds its world brought to the present. */
import type { Place } from "../cloud/places.ts";
import type { World } from "../world/kernel/world.ts";
import { createEndpoint } from "./endpoint.ts";
import type { PracticeEndpoint } from "./messages.ts";
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
    ...(parts.afterChange ? { afterChange: parts.afterChange } : {}),
  });
}
