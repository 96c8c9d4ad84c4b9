/** What the user of an operation does as soon as there is something to do it to, at whichever console is alive. */
import type { StepRecord } from "../../electron/journal/records.ts";
import { answerOf } from "../../shared/decide/gates/approval.ts";
import type { OperationId } from "../../shared/model/ids.ts";
import { isTerminal } from "../../shared/model/operation.ts";
import type { Plan, Step } from "../../shared/model/plan.ts";
import type { SimulatedConsole } from "./crashing-console.ts";
import type { Hand } from "./scenario/scenario.ts";
import type { User, UserParts } from "./user.ts";

const LOOKS_EVERY_MS = 15_000;

export type HandParts = Pick<UserParts, "sleep" | "console" | "tell"> & {
  readonly id: OperationId;
  readonly plan: Plan;
  readonly hand: Hand;
  readonly user: User;
};

interface Open {
  readonly operations: SimulatedConsole["operations"];
  readonly step: Step;
  readonly record: StepRecord;
}

export class UserHand {
  readonly #parts: HandParts;
  readonly #firstSeen = new Map<string, number>();
  #passedMs = 0;

  constructor(parts: HandParts) {
    this.#parts = parts;
    parts.user.unanswered = parts.plan.steps.filter(isApproval).length;
  }

  async work(): Promise<void> {
    const { hand, user, sleep } = this.#parts;
    if (!hand.skipsSoaks && hand.clearsAfterMs === null && user.unanswered === 0) return;
    for (; !this.#hasEnded(); this.#passedMs += LOOKS_EVERY_MS) {
      const open = this.#open();
      if (open) this.#touch(open);
      await sleep(LOOKS_EVERY_MS);
    }
  }

  #hasEnded(): boolean {
    const { id, console } = this.#parts;
    const { crashedAt, journal } = console();
    return crashedAt() === null && isTerminal(journal.running.operation(id)?.status ?? "stopped");
  }

  #open(): Open | null {
    const { id, plan, console } = this.#parts;
    const { crashedAt, journal, operations } = console();
    if (crashedAt() !== null || journal.running.operation(id)?.status !== "running") return null;
    const record = journal.running
      .steps(id)
      .find(({ status }) => status === "running" || status === "stuck");
    const step = plan.steps.find((each) => each.id === record?.stepId);
    return record && step ? { operations, step, record } : null;
  }

  #touch(open: Open): void {
    const { hand } = this.#parts;
    const { step, record } = open;
    if (isApproval(step)) this.#answer(open);
    else if (hand.skipsSoaks && step.skippable && step.work.kind === "soak") this.#skip(open);
    else if (record.stuck?.clear) this.#clear(open, record.stuck.clear.label);
  }

  #skip({ operations, step }: Open): void {
    const { id, tell } = this.#parts;
    tell(`the user skips: ${step.title}`);
    operations.skip(id, step.id, "a simulated user");
  }

  #clear({ operations, step }: Open, label: string): void {
    const { id, hand, user, tell } = this.#parts;
    if (hand.clearsAfterMs === null || !this.#isDue(`${step.id} ${label}`, hand.clearsAfterMs))
      return;
    tell(`the user clears it: ${label}`);
    user.cleared = true;
    operations.clear(id, step.id).catch((error: unknown) => tell(`not cleared: ${String(error)}`));
  }

  #answer({ operations, step, record }: Open): void {
    const { id, hand, user, tell } = this.#parts;
    if (hand.answer === null || answerOf(record.kept)) return;
    if (!this.#isDue(step.id, hand.answersAfterMs)) return;
    tell(`the user says ${hand.answer}: ${step.title}`);
    const approve = hand.answer === "go on";
    try {
      operations.approve(id, step.id, { approve, reason: "a simulated user" });
      if (approve) user.unanswered -= 1;
    } catch (error) {
      tell(`too late: ${String(error)}`);
    }
  }

  #isDue(what: string, afterMs: number): boolean {
    const sinceMs = this.#firstSeen.get(what) ?? this.#passedMs;
    this.#firstSeen.set(what, sinceMs);
    return this.#passedMs - sinceMs >= afterMs;
  }
}

const isApproval = ({ work }: Step) => work.kind === "gate" && work.gate.kind === "approval";
