/** A region as it was: pictures of it, taken as calls come in, for reads that are answered too late. */
import { practiceKeys } from "../access-keys.ts";
import { practiceServices } from "../practice-services.ts";
import { restorePracticeWorld } from "../practice-world.ts";
import type { PracticeEndpoint } from "../wire/messages.ts";
import { createPracticeEndpoint } from "../wire/practice-endpoint.ts";
import type { World, WorldJson } from "../world/kernel/world.ts";

interface Picture {
  readonly atMs: number;
  readonly text: string;
  endpoint: PracticeEndpoint | null;
}

const TAKEN_EVERY_MS = 2000;

export class PastRegions {
  #pictures: Picture[] = [];

  /** To be called before each call; does nothing if the newest picture is new enough. */
  take(world: World, keepMs: number): void {
    const newest = this.#pictures.at(-1)?.atMs ?? -Infinity;
    if (world.nowMs - newest < TAKEN_EVERY_MS) return;
    const kept = this.#pictures.filter(({ atMs }) => world.nowMs - atMs <= keepMs);
    const text = JSON.stringify(world.toJSON());
    this.#pictures = [...kept, { atMs: world.nowMs, text, endpoint: null }];
  }

  /** The newest that is at least so old; the oldest if none is. */
  before(ms: number): PracticeEndpoint | null {
    const picture = this.#pictures.findLast(({ atMs }) => atMs <= ms) ?? this.#pictures[0];
    return picture ? (picture.endpoint ??= endpointOf(picture.text)) : null;
  }
}

function endpointOf(text: string): PracticeEndpoint {
  const world = restorePracticeWorld(JSON.parse(text) as WorldJson);
  return createPracticeEndpoint({
    world: () => world,
    services: practiceServices,
    keys: practiceKeys(() => world),
    clock: { nowMs: () => world.nowMs, wallMs: () => Date.now() },
  });
}
