/**
 * What a user may say to an operation that hasn't ended: pause, resume, stop, skip, take over. Each is written in the
 * journal, and wakes the one at work. It owns no operation; it must not know AWS or how plans are made.
 */
import { BennuError } from "../../shared/errors.ts";
import type { OperationId, StepId } from "../../shared/model/ids.ts";
import { wordsOf } from "../../shared/decide/decision.ts";
import { can } from "../../shared/rules/can.ts";
import {
  answerableUntilMs,
  answerOf,
  type ApprovalAnswer,
} from "../../shared/decide/gates/approval.ts";
import type { OperationState } from "./operation-state.ts";
import type { Running } from "./running.ts";

/** `attempt`: the one that failed; 0 where it was only refused. */
export type ChildChoice =
  | {
      readonly kind: "again";
      readonly key: string;
      readonly attempt: number;
      readonly reason: string;
    }
  | { readonly kind: "skip"; readonly key: string; readonly reason: string };

export interface UserWordsPorts {
  /** Throws BennuError: not-found, or conflict if it has ended. */
  open(id: OperationId): Running;
  now(state: OperationState): number;
  readonly who: string;
}

export class UserWords {
  readonly #ports: UserWordsPorts;

  constructor(ports: UserWordsPorts) {
    this.#ports = ports;
  }

  pause(id: OperationId): void {
    const { who } = this.#ports;
    this.#change(id, "running", "paused", `Paused by ${who}: the fleet stays as it is`);
  }

  resume(id: OperationId): void {
    this.#change(id, "paused", "running", `Goes on, by ${this.#ports.who}`);
  }

  async stop(id: OperationId, reason: string): Promise<void> {
    const why = reason.trim();
    const { who } = this.#ports;
    const outcome = why === "" ? `Stopped by ${who}.` : `Stopped by ${who}: ${asSentence(why)}`;
    await this.#endAs(id, "stopped", outcome);
  }

  async supersede(id: OperationId, by: string): Promise<void> {
    await this.#endAs(id, "superseded", by);
  }

  skip(id: OperationId, step: StepId, reason: string): void {
    const running = this.#ports.open(id);
    const { state } = running;
    const planned = state.plan.steps.find((candidate) => candidate.id === step);
    const { status } = state.step(step);
    if (!planned?.skippable) throw notSkippable(planned?.title ?? step);
    if (status === "done" || status === "skipped") return;
    const now = this.#ports.now(state);
    state.event(now, "warn", `${planned.title}: skipped by ${this.#ports.who}. ${reason}`, step);
    state.changeStep(step, {
      status: "skipped",
      endedAtMs: Math.round(now),
      note: `Skipped: ${reason}`,
      stuck: null,
    });
    running.poke();
  }

  /** A child that is held is begun once more, or left out with a reason. Refused for one that is under way or done. */
  choose(id: OperationId, step: StepId, choice: ChildChoice): void {
    const running = this.#ports.open(id);
    const { state } = running;
    const planned = state.plan.steps.find((candidate) => candidate.id === step);
    const child =
      planned?.work.kind === "run-children"
        ? planned.work.children.find(({ key }) => key === choice.key)
        : undefined;
    if (!planned || !child) throw cantAnswer("There is no such part of this campaign.");
    const { status, kept } = state.step(step);
    if (status === "done" || status === "skipped") throw settled(planned.title);
    const words = wordsOf(kept);
    const { name, key } = child;
    const reason = choice.reason.trim();
    const why = reason === "" ? "" : `: ${reason}`;
    const [now, { who }] = [this.#ports.now(state), this.#ports];
    if (choice.kind === "again") {
      const again = { ...words.again, [key]: choice.attempt };
      const { [key]: _, ...refused } = words.refused;
      state.event(now, "info", `${name}: to be tried again, by ${who}${why}`, step);
      state.changeStep(step, { kept: { ...kept, again, refused } });
    } else {
      const skipped = { ...words.skipped, [key]: `by ${who}${why}` };
      state.event(now, "warn", `${name}: skipped by ${who}${why}`, step);
      state.changeStep(step, { kept: { ...kept, skipped } });
    }
    running.poke();
  }

  /** A person's word for a gate that asks for it. The first one counts; after the time it is none. */
  approve(id: OperationId, step: StepId, word: Pick<ApprovalAnswer, "approve" | "reason">): void {
    const running = this.#ports.open(id);
    const { state } = running;
    const planned = state.plan.steps.find((candidate) => candidate.id === step);
    const { work, title = step } = planned ?? {};
    if (work?.kind !== "gate" || work.gate.kind !== "approval") throw asksNothing(title);
    const { startedAtMs, status, kept } = state.step(step);
    const atMs = this.#ports.now(state);
    const untilMs = answerableUntilMs(work.gate, startedAtMs);
    if (untilMs === null) throw notAskedYet(title);
    if (answerOf(kept) !== null || !["running", "stuck"].includes(status)) throw settled(title);
    if (atMs >= untilMs) throw tooLate(title);
    const answer: ApprovalAnswer = { ...word, who: this.#ports.who, atMs: Math.round(atMs) };
    const said = `${title}: ${answer.who} said ${word.approve ? "go on" : "no"}. ${word.reason}`;
    state.event(atMs, word.approve ? "good" : "warn", said.trim(), step);
    state.changeStep(step, { kept: { ...kept, answer } });
    running.poke();
  }

  /** Resolves when the calls that clear it were made; throws if that is no longer what holds the step. */
  async clear(id: OperationId, step: StepId): Promise<void> {
    const running = this.#ports.open(id);
    const { record } = running.state;
    const allowed = can.clear(record.status, running.state.step(step));
    if (!allowed.ok)
      throw new BennuError({ code: "refused", message: `${allowed.reason} ${allowed.cure}` });
    const { clear } = running.state.step(step).stuck ?? {};
    if (clear) await running.clear({ step, ...clear, who: this.#ports.who });
  }

  #change(id: OperationId, from: "running" | "paused", to: "running" | "paused", text: string) {
    const running = this.#ports.open(id);
    const { state } = running;
    if (state.record.status !== from) return;
    state.event(this.#ports.now(state), "info", text);
    state.change({ status: to });
    running.poke();
  }

  async #endAs(id: OperationId, status: "stopped" | "superseded", outcome: string): Promise<void> {
    const running = this.#ports.open(id);
    const { state, finished } = running;
    if (!state.record.ending) {
      state.event(this.#ports.now(state), "warn", outcome);
      state.change({ status: "stopping", ending: { status, outcome } });
      running.poke();
    }
    await finished;
  }
}

const asSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

const cantAnswer = (message: string) => new BennuError({ code: "refused", message });
const asksNothing = (title: string) => cantAnswer(`"${title}" asks nobody. Nothing was changed.`);
const notAskedYet = (title: string) =>
  cantAnswer(`"${title}" isn't asked yet. Nothing was changed. Answer when it is.`);
const settled = (title: string) =>
  cantAnswer(`"${title}" was answered already. Nothing was changed. Stop or roll back instead.`);
const tooLate = (title: string) =>
  cantAnswer(
    `The time to answer "${title}" is over. Nothing was changed. Roll back, or make a new plan.`,
  );

const notSkippable = (title: string) =>
  new BennuError({
    code: "refused",
    message: `"${title}" can't be skipped. Nothing was changed. Wait for it, or roll back.`,
  });
