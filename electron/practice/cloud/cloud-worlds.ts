/**
 * All the regions and accounts of one practice cloud: a world for each, under one time. A region is made when it is
 * first asked for, and is the same whenever that is. Worlds see each other as neighbours; what is due in several of
 * them happens in the order of its time, so the same calls give the same history.
 */
import { createPracticeWorld, createQuietWorld, restorePracticeWorld } from "../practice-world.ts";
import type { PracticeScenario } from "../practice-world.ts";
import type { Neighbours, World, WorldJson } from "../world/kernel/world.ts";
import { accountIds, isEnabledRegion, placeKey } from "./places.ts";
import type { Place } from "./places.ts";

export interface CloudPlan {
  readonly scenario: PracticeScenario;
  /** Further regions of the first account in which the scenario is laid out. */
  readonly regions?: readonly string[];
  /** One unless said; the others begin quiet in every region. */
  readonly accounts?: number;
}

export interface CloudJson {
  readonly world: WorldJson;
  readonly others: readonly WorldJson[];
}

export class CloudWorlds {
  readonly home: World;
  readonly accounts: readonly string[];
  readonly #worlds = new Map<string, World>();

  constructor(home: World, accounts = 1) {
    this.home = home;
    this.accounts = accountIds(home.accountId, accounts);
    this.#add(home);
  }

  static create({ scenario, regions = [], accounts = 1 }: CloudPlan): CloudWorlds {
    const cloud = new CloudWorlds(createPracticeWorld(scenario), accounts);
    for (const region of regions) cloud.layOut(region, scenario);
    return cloud;
  }

  static restore({ world, others }: CloudJson, { regions = [], accounts, scenario }: CloudPlan) {
    const cloud = new CloudWorlds(restorePracticeWorld(world), accounts);
    for (const each of others) cloud.#add(restorePracticeWorld(each));
    for (const region of regions) cloud.layOut(region, scenario);
    return cloud;
  }

  get worlds(): IterableIterator<World> {
    return this.#worlds.values();
  }

  /** Null: no such account, or a region that isn't open to it. */
  find(place: Place): World | null {
    const known = this.#worlds.get(placeKey(place));
    if (known) return known;
    if (!this.accounts.includes(place.accountId) || !isEnabledRegion(place.region)) return null;
    return this.#makeQuiet(place);
  }

  /** Makes the scenario in a region of the first account, unless something is there already. */
  layOut(region: string, scenario: PracticeScenario): World {
    const place = { accountId: this.home.accountId, region };
    const known = this.#worlds.get(placeKey(place));
    if (known) return known;
    const seed = seedAt(scenario.seed, place);
    const world = createPracticeWorld({ ...scenario, ...place, seed, startMs: this.home.nowMs });
    this.#add(world);
    return world;
  }

  /** Brings every world to that moment; a world alone needs no look at the others. */
  advanceTo(ms: number): void {
    if (this.#worlds.size === 1) return this.home.advanceTo(ms);
    for (let next = this.#firstDue(ms); next; next = this.#firstDue(ms))
      next.advanceTo(next.nextTimerAtMs() ?? ms);
    for (const world of this.#worlds.values()) world.advanceTo(ms);
  }

  toJSON(): CloudJson {
    const others = [...this.#worlds.values()].filter((world) => world !== this.home);
    return { world: this.home.toJSON(), others: others.map((world) => world.toJSON()) };
  }

  #makeQuiet(place: Place): World {
    const { seed, startMs } = this.home.options;
    const world = createQuietWorld({ ...place, seed: seedAt(seed, place), startMs });
    world.advanceTo(this.home.nowMs);
    this.#add(world);
    return world;
  }

  #add(world: World): void {
    this.#worlds.set(placeKey(world), world);
    world.neighbours = this.#neighboursOf(world);
  }

  #neighboursOf(asker: World): Neighbours {
    return {
      find: (place) => {
        const found = this.find(place);
        if (found !== asker) found?.advanceTo(asker.nowMs);
        return found;
      },
      accounts: () => this.accounts,
      identityOf: (accountId) => this.find({ accountId, region: this.home.region }),
    };
  }

  #firstDue(ms: number): World | null {
    let first: World | null = null;
    let earliest = ms;
    for (const world of this.#worlds.values()) {
      const dueMs = world.nextTimerAtMs();
      if (dueMs === null || dueMs > ms || (first && dueMs >= earliest)) continue;
      first = world;
      earliest = dueMs;
    }
    return first;
  }
}

/** Of its own for every place, and of the cloud's. */
function seedAt(seed: number, place: Place): number {
  let hash = seed ^ 0x811c9dc5;
  for (const char of placeKey(place)) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
