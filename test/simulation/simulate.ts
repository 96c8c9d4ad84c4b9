/**
 * One run of the simulation, all of it drawn from one seed: a fleet, operations by the real planners and executor
 * over the real adapters, faults, a user who pauses and stops, a console that is killed. Gives what did not hold.
 * The same seed gives the same run, call by call.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCloud } from "../../electron/aws/make-cloud.ts";
import type { Cloud } from "../../electron/ports.ts";
import { FaultBook } from "../../electron/practice/faults/fault-book.ts";
import { faultyEndpoint } from "../../electron/practice/faults/faulty-endpoint.ts";
import { bringMishaps } from "../../electron/practice/faults/faulty-world.ts";
import { createInThreadPractice } from "../../electron/practice/in-thread.ts";
import { practiceRequestHandler } from "../../electron/practice/wire/request-handler.ts";
import type { PracticeEndpoint } from "../../electron/practice/wire/messages.ts";
import { Chance } from "../../electron/practice/world/kernel/chance.ts";
import type { OperationId } from "../../shared/model/ids.ts";
import { isTerminal, type OperationDetail } from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import { connection } from "../shell/operations/practice-region.ts";
import { aSimulatedConsole, type ConsoleEnd, type SimulatedConsole } from "./crashing-console.ts";
import { before, endProblems, quietProblems } from "./end-state.ts";
import { plannerOf, type Kind, type Planner } from "./plans.ts";
import { randomFaults, type RandomFaults } from "./random-faults.ts";
import { aRandomWorld } from "./random-world.ts";
import { VirtualTime } from "./virtual-time.ts";
import { Watch } from "./watched-endpoint.ts";

export interface Verdict {
  readonly seed: number;
  readonly problems: readonly string[];
  /** What happened, in words: for whoever looks into a failure. */
  readonly story: readonly string[];
  readonly calls: readonly string[];
  readonly traceHash: string;
  readonly virtualMs: number;
}

export interface SimulationOptions {
  readonly mostServers: number;
}

interface User {
  ended: boolean;
  rollback: Plan | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ENDS_WITHIN_MS = 8 * HOUR;
const STOPS_WITHIN_MS = 2 * HOUR;
/** Where it hurts most to be killed. */
const POINTS = [
  "after-act:CreateAutoScalingGroup",
  "after-act:RunInstances",
  "after-act:CreateImage",
  "step-done:raise",
  "step-done:settle",
  "step-done:soak",
  "step-begun:shift-away",
  "after-act:SuspendProcesses",
  "after-act:DetachTrafficSources",
  "step-done:wake",
  "after-act:DeleteAutoScalingGroup",
] as const;

/** A simulated crash ends no process: what the journal has written need not outlive the machine. */
const IN_MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export async function simulate(
  seed: number,
  { mostServers }: SimulationOptions = { mostServers: 8 },
): Promise<Verdict> {
  const folder = mkdtempSync(join(IN_MEMORY, "bennu-simulation-"));
  const run = new Run(seed, mostServers, join(folder, "journal.sqlite"));
  try {
    return await run.verdict();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Run {
  readonly #seed: number;
  readonly #chance: Chance;
  readonly #faults: RandomFaults;
  readonly #random: ReturnType<typeof aRandomWorld>;
  readonly #time: VirtualTime;
  readonly #watch: Watch;
  readonly #cloud: Cloud;
  readonly #planner: Planner;
  readonly #problems: string[] = [];
  readonly #story: string[] = [];
  readonly #journalPath: string;
  #console: SimulatedConsole;
  #lastId = 0;

  constructor(seed: number, mostServers: number, journalPath: string) {
    this.#seed = seed;
    this.#journalPath = journalPath;
    this.#chance = Chance.seeded(seed);
    this.#random = aRandomWorld(seed, this.#chance, mostServers);
    const { world, fleet } = this.#random;
    this.#time = new VirtualTime(world);
    this.#watch = new Watch(world);
    this.#faults = randomFaults(seed, this.#chance, world);
    const { endpoint } = createInThreadPractice({ seed, world });
    this.#cloud = this.#cloudOver(this.#faulty(this.#watch.over(endpoint)));
    const plain = this.#cloudOver(endpoint);
    this.#planner = plannerOf({ cloud: plain, chance: this.#chance, fleet });
    this.#tell(`${fleet}, ${String(world.state.targetGroups.size)} target groups`);
    for (const words of this.#faults.words) this.#tell(`fault: ${words}`);
    this.#console = this.#newConsole(null);
  }

  async verdict(): Promise<Verdict> {
    const { world } = this.#random;
    const beganMs = world.nowMs;
    for (const kind of this.#kinds()) {
      const plan = await this.#plan(kind);
      if (plan) await this.#operation(plan);
    }
    await this.#console.close();
    return {
      seed: this.#seed,
      problems: [...this.#watch.problems, ...this.#problems],
      story: this.#story,
      calls: this.#watch.calls,
      traceHash: this.#watch.traceHash,
      virtualMs: world.nowMs - beganMs,
    };
  }

  #kinds(): readonly Kind[] {
    const chance = this.#chance.next();
    if (chance < 0.12) return ["bake"];
    if (chance < 0.3) return ["rollback"];
    if (chance < 0.6) return ["replace"];
    if (chance < 0.85) return ["replace", "rollback"];
    return ["replace", "rollback", "retire"];
  }

  /** With the roll back that its user may want in the middle. */
  async #operation(plan: Plan): Promise<void> {
    const was = before(this.#random.world);
    this.#watch.floor = plan.floor;
    await this.#restart(this.#consoleEnd());
    const id = this.#console.operations.start(plan, { reason: "simulated", changeNumber: null });
    this.#tell(`${id}: ${plan.title}, floor ${String(plan.floor)}`);
    const user = this.#userOf(id, plan.kind);
    const detail = await this.#toItsEnd(id);
    this.#judge(detail, was, user.ended);
    if (user.rollback && detail.status === "superseded") await this.#operation(user.rollback);
  }

  async #plan(kind: Kind, superseding?: OperationId): Promise<Plan | null> {
    try {
      return await this.#planner(kind, superseding);
    } catch (error) {
      this.#tell(`no plan to ${kind}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  /** A user who pauses for a while, or stops, or rolls back in the middle. */
  #userOf(id: OperationId, kind: Kind): User {
    const user: User = { ended: false, rollback: null };
    const chance = this.#chance.next();
    const atMs = this.#chance.between(0, kind === "bake" ? 12 * MINUTE : 20 * MINUTE);
    const pauseMs = this.#chance.between(1000, 50 * MINUTE);
    if (chance < 0.15) void this.#pauses(id, atMs, pauseMs);
    else if (chance < 0.3) void this.#stops(id, atMs, user);
    else if (chance < 0.5 && kind === "replace") void this.#wantsBack(id, atMs, user);
    return user;
  }

  async #pauses(id: OperationId, atMs: number, pauseMs: number): Promise<void> {
    await this.#later(atMs, id, "pauses", ({ operations }) => operations.pause(id));
    await this.#later(pauseMs, id, "goes on", ({ operations }) => operations.resume(id));
  }

  async #stops(id: OperationId, atMs: number, user: User): Promise<void> {
    await this.#later(atMs, id, "stops", ({ operations }) => {
      user.ended = true;
      operations.stop(id, "a simulated user").catch(() => undefined);
    });
  }

  /** The plan first, as the console makes it, then the end of what it takes over. */
  async #wantsBack(id: OperationId, atMs: number, user: User): Promise<void> {
    await this.#later(atMs, id, "thinks of going back", () => undefined);
    const rollback = await this.#plan("rollback", id);
    if (!rollback) return;
    await this.#later(0, id, "goes back", ({ operations }) => {
      Object.assign(user, { ended: true, rollback });
      operations.supersede(id, "Rolled back by ada").catch(() => undefined);
    });
  }

  async #later(
    ms: number,
    id: OperationId,
    words: string,
    act: (now: SimulatedConsole) => void,
  ): Promise<void> {
    await this.#time.sleep(ms);
    while (this.#console.crashedAt() !== null) await this.#time.sleep(1000);
    const summary = this.#console.operations.summary(id);
    if (!summary || isTerminal(summary.status) || summary.status === "stopping") return;
    this.#tell(`the user ${words}`);
    act(this.#console);
  }

  /** Until it ends; a console that was killed is started again after a while. */
  async #toItsEnd(id: OperationId): Promise<OperationDetail> {
    const { world } = this.#random;
    const limitMs = world.nowMs + ENDS_WITHIN_MS;
    await this.#until(id, limitMs);
    if (!this.#hasEnded(id)) await this.#stopStuck(id);
    const detail = this.#console.operations.detail(id);
    if (!detail) throw new Error(`The operation ${id} is gone`);
    this.#tell(`${id} ${detail.status}: ${detail.outcome ?? ""}`);
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
    const summary = this.#console.operations.summary(id);
    return summary !== null && isTerminal(summary.status) && !this.#isRunning(id);
  }

  /** Terminal in the journal, and its runner has returned. */
  #isRunning(id: OperationId): boolean {
    return this.#console.operations.holding(String(id)) !== null;
  }

  async #afterCrash(): Promise<void> {
    this.#tell(`killed at ${this.#console.crashedAt() ?? ""}`);
    const awayMs = this.#chance.between(
      0,
      this.#chance.pick([2000, 6 * MINUTE, 6 * MINUTE, 50 * MINUTE]),
    );
    await this.#time.runUntil(() => false, this.#random.world.nowMs + awayMs);
    this.#console = this.#newConsole(this.#consoleEnd());
    this.#console.operations.resumeAll();
  }

  async #stopStuck(id: OperationId): Promise<void> {
    const summary = this.#console.operations.summary(id);
    if (!summary?.stuck) {
      const status = `${summary?.status ?? "?"} in ${summary?.phase ?? "?"}`;
      this.#problems.push(`${id} has not ended and names no cause: ${status}`);
    } else this.#tell(`stuck: ${summary.stuck.cause}`);
    this.#tell("the user stops what is stuck");
    this.#console.operations.stop(id, "stuck").catch(() => undefined);
    await this.#until(id, this.#random.world.nowMs + STOPS_WITHIN_MS);
    if (!this.#hasEnded(id)) this.#problems.push(`${id} was stopped and doesn't end`);
  }

  #judge(detail: OperationDetail, was: ReturnType<typeof before>, meddled: boolean): void {
    const { world } = this.#random;
    const { passing, script } = this.#faults;
    this.#problems.push(...endProblems(world, was, detail));
    if (script.acts.length === 0) this.#problems.push(...quietProblems(world, was, detail));
    if (passing && !meddled && detail.status !== "succeeded")
      this.#problems.push(
        `${detail.id} ${detail.status}, though nothing stood in its way: ${detail.outcome ?? ""}`,
      );
    this.#problems.push(...this.#console.faults.map((fault) => `a defect: ${fault}`));
    const audit = this.#console.journal.verify();
    if (!audit.ok) this.#problems.push("the journal doesn't verify");
  }

  #consoleEnd(): ConsoleEnd {
    const chance = this.#chance.next();
    if (chance < 0.2) return this.#chance.whole(1, 60);
    return chance < 0.5 ? this.#chance.pick(POINTS) : null;
  }

  async #restart(end: ConsoleEnd): Promise<void> {
    await this.#console.close();
    this.#console = this.#newConsole(end);
  }

  #newConsole(end: ConsoleEnd): SimulatedConsole {
    return aSimulatedConsole({
      journalPath: this.#journalPath,
      cloud: this.#cloud,
      nextId: () => (this.#lastId += 1),
      end,
    });
  }

  #faulty(endpoint: PracticeEndpoint): PracticeEndpoint {
    const { world } = this.#random;
    const { script } = this.#faults;
    const book = FaultBook.of(script);
    bringMishaps(world, book, script.acts, ({ operation, input }, refusal) =>
      this.#tell(`colleague: ${operation} ${JSON.stringify(input)} ${refusal ?? ""}`),
    );
    return faultyEndpoint({
      endpoint,
      book,
      world: () => world,
      sleep: (ms) => this.#time.sleep(ms),
    });
  }

  #cloudOver(endpoint: PracticeEndpoint): Cloud {
    const { clock } = this.#time;
    return makeCloud({
      connection,
      clock,
      random: { next: () => 0.5 },
      credentials: null,
      transport: { kind: "practice", requestHandler: practiceRequestHandler(endpoint) as never },
      time: { nowMs: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal) },
    });
  }

  #tell(words: string): void {
    const atMinutes = this.#random.world.nowMs / MINUTE;
    this.#story.push(`${(atMinutes % 1440).toFixed(2)} ${words}`);
  }
}
