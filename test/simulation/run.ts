/** Carries a scenario out: one operation after the other, each to its end, and judges each. */
import { takenOver } from "../../electron/planning/taken-over.ts";
import { trafficTaken } from "../../electron/planning/traffic-taken.ts";
import type { Cloud } from "../../electron/ports.ts";
import { createInThreadPractice } from "../../electron/practice/in-thread.ts";
import type { PracticeEndpoint } from "../../electron/practice/wire/messages.ts";
import type { OperationId } from "../../shared/model/ids.ts";
import { isTerminal, type OperationDetail } from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import { connection } from "../shell/operations/practice-region.ts";
import { aSimulatedConsole, type SimulatedConsole } from "./crashing-console.ts";
import { beginningOf, judge, type Beginning } from "./judging/judge.ts";
import { Watch } from "./judging/watched-endpoint.ts";
import { plannerOf, type Planner } from "./plans.ts";
import { drainsMs, isPassing, slowestMs, stalestMs, takesRights } from "./scenario/faults.ts";
import { MINUTE } from "./scenario/minute.ts";
import type { Deed, Scenario } from "./scenario/scenario.ts";
import { scenarioWords } from "./scenario/words.ts";
import type { Verdict } from "./simulate.ts";
import { UserHand, type HandParts } from "./user-hand.ts";
import { userOf, type User } from "./user.ts";
import { VirtualTime } from "./virtual-time.ts";
import { Ambushes } from "./world/ambushes.ts";
import { colleagueAct } from "./world/colleague.ts";
import { cloudOver, faultyRegion } from "./world/simulated-cloud.ts";
import { aSimulatedWorld, type SimulatedWorld } from "./world/simulated-world.ts";

const HOUR = 60 * MINUTE;
const ENDS_WITHIN_MS = 8 * HOUR;
const STOPS_WITHIN_MS = 2 * HOUR;
/** So long the user lets what is stuck be stuck, with a cause that is shown. */
const USER_WAITS_MS = 50 * MINUTE;
const LOOKED_AT_EVERY_MS = 10 * MINUTE;

/** What happens during an operation: the deed's, or the roll back's in its middle. */
type Course = Pick<Deed, "user" | "ends" | "hand">;

export class Run {
  readonly #scenario: Scenario;
  readonly #simulated: SimulatedWorld;
  readonly #time: VirtualTime;
  readonly #watch: Watch;
  readonly #ambushes: Ambushes;
  #doomed: ReadonlySet<string> = new Set();
  readonly #cloud: Cloud;
  readonly #planner: Planner;
  readonly #problems: string[] = [];
  readonly #refusals: string[] = [];
  readonly #story: string[] = [];
  readonly #journalPath: string;
  #console: SimulatedConsole;
  #ends: Deed["ends"] = [];
  #lastId = 0;
  #isHeld = false;

  constructor(scenario: Scenario, journalPath: string) {
    this.#scenario = scenario;
    this.#journalPath = journalPath;
    this.#simulated = aSimulatedWorld(scenario.seed, scenario.fleet);
    const { world, fleet } = this.#simulated;
    this.#time = new VirtualTime(world);
    this.#watch = new Watch(world);
    this.#watch.staleMs = stalestMs(scenario.rules);
    const sleep = (ms: number) => this.#time.sleep(ms);
    const tell = (words: string) => this.#tell(words);
    const onStrike = () => this.#watch.othersActed();
    this.#ambushes = new Ambushes({ world, ambushes: scenario.ambushes, sleep, tell, onStrike });
    const { endpoint } = createInThreadPractice({ seed: scenario.seed, world });
    const watched = this.#watch.over(endpoint);
    this.#cloud = this.#cloudOver(this.#ambushes.over(this.#faulty(watched)));
    const plain = this.#cloudOver(this.#watch.readOnly(endpoint));
    this.#planner = plannerOf({
      cloud: plain,
      fleet,
      trafficTaken: (id, group) =>
        this.#console.crashedAt() === null ? trafficTaken(this.#console.journal, id, group) : null,
      takenOver: (id) =>
        this.#console.crashedAt() === null ? takenOver(this.#console.journal, id) : null,
    });
    for (const words of scenarioWords(scenario)) this.#tell(words);
    for (const words of this.#simulated.refused) this.#tell(`without ${words}`);
    this.#console = this.#newConsole();
  }

  async verdict(): Promise<Verdict> {
    const { world } = this.#simulated;
    const beganMs = world.nowMs;
    for (const [index, deed] of this.#scenario.deeds.entries()) {
      const plan = await this.#plan(deed, null);
      if (plan) await this.#operation(index, deed, plan);
      // What has not ended holds the fleet: no later one can begin.
      if (this.#isHeld) break;
    }
    await this.#console.close();
    return {
      seed: this.#scenario.seed,
      problems: [...this.#watch.problems, ...this.#problems],
      refusals: this.#refusals,
      operations: this.#lastId,
      story: this.#story,
      calls: this.#watch.calls,
      traceHash: this.#watch.traceHash,
      virtualMs: world.nowMs - beganMs,
    };
  }

  /** With the roll back that its user may want in the middle. */
  async #operation(index: number, deed: Deed, plan: Plan): Promise<void> {
    const { user, detail } = await this.#course(index, deed, plan);
    if (!user.rollback || detail.status !== "superseded") return;
    await this.#course(index, deed.back ?? { user: [], ends: [] }, user.rollback);
  }

  async #course(index: number, { user: words, ends, hand }: Course, plan: Plan) {
    const was = beginningOf(this.#simulated.world);
    this.#watch.takeEffects();
    this.#watch.floor = plan.floor;
    this.#watch.servedAtShift = new Set();
    this.#ambushes.begin(index, plan);
    await this.#console.close();
    this.#ends = ends;
    this.#console = this.#newConsole();
    const id = this.#console.operations.start(plan, { reason: "simulated", changeNumber: null });
    this.#tell(`${id}: ${plan.title}, floor ${String(plan.floor)}`);
    const user = this.#userOf(id, words);
    if (hand) this.#lendHand({ id, plan, hand, user });
    const detail = await this.#toItsEnd(id);
    this.#judge(detail, was, user);
    return { user, detail };
  }

  async #plan(deed: Deed, superseding: OperationId | null): Promise<Plan | null> {
    const wished = superseding ? { ...deed, kind: "rollback" as const } : deed;
    try {
      return await this.#planner(wished, superseding ?? undefined);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#refusals.push(`${wished.kind}: ${reason}`);
      this.#tell(`no plan to ${wished.kind}: ${reason}`);
      return null;
    }
  }

  #userOf(id: OperationId, words: Deed["user"]): User {
    return userOf(id, words, {
      sleep: (ms) => this.#time.sleep(ms),
      console: () => this.#console,
      plan: () => this.#plan(noDeed, id),
      tell: (said) => this.#tell(said),
    });
  }

  #lendHand(about: Pick<HandParts, "id" | "plan" | "hand" | "user">): void {
    const hand = new UserHand({
      ...about,
      sleep: (ms) => this.#time.sleep(ms),
      console: () => this.#console,
      tell: (said) => this.#tell(said),
    });
    void hand.work();
  }

  /** Until it ends; a console that was killed is started again after a while. */
  async #toItsEnd(id: OperationId): Promise<OperationDetail> {
    const { world } = this.#simulated;
    const { rules, fleet } = this.#scenario;
    const slowMs = slowestMs(rules) + drainsMs(rules, fleet.servers);
    const limitMs = world.nowMs + ENDS_WITHIN_MS + slowMs;
    let stuckSinceMs: number | null = null;
    while (!this.#hasEnded(id) && world.nowMs < limitMs) {
      const untilMs = Math.min(limitMs, world.nowMs + LOOKED_AT_EVERY_MS);
      await this.#until(id, untilMs);
      // Nothing moves of itself up to then: let it pass.
      if (!this.#hasEnded(id)) world.advanceTo(untilMs);
      stuckSinceMs = this.#isStuck(id) ? (stuckSinceMs ?? world.nowMs) : null;
      if (world.nowMs - (stuckSinceMs ?? Infinity) >= USER_WAITS_MS) break;
    }
    if (!this.#hasEnded(id)) await this.#stopStuck(id);
    const detail = this.#console.operations.detail(id);
    if (!detail) throw new Error(`The operation ${id} is gone`);
    this.#tell(`${id} ${detail.status}: ${detail.outcome ?? ""}`);
    for (const words of openSteps(detail)) this.#tell(`  ${words}`);
    return detail;
  }

  async #until(id: OperationId, limitMs: number): Promise<void> {
    const isOver = () => this.#console.crashedAt() !== null || this.#hasEnded(id);
    while (await this.#time.runUntil(isOver, limitMs)) {
      if (this.#hasEnded(id)) return;
      await this.#afterCrash();
    }
  }

  #hasEnded(id: OperationId): boolean {
    if (this.#console.crashedAt() !== null) return false;
    const record = this.#console.journal.running.operation(id);
    return record !== null && isTerminal(record.status);
  }

  async #afterCrash(): Promise<void> {
    const [end, ...later] = this.#ends;
    const awayMs = end?.awayMs ?? 0;
    this.#tell(`killed at ${this.#console.crashedAt() ?? ""}`);
    await this.#time.runUntil(() => false, this.#simulated.world.nowMs + awayMs);
    this.#ends = later;
    this.#console = this.#newConsole();
    this.#console.operations.resumeAll();
  }

  #isStuck(id: OperationId): boolean {
    const { operations, crashedAt } = this.#console;
    return crashedAt() === null && (operations.summary(id)?.stuck ?? null) !== null;
  }

  async #stopStuck(id: OperationId): Promise<void> {
    const summary = this.#console.operations.summary(id);
    if (!summary?.stuck) {
      const status = `${summary?.status ?? "?"} in ${summary?.phase ?? "?"}`;
      this.#problems.push(`${id} has not ended and names no cause: ${status}`);
    } else this.#tell(`stuck: ${summary.stuck.cause}`);
    this.#tell("the user stops what is stuck");
    this.#console.operations.stop(id, "stuck").catch(() => undefined);
    await this.#until(id, this.#simulated.world.nowMs + STOPS_WITHIN_MS);
    if (this.#hasEnded(id)) return;
    this.#isHeld = true;
    const detail = this.#console.operations.detail(id);
    const open = detail ? openSteps(detail).join("; ") : "";
    this.#problems.push(`${id} was stopped and doesn't end: ${open}`);
  }

  #judge(detail: OperationDetail, was: Beginning, user: User): void {
    const { rules, colleague } = this.#scenario;
    const hasRights = !takesRights(rules);
    const isAlone = colleague.length === 0 && !this.#ambushes.struck && !user.cleared;
    const isEasy = isAlone && isPassing(rules) && !user.ended && user.unanswered === 0;
    const { world } = this.#simulated;
    const intents = this.#console.journal.evidence.intents(detail.id);
    const written = intents.map(({ call, outcome }) => ({
      name: call.call,
      outcome: outcome?.kind ?? null,
    }));
    const effects = this.#watch.takeEffects();
    const shift = { served: this.#watch.servedAtShift, doomed: this.#doomed };
    this.#problems.push(
      ...judge({ world, was, detail, effects, written, shift, hasRights, isAlone, isEasy }),
    );
    this.#problems.push(...this.#console.faults.map((fault) => `a defect: ${fault}`));
    if (!this.#console.journal.verify().ok) this.#problems.push("the journal doesn't verify");
  }

  #newConsole(): SimulatedConsole {
    return aSimulatedConsole({
      journalPath: this.#journalPath,
      cloud: this.#cloud,
      nextId: () => (this.#lastId += 1),
      end: this.#ends[0]?.at ?? null,
      sleep: (ms, signal) => this.#time.sleep(ms, signal),
      onPoint: (point) => this.#ambushes.passed(point),
    });
  }

  #faulty(endpoint: PracticeEndpoint): PracticeEndpoint {
    const { world } = this.#simulated;
    const { seed, rules, colleague } = this.#scenario;
    const acts = colleague.flatMap((deed) => colleagueAct(world, deed) ?? []);
    const tell = (words: string) => this.#tell(words);
    const faulty = faultyRegion(endpoint, { world, seed, rules, acts, time: this.#time, tell });
    this.#doomed = faulty.doomed;
    return faulty.endpoint;
  }

  #cloudOver(endpoint: PracticeEndpoint): Cloud {
    return cloudOver(endpoint, this.#time, connection);
  }

  #tell(words: string): void {
    const atMinutes = this.#simulated.world.nowMs / MINUTE;
    this.#story.push(`${(atMinutes % 1440).toFixed(2)} ${words}`);
  }
}

const noDeed: Deed = {
  kind: "rollback",
  canary: 0,
  canarySoakMs: 0,
  soakMs: 0,
  to: "warm",
  user: [],
  ends: [],
  back: null,
};

/** What neither was done nor is still to begin, in words. */
const openSteps = ({ steps }: OperationDetail) =>
  steps
    .filter(({ status }) => status === "running" || status === "stuck" || status === "failed")
    .map(({ stepId, status, note, stuck }) => `${stepId} ${status}: ${stuck?.cause ?? note}`);
