/**
 * A practice cloud that lives in wall time: owns its worlds, their one clock and their file. Whatever a call changed
 * is on disk before its reply leaves; worlds too large for that are saved every few seconds.
 * While it is closed, practice time stands still.
 */
import { ActionLog } from "./api/iam/action-log.ts";
import { practiceKeys } from "./access-keys.ts";
import { CloudWorlds } from "./cloud/cloud-worlds.ts";
import type { CloudPlan } from "./cloud/cloud-worlds.ts";
import type { Place } from "./cloud/places.ts";
import { worldOfFile } from "./control/load-scenario.ts";
import { setOrigin } from "./control/origin.ts";
import type { AboutRegion } from "./control/origin.ts";
import type { ScenarioFile } from "./control/scenario-file.ts";
import { Sleepers } from "./control/sleepers.ts";
import { faultyCloud } from "./faults/faulty-cloud.ts";
import { noteReturn } from "./lessons/lesson-life.ts";
import type { ClockFacts } from "./practice-clock.ts";
import { PracticeClock } from "./practice-clock.ts";
import { practiceServices } from "./practice-services.ts";
import type { PracticeScenario } from "./practice-world.ts";
import { loadRegion, saveRegion } from "./state-file.ts";
import type { PracticeEndpoint } from "./wire/messages.ts";
import { createPracticeEndpoint } from "./wire/practice-endpoint.ts";
import { withVisits } from "./wire/visits.ts";
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
  /** A scenario file, in the place of the scenario's own world in the home region. */
  readonly file?: { readonly name: string; readonly contents: ScenarioFile };
  /** What is said of the home region, where its scenario's name isn't enough. */
  readonly about?: AboutRegion;
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
  #options: RegionOptions;
  readonly #clock: PracticeClock;
  readonly #damagedFile: string | null;
  readonly #sleepers = new Sleepers();
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
    if (loaded.region) noteReturn(this.#cloud.home);
    else this.#save();
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
    this.#sleepers.wake(this.#clock.nowMs());
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
    const startMs = this.#freshStartMs();
    const scenario = { ...this.#options.scenario, seed, startMs };
    this.#cloud = newCloud({ ...this.#options, scenario }, startMs);
    restrictOperators(this.#cloud, this.#options.policy);
    this.#clock.restartAt(this.#cloud.home.nowMs);
    this.#save();
    return this.#clock.facts();
  }

  /** The same with a home of one's own making. */
  begin(makeHome: (startMs: number) => World): void {
    this.#cloud = cloudAround(makeHome(this.#freshStartMs()), this.#options);
    restrictOperators(this.#cloud, this.#options.policy);
    this.#clock.restartAt(this.#cloud.home.nowMs);
    this.#save();
  }

  /** Never before what the worlds until now have lived through: operations of then must not seem to be of the new one. */
  #freshStartMs(): number {
    return Math.max(this.#clock.wallMs(), Math.ceil(this.#clock.nowMs()));
  }

  /** Makes the scenario in a further region, also after a reset. */
  layOut(region: string): void {
    this.#options = {
      ...this.#options,
      regions: [...new Set([...(this.#options.regions ?? []), region])],
    };
    this.#cloud.layOut(region, this.#options.scenario);
  }

  /** Lets so much virtual time pass at once. */
  advance(ms: number): ClockFacts {
    this.#clock.restartAt(this.#clock.nowMs() + ms);
    this.tick();
    return this.#clock.facts();
  }

  get scenario(): PracticeScenario {
    return this.#options.scenario;
  }

  /** Of the first account; null: the home. */
  worldIn(region: string | null): World {
    const { home } = this.#cloud;
    const found = region === null ? home : this.#cloud.find({ accountId: home.accountId, region });
    return found ?? home;
  }

  /** After something that no call did. */
  save(): void {
    this.#save();
  }

  /** Of the home region, unless another one of the first account is named. */
  status(region = this.#cloud.home.region): RegionStatus {
    const world = this.worldIn(region);
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
    const { throttling } = this.#options;
    const keys = practiceKeys(() => this.#cloud.home);
    const present = (place: Place) => {
      this.#cloud.advanceTo(this.#clock.nowMs());
      return this.#cloud.find(place);
    };
    const endpoint = createPracticeEndpoint({
      world: present,
      services: practiceServices,
      keys,
      clock: this.#clock,
      throttling: throttling === undefined ? PUBLISHED_RULES : throttling,
      actionLog: this.actionLog,
      afterChange: () => this.#saveAfterCall(),
    });
    return faultyCloud({
      endpoint: withVisits(endpoint, (region) =>
        present({ accountId: this.#cloud.home.accountId, region }),
      ),
      worldOf: ({ accessKeyId, region }) => {
        const key = keys.find(accessKeyId);
        return key ? present({ accountId: key.principal.accountId, region }) : null;
      },
      sleep: (ms) => this.#sleepers.until(this.#clock.nowMs() + ms),
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

function newCloud(options: RegionOptions, startMs: number): CloudWorlds {
  const scenario = { startMs, ...options.scenario };
  if (!options.file) {
    const cloud = CloudWorlds.create({ ...options, scenario });
    if (options.about) setOrigin(cloud.home, options.about.origin, options.about.notes);
    return cloud;
  }
  return cloudAround(worldOfFile(options.file.contents, options.file.name, scenario), options);
}

function cloudAround(home: World, { accounts, regions = [], scenario }: CloudPlan): CloudWorlds {
  const cloud = new CloudWorlds(home, accounts);
  for (const region of regions) cloud.layOut(region, scenario);
  return cloud;
}

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
