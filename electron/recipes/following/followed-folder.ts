/**
 * One folder of recipes, followed: looked at anew when something in it changes, and every now and then in case the
 * system says nothing. Never throws for what the folder holds, or for its being gone.
 */
import { resolve } from "node:path";
import type { RecipeSummary } from "../../../shared/model/recipe.ts";
import { RecipeLooks } from "../reading/look.ts";
import type { FolderLook } from "../reading/look.ts";
import { RepositoryReader } from "../reading/repository-reader.ts";
import { FolderWatch } from "./folder-watch.ts";
import { GitFollower } from "./git-follower.ts";
import { settle, settleMs } from "./settle.ts";
import type { GitState } from "../git/recipe-git.ts";

/** Of timers and of the wall; given, so that tests need not wait. */
export interface FollowClock {
  nowMs(): number;
  /** Runs it once after so long; gives the function that prevents it. Must not keep the program alive. */
  after(ms: number, work: () => void): () => void;
}

export interface FolderState {
  readonly recipes: readonly RecipeSummary[];
  readonly look: Pick<FolderLook, "otherYaml" | "notes">;
  readonly git: GitState | null;
  /** Null: it could be read. */
  readonly problem: string | null;
  readonly readAtMs: number | null;
  readonly followed: "events" | "looks";
}

const gatherMs = 150;
const tickMs = 3000;
/** Ticks without a look where every change is told; where not, each tick looks. */
const quietTicks = 10;
const nothing = { otherYaml: 0, notes: [] };

export class FollowedFolder {
  readonly root: string;
  readonly reader: RepositoryReader;
  readonly git: GitFollower;
  readonly #clock: FollowClock;
  readonly #looks: RecipeLooks;
  readonly #watch: FolderWatch;
  readonly #tell: (state: FolderState) => void;
  #state: FolderState;
  #missing: ReadonlyMap<string, number> = new Map();
  #looking: Promise<void> | null = null;
  #isOutdated = false;
  #cancelSoon: (() => void) | null = null;
  #cancelTick: (() => void) | null = null;
  #ticks = 0;
  #hasEnded = false;

  constructor(root: string, clock: FollowClock, tell: (state: FolderState) => void) {
    this.root = resolve(root);
    this.#clock = clock;
    this.#tell = tell;
    this.reader = new RepositoryReader(this.root);
    this.git = new GitFollower(this.root, () => clock.nowMs());
    this.#looks = new RecipeLooks(this.root, this.reader);
    this.#watch = new FolderWatch(this.root, () => this.#soon(gatherMs));
    this.#state = {
      ...{ recipes: [], look: nothing, git: null, problem: null, readAtMs: null },
      followed: "looks",
    };
  }

  get state(): FolderState {
    return this.#state;
  }

  begin(): void {
    this.#tick();
    this.#soon(0);
  }

  close(): void {
    this.#hasEnded = true;
    this.#cancelSoon?.();
    this.#cancelTick?.();
    this.#watch.close();
  }

  /** Looks now; one that is under way is waited for, and then it is looked again. */
  async look(): Promise<FolderState> {
    while (this.#looking) await this.#looking;
    this.#looking = this.#lookOnce().finally(() => {
      this.#looking = null;
    });
    await this.#looking;
    return this.#state;
  }

  #soon(ms: number): void {
    if (this.#hasEnded) return;
    if (this.#looking) this.#isOutdated = true;
    else if (this.#cancelSoon === null)
      this.#cancelSoon = this.#clock.after(ms, () => {
        this.#cancelSoon = null;
        void this.look();
      });
  }

  #tick(): void {
    this.#cancelTick = this.#clock.after(tickMs, () => {
      this.#ticks += 1;
      void this.#isDue().then((due) => {
        if (due) this.#soon(0);
        if (!this.#hasEnded) this.#tick();
      });
    });
  }

  async #isDue(): Promise<boolean> {
    if (this.#state.followed === "looks" || this.#ticks % quietTicks === 0) return true;
    return this.git.hasMoved();
  }

  async #lookOnce(): Promise<void> {
    this.#isOutdated = false;
    try {
      const git = await this.git.state();
      const look = await this.#looks.look(git);
      if (this.#hasEnded) return;
      this.#watch.follow(look.folders);
      this.#take(look, git);
    } catch (error) {
      if (!this.#hasEnded) this.#lost(error);
    }
    if (this.#isOutdated || this.#missing.size > 0) this.#afterThis();
  }

  /** When the look that is ending has ended. */
  #afterThis(): void {
    queueMicrotask(() => {
      this.#cancelSoon?.();
      this.#cancelSoon = this.#clock.after(this.#missing.size > 0 ? settleMs : gatherMs, () => {
        this.#cancelSoon = null;
        void this.look();
      });
    });
  }

  #take(look: FolderLook, git: GitState | null): void {
    const now = this.#clock.nowMs();
    const { recipes, missing } = settle(this.#state.recipes, this.#missing, look.recipes, now);
    this.#missing = missing;
    this.#set({
      ...{ recipes, look, git, problem: null, readAtMs: now },
      followed: this.#watch.isWhole ? "events" : "looks",
    });
  }

  #lost(error: unknown): void {
    this.#missing = new Map();
    const cause = error instanceof Error ? error.message : String(error);
    const problem = `The recipe folder ${this.root} can't be read, so no recipe can be listed. Fleets are not affected. (${cause})`;
    this.#set({ ...this.#state, recipes: [], look: nothing, problem, followed: "looks" });
  }

  #set(state: FolderState): void {
    this.#state = state;
    this.#tell(state);
  }
}
