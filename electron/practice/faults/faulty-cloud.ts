/** The rules on calls for a cloud of several regions: each call meets the faults of the region that it is meant for. */
import { readScope } from "../wire/auth/credential-scope.ts";
import { lowerCaseHeaders } from "../wire/messages.ts";
import type { PracticeEndpoint, WireRequest } from "../wire/messages.ts";
import type { World } from "../world/kernel/world.ts";
import { faultyEndpoint } from "./faulty-endpoint.ts";
import { faultBookOf } from "./region-faults.ts";

export interface FaultyCloudParts {
  readonly endpoint: PracticeEndpoint;
  /** Brought to the present; null: none that is simulated. */
  readonly worldOf: (signed: {
    readonly accessKeyId: string;
    readonly region: string;
  }) => World | null;
  /** Of virtual time. */
  readonly sleep: (ms: number) => Promise<void>;
}

export function faultyCloud({ endpoint, worldOf, sleep }: FaultyCloudParts): PracticeEndpoint {
  const made = new WeakMap<World, PracticeEndpoint>();
  const over = (world: World) => {
    const known = made.get(world);
    if (known) return known;
    const book = faultBookOf(world);
    const faulty = faultyEndpoint({ endpoint, book, world: () => world, sleep });
    made.set(world, faulty);
    return faulty;
  };
  const meant = (request: WireRequest) => {
    const scope = readScope({ ...request, headers: lowerCaseHeaders(request.headers) });
    return scope && worldOf(scope);
  };
  return {
    async handle(request) {
      const world = meant(request);
      return (world ? over(world) : endpoint).handle(request);
    },
  };
}
