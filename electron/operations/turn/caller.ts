/**
 * The one place where an operation's calls are made: the guard on a reading made right before, then the intent in
 * the journal, then the call, then its result in the journal. Nothing is called that isn't written down.
 */
import { createHash } from "node:crypto";
import { foreignClaim } from "../../../shared/decide/release/claim-tag.ts";
import { BELIEVED_AFTER_MS } from "../../../shared/decide/decision.ts";
import { describeCall, targetOf } from "../../../shared/decide/words.ts";
import { toErrorData } from "../../../shared/errors.ts";
import { guard } from "../../../shared/guard/guard.ts";
import { takesAway, type GuardReading, type Verdict } from "../../../shared/guard/asked.ts";
import { withOwnCalls, type OwnCall } from "../../../shared/guard/own-calls.ts";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import type { StepId } from "../../../shared/model/ids.ts";
import type { OperationEvent } from "../../../shared/model/operation.ts";
import type { Journal } from "../../journal/journal.ts";
import type { IntentRecord } from "../../journal/records.ts";
import type { Cloud } from "../../ports.ts";
import { readForGuard } from "./fleet-reading.ts";
import type { OperationState } from "../operation-state.ts";

/** Called at named points, so that tests can end the process there: `after-intent:CreateAutoScalingGroup`. */
export type CrashPoint = (point: string) => void;

export type Made =
  | { readonly kind: "refused"; readonly reason: string; readonly cure: string }
  | { readonly kind: "answered"; readonly outcome: CallOutcome };

export class Caller {
  readonly #journal: Journal;
  readonly #state: OperationState;
  readonly #crashPoint: CrashPoint;
  /** Of the steps that were asked for since the last write: a look asks several times. */
  readonly #known = new Map<StepId, readonly IntentRecord[]>();
  /** Those that lists may not show yet; null: since the console began none was asked for. */
  #recent: (OwnCall & { readonly atMs: number })[] | null = null;
  #lastRefusal = "";

  constructor(journal: Journal, state: OperationState, crashPoint: CrashPoint) {
    this.#journal = journal;
    this.#state = state;
    this.#crashPoint = crashPoint;
  }

  /** Throws if the reading for the guard can't be had: then nothing was called. */
  async make(step: StepId, call: Call, cloud: Cloud): Promise<Made> {
    const verdict = await this.#judge(call, cloud);
    if (verdict && !verdict.ok) return this.#refuse(step, call, verdict, cloud.clock.now());
    if (verdict) this.#lastRefusal = "";
    const key = this.#writeIntent(step, call, cloud.clock.now());
    this.#crashPoint(`after-intent:${call.call}`);
    const began = performance.now();
    const outcome = await cloud.actor.perform(call).catch(unanswered);
    this.#crashPoint(`after-act:${call.call}`);
    this.#writeResult(key, step, call, outcome, {
      atMs: cloud.clock.now(),
      durationMs: performance.now() - began,
    });
    this.#recent?.push({ call, outcome, atMs: cloud.clock.now() });
    this.#crashPoint(`after-result:${call.call}`);
    return { kind: "answered", outcome };
  }

  intents(step: StepId): readonly IntentRecord[] {
    const known = this.#known.get(step) ?? this.#journal.evidence.intents(this.#state.id, step);
    this.#known.set(step, known);
    return known;
  }

  /** The same for the same try; another one after a known failure. */
  clientToken(step: StepId): string {
    const name = `${this.#state.id}/${step}/${String(this.#attempt(step))}`;
    return `bennu-${createHash("sha256").update(name).digest("hex").slice(0, 40)}`;
  }

  /** After a restart: intents whose answer was never written. What came of them, only a look can tell. */
  closeDangling(atMs: number): void {
    for (const intent of this.#journal.evidence.intents(this.#state.id)) {
      if (intent.outcome !== null) continue;
      const message = "The console ended before the answer was seen.";
      this.#writeResult(
        intent.key,
        intent.stepId,
        intent.call,
        { kind: "unknown", message },
        { atMs, durationMs: 0 },
      );
    }
  }

  async #judge(call: Call, cloud: Cloud): Promise<Verdict | null> {
    if (!takesAway(call)) return null;
    const fresh = await this.#freshReading(call, cloud);
    if (fresh === null) return ANSWERS_TOO_LATE;
    // One act may make hundreds of calls: what is on screen follows each of them, not the next look alone.
    this.#state.sample(fresh);
    const { floor } = this.#state.plan;
    const nowMs = cloud.clock.now();
    const known = withOwnCalls(fresh, this.#recentCalls(nowMs));
    return this.#takenOver(call, fresh, nowMs) ?? guard(call, known, floor);
  }

  #recentCalls(nowMs: number): readonly OwnCall[] {
    const made = this.#recent ?? [...this.#journal.evidence.intents(this.#state.id)];
    this.#recent = made.filter(({ atMs }) => nowMs - atMs < BELIEVED_AFTER_MS);
    return this.#recent;
  }

  /** Null: AWS's answers came so late, again and again, that they tell of another time. */
  async #freshReading(call: Call, cloud: Cloud): Promise<GuardReading | null> {
    const { clock } = cloud;
    const longestMs = READING_TAKES_WALL_MS * clock.reading().speed;
    for (let tries = 0; tries < READING_TRIES; tries += 1) {
      const askedAtMs = clock.now();
      const fresh = await readForGuard(this.#state.plan, call, cloud);
      if (clock.now() - askedAtMs <= longestMs) return fresh;
    }
    return null;
  }

  /** Two consoles that claimed at once, or one that slept since it last looked: the claim has the last word. */
  #takenOver(call: Call, fresh: GuardReading, nowMs: number): Verdict | null {
    const group = "groupName" in call ? fresh.groups.get(call.groupName) : undefined;
    const other = group && foreignClaim(group, this.#state.id, nowMs);
    if (!group || !other) return null;
    const reason = `${group.name} is held by ${other.holder} for the operation ${other.operationId} now, so ${call.call} was not called.`;
    return { ok: false, reason, cure: "Look at what the other operation does." };
  }

  #refuse(step: StepId, call: Call, verdict: Verdict & { ok: false }, atMs: number): Made {
    if (verdict.reason !== this.#lastRefusal) {
      const shown = shownCall(call, "refused-by-guard", null, null);
      this.#state.event(atMs, "warn", verdict.reason, step, shown);
    }
    this.#lastRefusal = verdict.reason;
    return { kind: "refused", reason: verdict.reason, cure: verdict.cure };
  }

  #attempt(step: StepId): number {
    return this.intents(step).filter((intent) => intent.outcome?.kind === "failed").length;
  }

  #writeIntent(step: StepId, call: Call, atMs: number): string {
    const index = this.intents(step).length;
    const key = `${this.#state.id}/${step}/${String(this.#attempt(step))}/${String(index)}`;
    this.#known.delete(step);
    this.#journal.write(() =>
      this.#journal.evidence.addIntent({
        key,
        operationId: this.#state.id,
        stepId: step,
        atMs,
        call,
      }),
    );
    return key;
  }

  #writeResult(
    key: string,
    step: StepId,
    call: Call,
    outcome: CallOutcome,
    { atMs, durationMs }: { atMs: number; durationMs: number },
  ): void {
    this.#known.delete(step);
    this.#journal.write(() => {
      this.#journal.evidence.addResult(key, atMs, durationMs, outcome);
      const requestId = outcome.kind === "unknown" ? null : outcome.requestId;
      const shown = shownCall(call, outcome.kind, requestId, Math.round(durationMs));
      this.#state.event(
        atMs,
        outcome.kind === "ok" ? "info" : "warn",
        resultText(call, outcome),
        step,
        shown,
      );
    });
  }
}

/** Of the wall's time: what was read before that is no reading made a moment ago. */
const READING_TAKES_WALL_MS = 5000;
const READING_TRIES = 3;
const ANSWERS_TOO_LATE: Verdict = {
  ok: false,
  reason: "AWS answers so late that nobody knows what serves right now, so nothing was taken away.",
  cure: "It goes on by itself as soon as AWS answers within seconds.",
};

/** A call that broke off in our own hands may have been sent. */
const unanswered = (error: unknown): CallOutcome => ({
  kind: "unknown",
  message: toErrorData(error).message,
});

function shownCall(
  call: Call,
  outcome: NonNullable<OperationEvent["call"]>["outcome"],
  requestId: string | null,
  durationMs: number | null,
): OperationEvent["call"] {
  return { name: call.call, target: targetOf(call), outcome, requestId, durationMs };
}

function resultText(call: Call, outcome: CallOutcome): string {
  const what = describeCall(call);
  if (outcome.kind === "ok") return what;
  if (outcome.kind === "failed") return `${what}: AWS answered ${outcome.code}, ${outcome.message}`;
  return `${what}: no answer was seen (${outcome.message}); what came of it will be looked at`;
}
