/**
 * A practice region that lives in wall time: owns the world, its clock and its file. Whatever a call changed
 * is on disk before its reply leaves; a world too large for that is saved every few seconds.
 * While it is closed, practice time stands still.
 */
import { practiceKeys } from "./access-keys.ts";
import type { ClockFacts } from "./practice-clock.ts";
import { PracticeClock } from "./practice-clock.ts";
import { practiceServices } from "./practice-services.ts";
import { createPracticeWorld, restorePracticeWorld } from "./practice-world.ts";
import type { PracticeScenario } from "./practice-world.ts";
import { loadRegion, saveRegion } from "./state-file.ts";
import type { PracticeEndpoint } from "./wire/messages.ts";
import { createPracticeEndpoint } from "./wire/practice-endpoint.ts";
import type { World } from "./world/kernel/world.ts";

export interface RegionOptions {
  readonly scenario: PracticeScenario;
  /** Of a new region; a saved one keeps its own. */
  readonly speed: number;
  /** Null: nothing is kept. */
  readonly stateFile: string | null;
}

export interface RegionStatus {
  readonly region: string;
  readonly accountId: string;
  readonly clock: ClockFacts;
  readonly counts: { readonly servers: number; readonly groups: number; readonly images: number };
  readonly damagedFile: string | null;
  /** Why the region could not be saved as time went by; null when the newest try went well. */
  readonly saveError: string | null;
}

const TICK_MS = 200;
const SAVE_EVERY_MS = 3000;
/** Saving a large world takes its time: never more than this part of it. */
const MAX_SAVING_SHARE = 0.05;
const SAVE_EACH_CALL_UP_TO_SERVERS = 5000;

export class PracticeRegion {
  readonly endpoint: PracticeEndpoint;
  readonly #options: RegionOptions;
  readonly #clock: PracticeClock;
  readonly #damagedFile: string | null;
  #world: World;
  #ticking: NodeJS.Timeout | null = null;
  #nextSaveAtWallMs: number;
  #saveError: string | null = null;

  constructor(options: RegionOptions, wallMs: () => number = Date.now) {
    const loaded = options.stateFile ? loadRegion(options.stateFile) : NOTHING;
    this.#options = options;
    this.#damagedFile = loaded.damagedFile;
    this.#world = loaded.region
      ? restorePracticeWorld(loaded.region.world)
      : createPracticeWorld({ startMs: wallMs(), ...options.scenario });
    const speed = loaded.region?.speed ?? options.speed;
    this.#clock = new PracticeClock({ startMs: this.#world.nowMs, speed, wallMs });
    this.#nextSaveAtWallMs = wallMs() + SAVE_EVERY_MS;
    this.endpoint = this.#createEndpoint();
    if (!loaded.region) this.#save();
  }

  start(): void {
    this.#ticking ??= setInterval(() => this.tick(), TICK_MS);
  }

  /** Brings the world to the present; called every so often, so that it lives between calls as well. */
  tick(): void {
    this.#world.advanceTo(this.#clock.nowMs());
    if (this.#clock.wallMs() >= this.#nextSaveAtWallMs) this.#tryToSave();
  }

  clock(): ClockFacts {
    return this.#clock.facts();
  }

  setSpeed(speed: number): ClockFacts {
    this.#world.advanceTo(this.#clock.nowMs());
    this.#clock.setSpeed(speed);
    this.#save();
    return this.#clock.facts();
  }

  /** Begins anew from the scenario; nothing of the old world is left. */
  reset(seed: number): ClockFacts {
    const startMs = this.#clock.wallMs();
    this.#world = createPracticeWorld({ startMs, ...this.#options.scenario, seed });
    this.#clock.restartAt(this.#world.nowMs);
    this.#save();
    return this.#clock.facts();
  }

  status(): RegionStatus {
    const { instances, groups, images } = this.#world.state;
    return {
      region: this.#world.region,
      accountId: this.#world.accountId,
      clock: this.#clock.facts(),
      counts: { servers: instances.size, groups: groups.size, images: images.size },
      damagedFile: this.#damagedFile,
      saveError: this.#saveError,
    };
  }

  stop(): void {
    if (this.#ticking) clearInterval(this.#ticking);
    this.#ticking = null;
    this.#world.advanceTo(this.#clock.nowMs());
    this.#save();
  }

  #createEndpoint(): PracticeEndpoint {
    const world = () => this.#world;
    return createPracticeEndpoint({
      world,
      services: practiceServices,
      keys: practiceKeys(world),
      clock: this.#clock,
      afterChange: () => this.#saveAfterCall(),
    });
  }

  #saveAfterCall(): void {
    if (this.#world.state.instances.size <= SAVE_EACH_CALL_UP_TO_SERVERS) this.#save();
  }

  /** Between calls a full disk is no reason to end the region: it is told in its status. */
  #tryToSave(): void {
    try {
      this.#save();
    } catch (error) {
      this.#saveError = error instanceof Error ? error.message : String(error);
      this.#nextSaveAtWallMs = this.#clock.wallMs() + SAVE_EVERY_MS;
    }
  }

  #save(): void {
    if (!this.#options.stateFile) return;
    const { speed, wallMs: startedMs } = this.#clock.facts();
    saveRegion(this.#options.stateFile, { format: 1, speed, world: this.#world.toJSON() });
    this.#saveError = null;
    const tookMs = this.#clock.wallMs() - startedMs;
    this.#nextSaveAtWallMs =
      this.#clock.wallMs() + Math.max(SAVE_EVERY_MS, tookMs / MAX_SAVING_SHARE);
  }
}

const NOTHING = { region: null, damagedFile: null } as const;
