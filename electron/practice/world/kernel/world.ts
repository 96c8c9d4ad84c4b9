/**
 * The practice world: one region under a virtual clock. It owns time, timers, chance, ids and the state; what
 * happens is registered by parts (EC2, Auto Scaling, ELB). Same seed and same calls at the same virtual times
 * give the same history, also across a restore. It must never read a clock or chance of its own.
 */
import { Chance } from "./chance.ts";
import type { ChanceState } from "./chance.ts";
import type { Guest } from "./guest.ts";
import type { Json } from "./json.ts";
import type { Mishaps } from "./mishaps.ts";
import type { InstanceStateName } from "./state/ec2/instances.ts";
import { emptyState, restoreState } from "./state.ts";
import type { WorldState, WorldStateJson } from "./state.ts";
import { TimerQueue } from "./timers.ts";
import type { TimerKind, TimersJson } from "./timers.ts";

export interface WorldOptions {
  readonly seed: number;
  readonly region: string;
  readonly accountId: string;
  readonly startMs: number;
}

/** Registers handlers with a world, new or restored. It must not change its state. */
export type WorldPart = (world: World) => void;

export interface InstanceChange {
  readonly instanceId: string;
  readonly groupName: string | null;
  readonly from: InstanceStateName | null;
  readonly to: InstanceStateName;
  /** e.g. `user`, `guest-shutdown`, or what terminateInstances was told. */
  readonly cause: string;
}
export type InstanceHandler = (world: World, change: InstanceChange) => void;

/** Finds another region of the same cloud, brought to this one's present. */
export interface Neighbours {
  find(place: { readonly accountId: string; readonly region: string }): World | null;
  accounts(): readonly string[];
  /** The world that keeps an account's users, roles and sessions: they hold in all of its regions. */
  identityOf(accountId: string): World | null;
}

type TimerHandler = (world: World, payload: Json) => void;

export interface WorldJson {
  readonly format: 1;
  readonly options: WorldOptions;
  readonly nowMs: number;
  readonly chance: ChanceState;
  readonly timers: TimersJson;
  readonly state: WorldStateJson;
}

export class World {
  readonly options: WorldOptions;
  readonly state: WorldState;
  readonly chance: Chance;
  /** By name; a booting server takes `default` unless its disk's facts name another under `guest`. */
  readonly guests = new Map<string, Guest>();
  /** What goes wrong inside the region; null: all goes well. Set by faults/ alone, and not part of the state. */
  mishaps: Mishaps | null = null;
  /** The other regions and accounts of the same cloud; null: it stands alone. Set by its cloud, not part of the state. */
  neighbours: Neighbours | null = null;
  readonly #timers: TimerQueue;
  readonly #handlers = new Map<string, TimerHandler>();
  readonly #instanceHandlers: InstanceHandler[] = [];
  #nowMs: number;

  private constructor(json: Omit<WorldJson, "format" | "state">, state: WorldState) {
    this.options = json.options;
    this.#nowMs = json.nowMs;
    this.chance = new Chance(json.chance);
    this.#timers = TimerQueue.from(json.timers);
    this.state = state;
  }

  static create(options: WorldOptions, parts: readonly WorldPart[]): World {
    const chance = Chance.seeded(options.seed).toJSON();
    const timers: TimersJson = { nextSeq: 1, timers: [] };
    const world = new World({ options, nowMs: options.startMs, chance, timers }, emptyState());
    for (const part of parts) part(world);
    return world;
  }

  /** Takes over `json`: it must be freshly parsed and not used by anyone else. */
  static restore(json: WorldJson, parts: readonly WorldPart[]): World {
    const world = new World(json, restoreState(json.state));
    for (const part of parts) part(world);
    return world;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get region(): string {
    return this.options.region;
  }

  get accountId(): string {
    return this.options.accountId;
  }

  /** An id like AWS's: `i-` and 17 hexadecimal digits. */
  id(prefix: string): string {
    return `${prefix}-0${this.chance.hex(16)}`;
  }

  /** `arn:aws:service:region:account:resource`. */
  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  on<P extends Json>(kind: TimerKind<P>, handler: (world: World, payload: P) => void): void {
    if (this.#handlers.has(kind.name)) throw new Error(`Two handlers for timer ${kind.name}`);
    this.#handlers.set(kind.name, (world, payload) => handler(world, payload as P));
  }

  /** Returns a number by which the timer can be cancelled. A time that has passed means: next. */
  schedule<P extends Json>(kind: TimerKind<P>, atMs: number, payload: P): number {
    return this.#timers.add(Math.max(Math.round(atMs), this.#nowMs), kind.name, payload);
  }

  after<P extends Json>(kind: TimerKind<P>, delayMs: number, payload: P): number {
    return this.schedule(kind, this.#nowMs + delayMs, payload);
  }

  cancel(timer: number): boolean {
    return this.#timers.cancel(timer);
  }

  nextTimerAtMs(): number | null {
    return this.#timers.nextAtMs();
  }

  /** Lets everything happen that is due until `ms`, in order, then sets the clock to it. Never goes back. */
  advanceTo(ms: number): void {
    for (let due = this.#timers.takeDue(ms); due; due = this.#timers.takeDue(ms)) {
      this.#nowMs = due.atMs;
      const handler = this.#handlers.get(due.kind);
      if (!handler)
        throw new Error(`No handler for timer ${due.kind}: a part of the world is missing`);
      handler(this, due.payload);
    }
    this.#nowMs = Math.max(this.#nowMs, ms);
  }

  onInstanceState(handler: InstanceHandler): void {
    this.#instanceHandlers.push(handler);
  }

  /** Tells the parts; called by EC2 alone, after the state has changed. */
  instanceChanged(change: InstanceChange): void {
    for (const handler of this.#instanceHandlers) handler(this, change);
  }

  /** Shares rows with the living world: stringify it before the world goes on. */
  toJSON(): WorldJson {
    return {
      format: 1,
      options: this.options,
      nowMs: this.#nowMs,
      chance: this.chance.toJSON(),
      timers: this.#timers.toJSON(),
      state: stateJson(this.state),
    };
  }
}

function stateJson(state: WorldState): WorldStateJson {
  const names = Object.keys(state) as (keyof WorldState)[];
  const tables = names.map((name) => [name, state[name].toJSON()] as const);
  return Object.fromEntries<unknown>(tables) as WorldStateJson;
}
