/** A region as it was: pictures of it, taken as calls come in, for reads that are answered too late. */
import { practiceKeys } from "../access-keys.ts";
import { practiceServices } from "../practice-services.ts";
import { restorePracticeWorld } from "../practice-world.ts";
import type { PracticeEndpoint } from "../wire/messages.ts";
import { createPracticeEndpoint } from "../wire/practice-endpoint.ts";
import { pictureOf } from "../world/kernel/picture.ts";
import type { World, WorldJson } from "../world/kernel/world.ts";

interface Picture {
  readonly atMs: number;
  /** Null once it is restored. */
  json: WorldJson | null;
  endpoint: PracticeEndpoint | null;
}

/** So often, and the less often the larger the region is: a picture of hundreds of servers takes its time. */
const TAKEN_EVERY_MS = 2000;
const LONGER_BY_SERVER_MS = 20;

export class PastRegions {
  #pictures: Picture[] = [];

  /** To be called before each call; does nothing if the newest picture is new enough. */
  take(world: World, keepMs: number): void {
    const newest = this.#pictures.at(-1)?.atMs ?? -Infinity;
    const everyMs = TAKEN_EVERY_MS + LONGER_BY_SERVER_MS * world.state.instances.size;
    if (world.nowMs - newest < Math.min(everyMs, keepMs / 2)) return;
    const kept = this.#pictures.filter(({ atMs }) => world.nowMs - atMs <= keepMs);
    this.#pictures = [...kept, { atMs: world.nowMs, json: pictureOf(world), endpoint: null }];
  }

  /** The newest that is at least so old; the oldest if none is. */
  before(ms: number): PracticeEndpoint | null {
    const picture = this.#pictures.findLast(({ atMs }) => atMs <= ms) ?? this.#pictures[0];
    if (picture?.json) {
      picture.endpoint = endpointOf(picture.json);
      picture.json = null;
    }
    return picture?.endpoint ?? null;
  }
}

function endpointOf(json: WorldJson): PracticeEndpoint {
  const world = restorePracticeWorld(json);
  return createPracticeEndpoint({
    world: () => world,
    services: practiceServices,
    keys: practiceKeys(() => world),
    clock: { nowMs: () => world.nowMs, wallMs: () => Date.now() },
  });
}
