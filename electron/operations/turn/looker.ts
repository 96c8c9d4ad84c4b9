/**
 * Looks at the world for a step and lets its pure decision be taken on what was seen. It changes nothing in the
 * cloud; a world that can't be read is no failure of the step.
 */
import { capacityEvents } from "../../../shared/decide/capacity-events.ts";
import {
  BELIEVED_AFTER_MS,
  type Decision,
  type Kept,
  type Memory,
} from "../../../shared/decide/decision.ts";
import { slowedDown } from "../../../shared/decide/stall/by-calls.ts";
import { toErrorData } from "../../../shared/errors.ts";
import type { FleetReading } from "../../../shared/guard/serving.ts";
import type { GroupName, OperationId } from "../../../shared/model/ids.ts";
import { isTerminal } from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";
import type { StepKind } from "../../../shared/model/step-work.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { Journal } from "../../journal/journal.ts";
import type { Cloud } from "../../ports.ts";
import type { CallName } from "../../../shared/model/call.ts";
import type { Caller } from "./caller.ts";
import { madeBefore } from "./made-before.ts";
import { readFleet } from "./fleet-reading.ts";
import type { RunnerPorts } from "../runner.ts";
import type { OperationState } from "../operation-state.ts";
import type { StepRegistry } from "../steps/registry.ts";
import type { MadeCall, StepContext, StepModule } from "../steps/step.ts";

export type Unreadable = Extract<Decision, { kind: "stuck" | "wait" }>;

const RECHECK_MS = 10_000;
const LONGEST_RECHECK_MS = 60_000;
/** A single lost read is nothing to trouble anyone with. */
const QUIET_FAILURES = 2;

export class Looker {
  readonly #journal: Journal;
  readonly #state: OperationState;
  readonly #caller: Caller;
  readonly #steps: StepRegistry;
  readonly #children: RunnerPorts["children"];
  #reading: FleetReading | null = null;
  #failures = 0;
  /** Since when every look says what would end the operation, though lists may lag; null: the newest doesn't. */
  #badSinceMs: number | null = null;

  constructor(
    journal: Journal,
    state: OperationState,
    caller: Caller,
    { steps, children }: Pick<RunnerPorts, "steps" | "children">,
  ) {
    this.#children = children;
    this.#journal = journal;
    this.#state = state;
    this.#caller = caller;
    this.#steps = steps;
  }

  async conclude(step: Step, cloud: Cloud): Promise<Decision> {
    // The registry pairs each kind with its module; the compiler can't follow that through a union.
    const module = this.#steps[step.work.kind] as StepModule<StepKind> | undefined;
    if (!module)
      return { kind: "failed", reason: `This Bennu doesn't know the step "${step.work.kind}".` };
    let seen: unknown;
    try {
      seen = await module.look(step.work, this.#context(step, cloud));
      this.#failures = 0;
    } catch (error) {
      return this.unreadable(error);
    }
    try {
      const nowMs = cloud.clock.now();
      return this.#onceItStays(
        module.decide(step.work, seen, this.#memory(step, nowMs), nowMs),
        nowMs,
      );
    } catch (error) {
      return {
        kind: "failed",
        reason: `Bennu has a defect in "${step.title}": ${toErrorData(error).message}`,
      };
    }
  }

  #onceItStays(decision: Decision, nowMs: number): Decision {
    if (decision.kind !== "failed" || !decision.mayLag) {
      this.#badSinceMs = null;
      return decision;
    }
    this.#badSinceMs ??= nowMs;
    if (nowMs - this.#badSinceMs >= BELIEVED_AFTER_MS) return decision;
    const note = `Looking again, since AWS's lists may lag behind. ${decision.reason}`;
    return { kind: "wait", note, recheckMs: RECHECK_MS, progress: null };
  }

  unreadable(error: unknown): Unreadable {
    this.#failures += 1;
    if (this.#failures <= QUIET_FAILURES) {
      return {
        kind: "wait",
        note: "AWS could not be read; looking again",
        recheckMs: 2000,
        progress: null,
      };
    }
    return {
      kind: "stuck",
      note: "AWS can't be read, so nothing is done",
      ...whyUnreadable(error),
      recheckMs: Math.min(LONGEST_RECHECK_MS, RECHECK_MS * this.#failures),
    };
  }

  #context(step: Step, cloud: Cloud): StepContext {
    const state = this.#state;
    const record = state.step(step.id);
    const nowMs = cloud.clock.now();
    let fleet: Promise<FleetReading> | null = null;
    return {
      operationId: state.id,
      plan: state.plan,
      step,
      reader: cloud.reader,
      startedAtMs: record.startedAtMs ?? nowMs,
      nowMs,
      outputs: state.outputs(),
      kept: record.kept,
      serverAskedAtMs: (role) => this.#serverAskedAtMs(role),
      places: () => this.#journal.bakes.places(state.record.connectionId),
      made: (name) => this.#made(name),
      fleet: () => (fleet ??= this.#readFleet(cloud)),
      ...(this.#children === undefined ? {} : { children: this.#children }),
      keptOf: (id) => state.step(id).kept,
    };
  }

  async #readFleet(cloud: Cloud): Promise<FleetReading> {
    const state = this.#state;
    const reading = await readFleet(state.plan, cloud);
    state.sample(reading);
    for (const { level, text } of capacityEvents(this.#reading, reading)) {
      state.event(reading.readAtMs, level, text, state.current()?.id ?? null);
    }
    this.#reading = reading;
    return reading;
  }

  #hasEnded(id: OperationId): boolean {
    const record = this.#journal.running.operation(id);
    return record !== null && isTerminal(record.status);
  }

  #claimedAtMs(group: GroupName): number | null {
    const originals = this.#journal.evidence.originals(this.#state.id);
    const claim = originals.find(
      ({ original }) => original.kind === "claim" && original.group === group,
    );
    return claim?.atMs ?? null;
  }

  #unansweredAtMs(group: GroupName, name?: CallName): number | null {
    const unanswered = this.#journal.evidence
      .intents(this.#state.id)
      .filter(({ call, outcome }) => {
        const isMeant = name === undefined || call.call === name;
        return (
          isMeant && "groupName" in call && call.groupName === group && outcome?.kind === "unknown"
        );
      });
    return unanswered.at(-1)?.atMs ?? null;
  }

  #askedAtMs(group: GroupName, name: CallName): number | null {
    const asked = this.#journal.evidence.intents(this.#state.id).findLast(({ call, outcome }) => {
      const isMeant = call.call === name && "groupName" in call && call.groupName === group;
      return isMeant && outcome?.kind !== "failed";
    });
    return asked?.atMs ?? null;
  }

  #made<N extends CallName>(name: N): readonly MadeCall<N>[] {
    return this.#journal.evidence
      .intents(this.#state.id)
      .filter((intent): intent is typeof intent & MadeCall<N> => intent.call.call === name);
  }

  #serverAskedAtMs(role: string): number | null {
    const asked = this.#journal.evidence
      .intents(this.#state.id)
      .filter(({ call }) => call.call === "RunInstances" && call.tags[TAG.role] === role);
    return asked.findLast(({ outcome }) => outcome?.kind !== "failed")?.atMs ?? null;
  }

  #memory(step: Step, nowMs: number): Memory {
    const state = this.#state;
    const record = state.step(step.id);
    return {
      operationId: state.id,
      stepId: step.id,
      holder: state.record.holder,
      startedAtMs: record.startedAtMs ?? 0,
      expected: step.expected,
      floor: state.plan.floor,
      hasEnded: (id) => this.#hasEnded(id),
      claimedAtMs: (group) => this.#claimedAtMs(group),
      unansweredAtMs: (group, name) => this.#unansweredAtMs(group, name),
      askedAtMs: (group, name) => this.#askedAtMs(group, name),
      madeBefore: (group) => madeBefore(this.#journal, state.id, group, nowMs - BELIEVED_AFTER_MS),
      leaving: state.record.ending?.status ?? null,
      clientToken: this.#caller.clientToken(step.id),
      calls: this.#caller
        .intents(step.id)
        .map(({ call, atMs, outcome }) => ({ name: call.call, atMs, outcome })),
      outputs: state.outputs(),
      kept: record.kept,
      keptBy: (kind) => this.#keptBy(kind),
    };
  }

  #keptBy(kind: StepKind): Kept | null {
    const records = this.#state.plan.steps
      .filter(({ work }) => work.kind === kind)
      .map(({ id }) => this.#state.step(id).kept);
    return records.findLast((kept) => kept !== null) ?? null;
  }
}

function whyUnreadable(error: unknown): { readonly cause: string; readonly cure: string } {
  const { code, message } = toErrorData(error);
  if (code === "throttled") return slowedDown(null);
  const cure = "Clear what it names; the operation goes on by itself from what the fleet is then.";
  return { cause: message, cure };
}
