/** Judges a run about images: every operation at the moment of its end, each call that ends something, and the whole. */
import type { World } from "../../../../electron/practice/world/kernel/world.ts";
import type { PracticeEndpoint } from "../../../../electron/practice/wire/messages.ts";
import type { OperationId, PlanId } from "../../../../shared/model/ids.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import type { SimulatedConsole } from "../../crashing-console.ts";
import { cloneProblems } from "../../judging/clone.ts";
import { leftProblems, ownProblems, quietProblems } from "../../judging/end-state.ts";
import { exactlyOnceProblems, type Effect } from "../../judging/exactly-once.ts";
import { beginningOf, type Beginning } from "../../judging/judge.ts";
import { putBackProblems, type Originals } from "../../judging/put-back.ts";
import { fleetPart, type Part } from "../../judging/serving.ts";
import type { Watch } from "../../judging/watched-endpoint.ts";
import { isPassing, takesRights } from "../../scenario/faults.ts";
import type { User } from "../../user.ts";
import type { LifeScenario } from "../scenario/scenario.ts";
import { endingProblems, fitProblems } from "./acts.ts";
import { campaignProblems } from "./campaigns.ts";
import { outcomeProblems, pictureOf, type Picture } from "./outcomes.ts";
import { madeProblems, thingsOf, type Things } from "./things.ts";

export interface JudgeParts {
  readonly world: World;
  readonly watch: Watch;
  readonly scenario: LifeScenario;
}

export class LifeJudge {
  readonly problems: string[] = [];
  operations = 0;
  /** The user has ended something that was stuck. */
  stopped = false;
  /** Servers that a fault of their boot lets die. */
  doomed: ReadonlySet<string> = new Set();
  readonly #parts: JudgeParts;
  readonly #floors = new Map<string, number>();
  readonly #beginnings = new Map<PlanId, Beginning>();
  readonly #plans: Plan[] = [];
  readonly #judged = new Set<OperationId>();
  readonly #first: Things;
  #before: Picture;
  #effects: Effect[] = [];
  #metAtMs: number | null = null;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
    const { world, watch, scenario } = parts;
    const fleets = scenario.life === "copy" ? [] : scenario.fleets;
    watch.parts = fleets.map(({ entry }) => ({
      ...fleetPart(entry),
      name: entry,
      // Of a fleet that no operation was begun on, nothing may be taken.
      floor: () => this.#floors.get(entry) ?? Infinity,
    }));
    this.#first = thingsOf(world);
    this.#before = pictureOf(world);
  }

  /** Of calls as they arrive: what they end must be theirs to end. */
  over(endpoint: PracticeEndpoint): PracticeEndpoint {
    return {
      handle: (request) => {
        const { world, scenario } = this.#parts;
        const sinceMs = world.nowMs - (this.#metAtMs ?? -Infinity);
        const isMet = sinceMs < ASKS_WITHIN_MS + unseenForMs(scenario.rules);
        const about = { world, scenario, plans: this.#plans, isMet };
        this.problems.push(...endingProblems(request, about));
        return endpoint.handle(request);
      },
    };
  }

  othersActed(): void {
    this.#metAtMs = this.#parts.world.nowMs;
  }

  begin(): void {
    const { firstImages } = this.#before;
    this.#before = { ...pictureOf(this.#parts.world), firstImages };
  }

  started(plan: Plan): void {
    const { world, scenario } = this.#parts;
    this.operations += 1;
    this.#plans.push(plan);
    if (plan.fleetName !== null && plan.groups) this.#floors.set(plan.fleetName, plan.floor);
    this.#beginnings.set(plan.id, beginningOf(world));
    this.problems.push(...fitProblems(world, plan, scenario));
  }

  /** What another console did, of which nobody knows any more. */
  forget(id: OperationId): void {
    this.#parts.watch.takeEffects();
    this.#judged.add(id);
  }

  operationEnded(id: OperationId, { operations }: SimulatedConsole): void {
    const detail = this.#judged.has(id) ? null : operations.detail(id);
    if (!detail) return;
    this.#judged.add(id);
    const { world } = this.#parts;
    const was = this.#beginnings.get(detail.plan.id);
    this.problems.push(...ownProblems(world, detail));
    if (this.#hasRights) this.problems.push(...leftProblems(world, detail, this.#isMet));
    if (was && this.#hasRights && !this.#isMet) this.problems.push(...this.#fleet(was, detail));
    if (this.#isEasy && detail.status === "failed" && !wasRefusedByUser(detail))
      this.problems.push(`${id} failed, though nothing stood in its way: ${detail.outcome ?? ""}`);
  }

  ended(id: OperationId, console: SimulatedConsole, user: User): void {
    const { world, watch } = this.#parts;
    const { journal, operations } = console;
    const details = journal.running
      .operations()
      .flatMap((record) => operations.detail(record.id) ?? []);
    for (const detail of details) this.operationEnded(detail.id, console);
    this.#effects.push(...watch.takeEffects());
    const written = journal.running
      .operations()
      .flatMap((record) => journal.evidence.intents(record.id))
      .map(({ call, outcome }) => ({ name: call.call, outcome: outcome?.kind ?? null }));
    this.problems.push(...exactlyOnceProblems(this.#effects, written));
    this.problems.push(...console.faults.map((fault) => `a defect: ${fault}`));
    if (!journal.verify().ok) this.problems.push("the journal doesn't verify");
    if (this.#hasRights && !this.#isMet)
      this.problems.push(...madeProblems(world, this.#first, details));
    const own = details.find((one) => one.id === id);
    if (own) this.#judgeWhole(own, details, user);
  }

  #judgeWhole(own: OperationDetail, all: readonly OperationDetail[], user: User): void {
    const { world, scenario } = this.#parts;
    const isMet = this.#isMet;
    const about = { world, before: this.#before, scenario, isMet };
    this.problems.push(...campaignProblems(own, all, about));
    this.problems.push(...outcomeProblems(own, about));
    const wasLeft = user.ended || this.stopped;
    if (this.#isEasy && !wasLeft && own.status !== "succeeded")
      this.problems.push(
        `${own.id} ${own.status}, though nothing stood in its way: ${own.outcome ?? ""}`,
      );
  }

  get #isMet(): boolean {
    return this.#metAtMs !== null;
  }

  get #hasRights(): boolean {
    return !takesRights(this.#parts.scenario.rules);
  }

  get #isEasy(): boolean {
    const { rules, broken } = this.#parts.scenario;
    return !this.#isMet && isPassing(rules) && broken === null;
  }

  #fleet(was: Beginning, detail: OperationDetail): string[] {
    const { world, watch } = this.#parts;
    const { fleetName, groups } = detail.plan;
    if (fleetName === null || !groups) return [];
    const part = fleetPart(fleetName);
    const originals = ofFleet(was.originals, part);
    const shift = { served: watch.servedAtShift, doomed: this.doomed };
    return [
      ...quietProblems(world, was.counted, detail, shift, part),
      ...putBackProblems(world, originals, detail),
      ...cloneProblems(world, originals, detail),
    ];
  }
}

/** Between the look that a call rests on and the call, with what the SDK tries again. */
const ASKS_WITHIN_MS = 30_000;

/** So old may an answer be, and so late may a call or its answer come. */
const unseenForMs = (rules: LifeScenario["rules"]): number =>
  rules.reduce((sum, { effect }) => sum + ("upToMs" in effect ? effect.upToMs : 0), 0);

/** Others may be at work on other fleets meanwhile. */
function ofFleet({ groups, templates }: Originals, part: Part): Originals {
  const own = new Map([...groups].filter(([name]) => part.owns(name)));
  const used = new Set([...own.values()].map(({ template }) => template?.id));
  return { groups: own, templates: new Map([...templates].filter(([id]) => used.has(id))) };
}

/** Somebody's word before a stage. */
const wasRefusedByUser = ({ steps, plan }: OperationDetail) =>
  steps.some(
    ({ stepId, status }) =>
      status === "failed" && plan.steps.find(({ id }) => id === stepId)?.work.kind === "gate",
  );
