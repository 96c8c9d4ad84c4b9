/**
 * Keeps one connection's facts and views fresh: connects, reads the region, then reads again and again. A failure
 * becomes the connection's error while older facts stay, and the next try waits longer each time.
 */
import { toErrorData, type BennuErrorData } from "../../shared/errors.ts";
import type { TemplateVersionFact } from "../../shared/model/facts.ts";
import type { ConnectionState } from "../../shared/model/connection.ts";
import type { GroupName } from "../../shared/model/ids.ts";
import type { Monotonic } from "../aws/sending/monotonic.ts";
import type { Cloud, Identity } from "../ports.ts";
import { FactStore } from "./fact-store.ts";
import { noExtras, type FactDelta, type Opening, type ViewExtras } from "./messages.ts";
import type { Outbox } from "./outbox.ts";
import { readGroupsAgain, readRegion, type PassParts } from "./region-pass.ts";
import { historiesToRead, readHistories } from "./template-histories.ts";
import { ViewStore } from "./view-store.ts";

export interface LoopParts {
  readonly opening: Opening;
  readonly cloud: Cloud;
  readonly outbox: Outbox;
  readonly time: Monotonic;
}

interface Heritage {
  readonly store: FactStore;
  readonly views: ViewStore;
  readonly extras: ViewExtras;
  readonly lastSyncAtMs: number | null;
}

const emptyHeritage = (): Heritage => ({
  store: new FactStore(),
  views: new ViewStore(),
  extras: noExtras,
  lastSyncAtMs: null,
});

const LONGEST_PAUSE_MS = 60_000;
/** Views of what is being read bit by bit are shown at most so often. */
const EARLY_VIEWS_EVERY_MS = 300;
/** And take at most one part in so many of the time. */
const EARLY_VIEWS_SHARE = 10;

export class ConnectionLoop {
  readonly #parts: LoopParts;
  readonly #store: FactStore;
  readonly #views: ViewStore;
  readonly #stop = new AbortController();
  #wake = new AbortController();
  #extras: ViewExtras;
  #identity: Identity | null = null;
  #error: BennuErrorData | null = null;
  #lastSyncAtMs: number | null;
  #pagesRead = 0;
  #failures = 0;
  #nextViewsAtMs = 0;
  /** Template histories are being read, behind the passes. */
  #filling: Promise<void> | null = null;

  /** After a predecessor of the same connection it goes on from what that one had read. */
  constructor(parts: LoopParts, heritage: Heritage = emptyHeritage()) {
    this.#parts = parts;
    this.#store = heritage.store;
    this.#views = heritage.views;
    this.#extras = heritage.extras;
    this.#lastSyncAtMs = heritage.lastSyncAtMs;
  }

  heritage(): Heritage {
    return {
      store: this.#store,
      views: this.#views,
      extras: this.#extras,
      lastSyncAtMs: this.#lastSyncAtMs,
    };
  }

  async run(): Promise<void> {
    this.tellState();
    while (!this.#stop.signal.aborted) {
      await this.#tryOnce(() => this.#sync());
      this.#wake = new AbortController();
      const either = AbortSignal.any([this.#stop.signal, this.#wake.signal]);
      await this.#parts.time.sleep(this.#pauseMs(), either);
    }
    await this.#filling;
    this.#parts.cloud.close();
  }

  stop(): void {
    this.#stop.abort();
  }

  syncNow(): void {
    this.#wake.abort();
  }

  /** Read these groups afresh, ahead of everything else. */
  async refresh(names: readonly GroupName[]): Promise<void> {
    await this.#tryOnce(async () => {
      await readGroupsAgain(this.#passParts(), names);
      this.#tellViews();
    });
  }

  tellState(): void {
    if (!this.#stop.signal.aborted) this.#parts.outbox.state(this.#state());
  }

  setExtras(extras: ViewExtras): void {
    this.#extras = extras;
    if (this.#lastSyncAtMs !== null) this.#tellViews();
  }

  async #sync(): Promise<void> {
    const { cloud } = this.#parts;
    this.#identity ??= await cloud.reader.identity();
    if (this.#lastSyncAtMs === null) this.tellState();
    const beganAtMs = cloud.clock.now();
    const latest = await readRegion(this.#passParts());
    this.#lastSyncAtMs = beganAtMs;
    this.#failures = 0;
    this.#error = null;
    this.#tellViews();
    this.tellState();
    this.#filling ??= this.#fill(latest).finally(() => (this.#filling = null));
  }

  /** Older generations appear as they are read; the next pass begins without waiting for them. */
  async #fill(latest: readonly TemplateVersionFact[]): Promise<void> {
    const ids = historiesToRead(this.#store.facts(), latest, this.#parts.cloud.clock.now());
    if (ids.length === 0) return;
    const parts = {
      ...this.#passParts(),
      onDelta: (delta: FactDelta) => {
        this.#parts.outbox.facts(delta);
        this.#tellEarly();
      },
    };
    await this.#tryOnce(() => readHistories(parts, ids, this.#stop.signal));
    this.#tellViews();
    this.tellState();
  }

  async #tryOnce(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#failures += 1;
      this.#error = toErrorData(error);
      this.tellState();
    }
  }

  #pauseMs(): number {
    const { pauseMs } = this.#parts.opening;
    return Math.min(
      Math.max(LONGEST_PAUSE_MS, pauseMs),
      pauseMs * 2 ** Math.min(this.#failures, 10),
    );
  }

  #passParts(): PassParts {
    const { cloud } = this.#parts;
    return {
      cloud,
      store: this.#store,
      onDelta: (delta) => this.#tellFacts(delta),
      onPage: () => this.#countPage(),
      onTable: () => this.#tellWhole(),
    };
  }

  #countPage(): void {
    if (this.#lastSyncAtMs === null) this.#pagesRead += 1;
  }

  #tellFacts(delta: FactDelta): void {
    // Also when stopped: the store has it, so its successor won't tell it again.
    this.#parts.outbox.facts(delta);
    if (this.#lastSyncAtMs === null) this.#tellEarly();
  }

  /** A whole table is worth showing whatever the share: others may keep the pass for long yet. */
  #tellWhole(): void {
    this.#nextViewsAtMs = 0;
    if (this.#lastSyncAtMs === null) this.#tellEarly();
  }

  /** So that the first rows are there with the first pages, and older generations as they are read. */
  #tellEarly(): void {
    const { time } = this.#parts;
    const beganAtMs = time.nowMs();
    if (this.#store.facts().groups.size === 0 || beganAtMs < this.#nextViewsAtMs) return;
    this.#tellViews();
    this.tellState();
    const endedAtMs = time.nowMs();
    this.#nextViewsAtMs =
      endedAtMs + Math.max(EARLY_VIEWS_EVERY_MS, EARLY_VIEWS_SHARE * (endedAtMs - beganAtMs));
  }

  #tellViews(): void {
    if (this.#stop.signal.aborted) return;
    const { opening, cloud, outbox } = this.#parts;
    const { connection, policy } = opening;
    const about = { connection, policy, nowMs: cloud.clock.now(), extras: this.#extras };
    for (const delta of this.#views.derive(this.#store.facts(), about)) outbox.views(delta);
  }

  #state(): ConnectionState {
    const { opening, cloud } = this.#parts;
    return {
      connection: opening.connection,
      phase: this.#phase(),
      accountId: this.#identity?.accountId ?? null,
      principalArn: this.#identity?.arn ?? null,
      error: this.#error,
      lastSyncAtMs: this.#lastSyncAtMs,
      callsPerMinute: cloud.callsPerMinute(),
      pagesRead: this.#pagesRead,
      clock: cloud.clock.reading(),
      counts: this.#views.counts(),
    };
  }

  #phase(): ConnectionState["phase"] {
    if (this.#lastSyncAtMs !== null) return "ready";
    if (this.#error !== null) return "failed";
    return this.#identity === null ? "connecting" : "first-sync";
  }
}
