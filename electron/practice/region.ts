/**
 * A practice cloud that lives in wall time: owns its worlds, their one clock and their file. Whatever a call changed
 * is on disk before its reply leaves; worlds too large for that are saved every few seconds.
 * While it is closed, practice time stands still.
 */
import { ActionLog } from "./api/iam/action-log.ts";
import { practiceKeys } from "./access-keys.ts";
import { CloudWorlds } from "./cloud/cloud-worlds.ts";
import type { CloudPlan } from "./cloud/cloud-worlds.ts";
import type { ClockFacts } from "./practice-clock.ts";
import { PracticeClock } from "./practice-clock.ts";
import { practiceServices } from "./practice-services.ts";
import { loadRegion, saveRegion } from "./state-file.ts";
import type { PracticeEndpoint } from "./wire/messages.ts";
import { createPracticeEndpoint } from "./wire/practice-endpoint.ts";
import { PUBLISHED_RULES } from "./wire/throttling/buckets.ts";
import type { ThrottlingRules } from "./wire/throttling/buckets.ts";
import { identityOf } from "./world/iam/accounts.ts";
import { OPERATOR_NAME, putUser } from "./world/iam/principals.ts";
import type { World } from "./world/kernel/world.ts";

export interface RegionOptions extends CloudPlan {
  /** Of a new region; a saved one keeps its own. */
  readonly speed: number;
  /** Null: nothing is kept. */
  readonly stateFile: string | null;
  /** AWS's published request budgets unless said; null: no limit. */
  readonly throttling?: ThrottlingRules | null;
  /** A policy's document: what the operator of each account may do. Absent: everything, or what was said before. */
  readonly policy?: string;
}

export interface RegionCounts {
  readonly servers: number;
  readonly groups: number;
  readonly images: number;
}

export interface RegionStatus {
  readonly region: string;
  readonly accountId: string;
  readonly clock: ClockFacts;
  readonly counts: RegionCounts;
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
  /** What each caller asked for since the program began. */
  readonly actionLog = new ActionLog();
  readonly #options: RegionOptions;
  readonly #clock: PracticeClock;
  readonly #damagedFile: string | null;
  #cloud: CloudWorlds;
  #ticking: NodeJS.Timeout | null = null;
  #nextSaveAtWallMs: number;
  #saveError: string | null = null;

  constructor(options: RegionOptions, wallMs: () => number = Date.now) {
    const loaded = options.stateFile ? loadRegion(options.stateFile) : NOTHING;
    this.#options = options;
    this.#damagedFile = loaded.damagedFile;
    this.#cloud = loaded.region
      ? CloudWorlds.restore({ others: [], ...loaded.region }, options)
      : newCloud(options, wallMs());
    restrictOperators(this.#cloud, options.policy);
    const speed = loaded.region?.speed ?? options.speed;
    this.#clock = new PracticeClock({ startMs: this.#cloud.home.nowMs, speed, wallMs });
    this.#nextSaveAtWallMs = wallMs() + SAVE_EVERY_MS;
    this.endpoint = this.#createEndpoint();
    if (!loaded.region) this.#save();
  }

  /** All regions and accounts, the home first; another one after a reset. */
  get cloud(): CloudWorlds {
    return this.#cloud;
  }

  start(): void {
    this.#ticking ??= setInterval(() => this.tick(), TICK_MS);
  }

  /** Brings the worlds to the present; called every so often, so that they live between calls as well. */
  tick(): void {
    this.#cloud.advanceTo(this.#clock.nowMs());
    if (this.#clock.wallMs() >= this.#nextSaveAtWallMs) this.#tryToSave();
  }

  clock(): ClockFacts {
    return this.#clock.facts();
  }

  setSpeed(speed: number): ClockFacts {
    this.#cloud.advanceTo(this.#clock.nowMs());
    this.#clock.setSpeed(speed);
    this.#save();
    return this.#clock.facts();
  }

  /** Begins anew from the scenario; nothing of the old worlds is left, in any region. */
  reset(seed: number): ClockFacts {
    const scenario = { ...this.#options.scenario, seed };
    this.#cloud = newCloud({ ...this.#options, scenario }, this.#clock.wallMs());
    restrictOperators(this.#cloud, this.#options.policy);
    this.#clock.restartAt(this.#cloud.home.nowMs);
    this.#save();
    return this.#clock.facts();
  }

  /** Of the home region, unless another one of the first account is named. */
  status(region = this.#cloud.home.region): RegionStatus {
    const { home } = this.#cloud;
    const world = this.#cloud.find({ accountId: home.accountId, region }) ?? home;
    return {
      region: world.region,
      accountId: world.accountId,
      clock: this.#clock.facts(),
      counts: countsOf(world),
      damagedFile: this.#damagedFile,
      saveError: this.#saveError,
    };
  }

  stop(): void {
    if (this.#ticking) clearInterval(this.#ticking);
    this.#ticking = null;
    this.#cloud.advanceTo(this.#clock.nowMs());
    this.#save();
  }

  #createEndpoint(): PracticeEndpoint {
    return createPracticeEndpoint({
      world: (place) => {
        this.#cloud.advanceTo(this.#clock.nowMs());
        return this.#cloud.find(place);
      },
      services: practiceServices,
      keys: practiceKeys(() => this.#cloud.home),
      clock: this.#clock,
      throttling:
        this.#options.throttling === undefined ? PUBLISHED_RULES : this.#options.throttling,
      actionLog: this.actionLog,
      afterChange: () => this.#saveAfterCall(),
    });
  }

  #saveAfterCall(): void {
    let servers = 0;
    for (const { state } of this.#cloud.worlds) servers += state.instances.size;
    if (servers <= SAVE_EACH_CALL_UP_TO_SERVERS) this.#save();
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
    saveRegion(this.#options.stateFile, { format: 1, speed, ...this.#cloud.toJSON() });
    this.#saveError = null;
    const tookMs = this.#clock.wallMs() - startedMs;
    this.#nextSaveAtWallMs =
      this.#clock.wallMs() + Math.max(SAVE_EVERY_MS, tookMs / MAX_SAVING_SHARE);
  }
}

const newCloud = (plan: CloudPlan, startMs: number) =>
  CloudWorlds.create({ ...plan, scenario: { startMs, ...plan.scenario } });

function restrictOperators(cloud: CloudWorlds, policy: string | undefined): void {
  if (policy === undefined) return;
  for (const accountId of cloud.accounts) {
    const identity = identityOf(cloud.home, accountId);
    if (identity) putUser(identity, { name: OPERATOR_NAME, policies: { given: policy } });
  }
}

const countsOf = ({ state }: World): RegionCounts => ({
  servers: state.instances.size,
  groups: state.groups.size,
  images: state.images.size,
});

const NOTHING = { region: null, damagedFile: null } as const;
