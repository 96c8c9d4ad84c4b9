/** What the user of an operation about images does: answers gates, tries parts that failed again, skips or ends them. */
import { newestAttempt } from "../../../electron/campaign/made-by.ts";
import type { StepRecord } from "../../../electron/journal/records.ts";
import { answerOf } from "../../../shared/decide/gates/approval.ts";
import { wordsOf } from "../../../shared/decide/decision.ts";
import type { OperationId } from "../../../shared/model/ids.ts";
import { isTerminal } from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";
import type { User } from "../user.ts";
import type { LifeConsole } from "./console/console.ts";
import type { LifeHand } from "./scenario/scenario.ts";

const LOOKS_EVERY_MS = 15_000;
/** What isn't begun, or is begun and stands still, gets a while longer before somebody ends it. */
const PATIENCE = 3;
const LEAST_PATIENCE_MS = 10 * 60_000;

export interface LifeHandParts {
  readonly id: OperationId;
  readonly hand: LifeHand;
  readonly user: User;
  readonly sleep: (ms: number) => Promise<void>;
  readonly console: () => LifeConsole;
  readonly tell: (words: string) => void;
}

export class LifeUserHand {
  readonly #parts: LifeHandParts;
  readonly #firstSeen = new Map<string, number>();
  #passedMs = 0;

  constructor(parts: LifeHandParts) {
    this.#parts = parts;
  }

  async work(): Promise<void> {
    for (; !this.#hasEnded(); this.#passedMs += LOOKS_EVERY_MS) {
      this.#touch();
      await this.#parts.sleep(LOOKS_EVERY_MS);
    }
  }

  #hasEnded(): boolean {
    const { id, console } = this.#parts;
    const { crashedAt, journal } = console();
    return crashedAt() === null && isTerminal(journal.running.operation(id)?.status ?? "stopped");
  }

  #touch(): void {
    const { id, console, tell } = this.#parts;
    const { crashedAt, journal } = console();
    if (crashedAt() !== null) return;
    const record = journal.running.operation(id);
    const plan = record?.status === "running" ? journal.evidence.plan(record.planId) : null;
    const open = journal.running
      .steps(id)
      .find(({ status }) => status === "running" || status === "stuck");
    const step = plan?.steps.find((one) => one.id === open?.stepId);
    if (!open || !step) return;
    try {
      if (step.work.kind === "gate") this.#answer(step, open);
      if (step.work.kind === "run-children") this.#choose(step, open);
    } catch (error) {
      tell(`not now: ${String(error)}`);
    }
  }

  #answer(step: Step, { kept }: StepRecord): void {
    const { id, hand, user, console, tell } = this.#parts;
    if (answerOf(kept) || !this.#isDue(step.id, hand.actsAfterMs)) return;
    tell(`the user says ${hand.answer}: ${step.title}`);
    const approve = hand.answer === "go on";
    if (!approve) user.ended = true;
    console().operations.approve(id, step.id, { approve, reason: "a simulated user" });
  }

  #choose(step: Step, { kept }: StepRecord): void {
    const words = wordsOf(kept);
    const { id, console } = this.#parts;
    const children = step.work.kind === "run-children" ? step.work.children : [];
    for (const { key } of children) {
      const newest = newestAttempt(console().journal, id, key);
      if (words.skipped[key] !== undefined || newest?.record.status === "succeeded") continue;
      const attempt = newest?.attempt ?? 0;
      if (newest && !isTerminal(newest.record.status)) this.#endStuck(newest.record.id);
      else if (newest && (words.again[key] ?? 0) < attempt) this.#tryAgain(step, key, attempt);
      else if (words.refused[key]) this.#skip(step, key, "refused", this.#patienceMs);
    }
  }

  get #patienceMs(): number {
    return Math.max(LEAST_PATIENCE_MS, PATIENCE * this.#parts.hand.actsAfterMs);
  }

  #tryAgain(step: Step, key: string, attempt: number): void {
    const { id, hand, console, tell } = this.#parts;
    if (attempt > hand.tries) return this.#skip(step, key, String(attempt), hand.actsAfterMs);
    if (!this.#isDue(`${step.id} ${key} ${String(attempt)}`, hand.actsAfterMs)) return;
    tell(`the user tries ${key} again`);
    const choice = { kind: "again", key, attempt, reason: "a simulated user" } as const;
    console().operations.choose(id, step.id, choice);
  }

  #skip(step: Step, key: string, why: string, afterMs: number): void {
    const { id, user, console, tell } = this.#parts;
    if (!this.#isDue(`${step.id} ${key} ${why}`, afterMs)) return;
    tell(`the user skips ${key}`);
    user.ended = true;
    console().operations.choose(id, step.id, { kind: "skip", key, reason: "a simulated user" });
  }

  /** On its own page. */
  #endStuck(child: OperationId): void {
    const { user, console, tell } = this.#parts;
    const { operations } = console();
    if (!operations.summary(child)?.stuck) return void this.#firstSeen.delete(`stuck ${child}`);
    if (!this.#isDue(`stuck ${child}`, this.#patienceMs)) return;
    tell(`the user stops ${child}: ${operations.summary(child)?.stuck?.cause ?? ""}`);
    user.ended = true;
    operations.stop(child, "a simulated user").catch(() => undefined);
  }

  #isDue(what: string, afterMs: number): boolean {
    const sinceMs = this.#firstSeen.get(what) ?? this.#passedMs;
    this.#firstSeen.set(what, sinceMs);
    return this.#passedMs - sinceMs >= afterMs;
  }
}
