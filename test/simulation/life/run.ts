/** Carries a run about images out: one operation after the other, with all that each has started, and judges them. */
import type { PracticeEndpoint } from "../../../electron/practice/wire/messages.ts";
import type { OperationId } from "../../../shared/model/ids.ts";
import { isTerminal, type OperationSummary } from "../../../shared/model/operation.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import type { Cloud } from "../../../electron/ports.ts";
import { connection } from "../../shell/operations/practice-region.ts";
import { Watch } from "../judging/watched-endpoint.ts";
import { slowestMs, stalestMs } from "../scenario/faults.ts";
import { MINUTE } from "../scenario/minute.ts";
import type { ConsoleEnd } from "../scenario/scenario.ts";
import type { Verdict } from "../simulate.ts";
import { userOf, type User } from "../user.ts";
import { VirtualTime } from "../virtual-time.ts";
import { cloudOver, faultyRegion } from "../world/simulated-cloud.ts";
import { meddle } from "./colleague.ts";
import { aLifeConsole, type LifeConsole } from "./console/console.ts";
import { LifeJudge } from "./judging/life-judge.ts";
import { planOf } from "./console/plans.ts";
import { SOURCE } from "./console/planning.ts";
import { recipeTexts } from "./console/recipe-texts.ts";
import { lifeRecipes, type LifeRecipes } from "./console/recipes.ts";
import { aLifeRegion, SOURCE_REGION, type LifeRegion } from "./region.ts";
import type { LifeColleague, LifeCourse, LifeDeed, LifeScenario } from "./scenario/scenario.ts";
import { LifeUserHand } from "./user.ts";
import { lifeWords } from "./scenario/words.ts";

const HOUR = 60 * MINUTE;
const STOPS_WITHIN_MS = 2 * HOUR;
/** So long the user lets what is stuck be stuck, with a cause that is shown. */
const USER_WAITS_MS = 100 * MINUTE;
/** What AWS still has to do when all has ended. */
const SETTLES_WITHIN_MS = 3 * MINUTE;
/** Longer than any answer may be late. */
const LOOKED_AT_FOR_MS = 6 * MINUTE;
const LOOKED_AT_EVERY_MS = 10 * MINUTE;

export class LifeRun {
  readonly #scenario: LifeScenario;
  readonly #region: LifeRegion;
  readonly #time: VirtualTime;
  readonly #watch: Watch;
  readonly #judge: LifeJudge;
  readonly #clouds: { readonly own: Cloud; readonly plain: Cloud; readonly source: Cloud };
  readonly #recipes: LifeRecipes;
  readonly #refusals: string[] = [];
  readonly #story: string[] = [];
  readonly #journalPath: string;
  /** Images that somebody else could touch: those of the operation under way. */
  #about: readonly string[] = [];
  #console: LifeConsole;
  #journals = 0;
  #ends: readonly ConsoleEnd[] = [];
  #lastId = 0;
  #lastPlan = 0;

  constructor(scenario: LifeScenario, journalPath: string) {
    this.#scenario = scenario;
    this.#journalPath = journalPath;
    this.#region = aLifeRegion(scenario);
    const { world, endpoint } = this.#region;
    this.#time = new VirtualTime(world);
    this.#watch = new Watch(world);
    this.#watch.staleMs = stalestMs(scenario.rules);
    const tell = (words: string) => this.#tell(words);
    for (const words of lifeWords(scenario)) tell(words);
    const { seed, rules } = scenario;
    this.#judge = new LifeJudge({ world, watch: this.#watch, scenario });
    const watched = this.#watch.over(this.#judge.over(endpoint));
    const faulty = faultyRegion(watched, { world, seed, rules, acts: [], time: this.#time, tell });
    this.#judge.doomed = faulty.doomed;
    this.#clouds = this.#cloudsOver(faulty.endpoint, this.#watch.readOnly(endpoint));
    const beganMs = world.nowMs;
    this.#recipes = lifeRecipes(recipeTexts, scenario.broken, () => world.nowMs - beganMs);
    for (const deed of scenario.colleague) if (!deed.isWhilePlanned) void this.#meddleLater(deed);
    this.#console = this.#newConsole();
  }

  #cloudsOver(own: PracticeEndpoint, plain: PracticeEndpoint) {
    const { world } = this.#region;
    const here = { ...connection, region: world.region };
    const there = { ...connection, id: SOURCE, region: SOURCE_REGION };
    return {
      own: cloudOver(own, this.#time, here),
      plain: cloudOver(plain, this.#time, here),
      source: cloudOver(plain, this.#time, there),
    };
  }

  async verdict(): Promise<Verdict> {
    const { world } = this.#region;
    const beganMs = world.nowMs;
    for (const deed of this.#scenario.deeds) await this.#deed(deed);
    await this.#console.close();
    return {
      seed: this.#scenario.seed,
      problems: [...this.#watch.problems, ...this.#judge.problems],
      refusals: this.#refusals,
      operations: this.#judge.operations,
      story: this.#story,
      calls: this.#watch.calls,
      traceHash: this.#watch.traceHash,
      virtualMs: world.nowMs - beganMs,
    };
  }

  async #deed(deed: LifeDeed): Promise<void> {
    const { work, afterMs } = deed;
    const { world } = this.#region;
    const beganMs = world.nowMs;
    // For days nobody has the console open.
    if (afterMs > 0) await this.#console.close();
    await this.#time.runUntil(() => false, world.nowMs + afterMs);
    world.advanceTo(beganMs + afterMs);
    if (afterMs > 0) await this.#reopen([]);
    const plan = await this.#plan(deed);
    if (!plan) return;
    if (work.kind === "lost-bake") return this.#lose(plan, work.at);
    if (deed === this.#scenario.deeds.at(-1)) await this.#lookAt(plan);
    const { user, status } = await this.#course(deed, plan);
    if (work.kind !== "campaign" || !user.rollback || status !== "superseded") return;
    const back = await this.#planBack(plan);
    if (back) await this.#course(work.back ?? { user: [], hand: null, ends: [] }, back);
  }

  /** Another console's, that is killed there and never comes back: its journal is nobody's any more. */
  async #lose(plan: Plan, at: ConsoleEnd["at"]): Promise<void> {
    await this.#reopen([{ at, awayMs: 0 }]);
    const lost = this.#console;
    const id = lost.begin(plan);
    const isOver = () =>
      lost.crashedAt() !== null || isTerminal(lost.operations.summary(id)?.status ?? "running");
    await this.#time.runUntil(isOver, this.#region.world.nowMs + 30 * HOUR);
    this.#tell(`the bake ${id} is lost at ${lost.crashedAt() ?? "its end"}`);
    await lost.close();
    this.#journals += 1;
    this.#ends = [];
    this.#console = this.#newConsole();
    this.#judge.forget(id);
  }

  async #course(course: LifeCourse, plan: Plan) {
    await this.#reopen(course.ends);
    this.#judge.begin();
    const id = this.#console.begin(plan);
    this.#about = imagesOf(plan);
    this.#tell(`${id}: ${plan.title}`);
    const user = this.#userOf(id, course);
    await this.#toItsEnd(id);
    await this.#time.runUntil(() => false, this.#region.world.nowMs + SETTLES_WITHIN_MS);
    const summary = this.#console.operations.summary(id);
    this.#tell(`${id} ${summary?.status ?? "?"}: ${summary?.outcome ?? ""}`);
    this.#judge.ended(id, this.#console, user);
    return { user, status: summary?.status ?? null };
  }

  #userOf(id: OperationId, { user: words, hand }: LifeCourse): User {
    const common = {
      sleep: (ms: number) => this.#time.sleep(ms),
      console: () => this.#console,
      tell: (said: string) => this.#tell(said),
    };
    const user = userOf(id, words, { ...common, plan: () => this.#planReturnOf(id) });
    if (hand) void new LifeUserHand({ ...common, id, hand, user }).work();
    return user;
  }

  async #plan(deed: LifeDeed): Promise<Plan | null> {
    const planned = await planOf(this.#console, deed.work, this.#scenario);
    if (!planned.refused) return planned.plan;
    const reason = `${planned.reason} ${planned.cure}`;
    this.#refusals.push(`${deed.work.kind}: ${reason}`);
    this.#tell(`no plan to ${deed.work.kind}: ${reason}`);
    return null;
  }

  /** Null: it is refused, and nobody says anything. */
  async #planReturnOf(campaign: OperationId): Promise<Plan | null> {
    const intent = { kind: "campaign-back", connectionId: connection.id, campaign } as const;
    const planned = await this.#console.plan(intent);
    return planned.refused ? null : planned.plan;
  }

  async #planBack({ id }: Plan): Promise<Plan | null> {
    const record = this.#console.journal.running.operations().find(({ planId }) => planId === id);
    return record ? this.#planReturnOf(record.id) : null;
  }

  /** Until all has ended that it has started; a console that was killed is started again after a while. */
  async #toItsEnd(id: OperationId): Promise<void> {
    const { world } = this.#region;
    const limitMs = world.nowMs + this.#endsWithinMs;
    let stuckSinceMs: number | null = null;
    while (!this.#hasEnded(id) && world.nowMs < limitMs) {
      const untilMs = Math.min(limitMs, world.nowMs + LOOKED_AT_EVERY_MS);
      await this.#until(id, untilMs);
      if (!this.#hasEnded(id)) world.advanceTo(untilMs);
      stuckSinceMs = this.#isStuck(id) ? (stuckSinceMs ?? world.nowMs) : null;
      if (world.nowMs - (stuckSinceMs ?? Infinity) >= USER_WAITS_MS) break;
    }
    if (!this.#hasEnded(id)) await this.#stopStuck(id);
  }

  /** Each bake may wait for a slow snapshot of its own, one on the other. */
  get #endsWithinMs(): number {
    const { life, fleets, rules } = this.#scenario;
    const parts = life === "campaign" ? 2 * fleets.length + 1 : 1;
    return (8 * HOUR + 2 * slowestMs(rules)) * parts;
  }

  async #until(id: OperationId, limitMs: number): Promise<void> {
    const isOver = () => this.#console.crashedAt() !== null || this.#hasEnded(id);
    while (await this.#time.runUntil(isOver, limitMs)) {
      if (this.#hasEnded(id)) return;
      await this.#afterCrash();
    }
  }

  /** With all that it has started, and what is to be rolled back by itself. */
  #hasEnded(id: OperationId): boolean {
    const { journal, crashedAt } = this.#console;
    if (crashedAt() !== null) return false;
    const own = journal.running.operation(id);
    if (!own || !isTerminal(own.status)) return false;
    const all = journal.running.operations();
    return all.every(({ status }) => isTerminal(status)) && journal.wishes.open().length === 0;
  }

  async #afterCrash(): Promise<void> {
    const [end, ...later] = this.#ends;
    this.#tell(`killed at ${this.#console.crashedAt() ?? ""}`);
    await this.#time.runUntil(() => false, this.#region.world.nowMs + (end?.awayMs ?? 0));
    this.#ends = later;
    this.#console = this.#newConsole();
    this.#console.resume();
  }

  async #reopen(ends: readonly ConsoleEnd[]): Promise<void> {
    await this.#console.close();
    this.#ends = ends;
    this.#console = this.#newConsole();
  }

  #open(): readonly OperationSummary[] {
    const { operations, crashedAt } = this.#console;
    if (crashedAt() !== null) return [];
    return operations.summaries().filter(({ status }) => !isTerminal(status));
  }

  #isStuck(id: OperationId): boolean {
    const open = this.#open();
    const own = open.find((one) => one.id === id);
    if (!own) return open.some(({ stuck }) => stuck !== null);
    return own.stuck !== null || own.status === "paused" || this.#awaitsWord(id);
  }

  /** A stage that asks waits for as long as it takes. */
  #awaitsWord(id: OperationId): boolean {
    const detail = this.#console.operations.detail(id);
    const open = detail?.steps.find(({ status }) => status === "running");
    const step = detail?.plan.steps.find((one) => one.id === open?.stepId);
    return step?.work.kind === "gate";
  }

  async #stopStuck(id: OperationId): Promise<void> {
    for (const { id: each, stuck, status, phase } of this.#open()) {
      if (stuck) this.#tell(`${each} is stuck: ${stuck.cause}`);
      else if (each === id && !this.#awaitsWord(id))
        this.#judge.problems.push(
          `${each} has not ended and names no cause: ${status} in ${phase ?? "?"}`,
        );
    }
    this.#tell("the user stops what is stuck");
    for (const { id: each } of this.#open())
      this.#console.operations.stop(each, "stuck").catch(() => undefined);
    this.#judge.stopped = true;
    await this.#until(id, this.#region.world.nowMs + STOPS_WITHIN_MS);
    if (!this.#hasEnded(id))
      this.#judge.problems.push(
        `stopped, and ${this.#open()
          .map((one) => `${one.id} ${one.status} (${one.stuck?.cause ?? "no cause"})`)
          .join()} doesn't end`,
      );
  }

  async #meddleLater(deed: LifeColleague): Promise<void> {
    await this.#time.sleep(deed.atMs);
    this.#meddle(deed);
  }

  /** Somebody looks at the plan for a while before it is begun. */
  async #lookAt(plan: Plan): Promise<void> {
    this.#about = imagesOf(plan);
    const deeds = this.#scenario.colleague.filter((one) => one.isWhilePlanned);
    for (const deed of deeds) this.#meddle(deed);
    if (deeds.length > 0)
      await this.#time.runUntil(() => false, this.#region.world.nowMs + LOOKED_AT_FOR_MS);
  }

  #meddle(deed: LifeColleague): void {
    const made = [...this.#region.world.state.images.values()]
      .filter(({ state, tags }) => state === "available" && tags["bennu:operation"] !== undefined)
      .map(({ id }) => id);
    const words = meddle(this.#region.world, deed, [...this.#about, ...made]);
    if (words === null) return;
    this.#watch.othersActed();
    this.#judge.othersActed();
    this.#tell(`colleague: ${words}`);
  }

  #newConsole(): LifeConsole {
    return aLifeConsole({
      journalPath: `${this.#journalPath}${this.#journals === 0 ? "" : String(this.#journals)}`,
      cloud: this.#clouds.own,
      plain: this.#clouds.plain,
      source: this.#clouds.source,
      recipes: this.#recipes,
      inventoryLagMs: this.#scenario.inventoryLagMs,
      nextId: () => (this.#lastId += 1),
      nextPlanId: () => `plan-${String((this.#lastPlan += 1))}`,
      end: this.#ends[0]?.at ?? null,
      sleep: (ms, signal) => this.#time.sleep(ms, signal),
      onPoint: () => undefined,
      onStart: (plan) => this.#judge.started(plan),
      onEnd: (id, console) => this.#judge.operationEnded(id, console),
    });
  }

  #tell(words: string): void {
    const atMinutes = this.#region.world.nowMs / MINUTE;
    this.#story.push(`${(atMinutes % 1440).toFixed(2)} ${words}`);
  }
}

/** What it rests on or changes, for somebody else to meddle with. */
function imagesOf({ intent, campaign }: Plan): readonly string[] {
  if (campaign) return [campaign.to.id, campaign.from.id];
  switch (intent.kind) {
    case "retention":
      return intent.imageIds;
    case "sweep":
      return intent.imageIds;
    case "inspect":
    case "copy":
    case "revoke":
      return [intent.imageId];
    default:
      return [];
  }
}
