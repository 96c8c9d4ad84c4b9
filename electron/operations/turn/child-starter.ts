/**
 * Carries out what a step decided about its children: begins one, and keeps with the step why it wasn't begun, so that
 * it is shown and tried again; or has some stopped. What it writes it adds to what people said meanwhile.
 */
import { wordsOf, type Decision } from "../../../shared/decide/decision.ts";
import type { ChildWords } from "../../../shared/model/campaign.ts";
import type { OperationId } from "../../../shared/model/ids.ts";
import type { Step } from "../../../shared/model/plan.ts";
import type { Cloud } from "../../ports.ts";
import type { Children } from "../children.ts";
import type { OperationState } from "../operation-state.ts";

export class ChildStarter {
  readonly #state: OperationState;
  readonly #children: Children | undefined;

  constructor(state: OperationState, children: Children | undefined) {
    this.#state = state;
    this.#children = children;
  }

  /** Null: it was begun, or it is written down why not. Throws where the world can't be read. */
  async begin(
    step: Step,
    { child, attempt, image }: Extract<Decision, { kind: "begin" }>,
    { clock }: Cloud,
    isWanted: () => boolean,
  ): Promise<null> {
    const { record, plan, id } = this.#state;
    const { connectionId, reason, changeNumber } = record;
    const partOf = { operationId: id, title: plan.title, key: child.key, attempt };
    const order = { partOf, connectionId, child, image, reason, changeNumber };
    const came = await this.#children?.begin(order, isWanted);
    const { key, name } = child;
    switch (came?.kind) {
      case "started":
        this.#keep(step, "refused", key, undefined);
        this.#state.event(
          clock.now(),
          "info",
          `${name}: begun${attempt > 1 ? ` once more, as attempt ${String(attempt)}` : ""}`,
          step.id,
        );
        return null;
      case "found":
        this.#keep(step, "found", key, { imageId: came.imageId, note: came.note });
        return null;
      case "refused":
        this.#sayRefused(step, key, `${name}: not begun. ${came.reason} ${came.cure}`, clock.now());
        this.#keep(step, "refused", key, {
          reason: came.reason,
          cure: came.cure,
          atMs: Math.round(clock.now()),
        });
        return null;
      case "unwanted":
      case undefined:
        return null;
    }
  }

  end(operations: readonly OperationId[]): void {
    const { plan, record } = this.#state;
    const why = record.ending?.outcome ?? "The campaign has ended.";
    for (const id of operations) this.#children?.stop(id, `${plan.title}: ${why}`);
  }

  /** Only what is new: it is tried again and again. */
  #sayRefused(step: Step, key: string, text: string, nowMs: number): void {
    const known = wordsOf(this.#state.step(step.id).kept).refused[key];
    if (known && text.includes(known.reason)) return;
    this.#state.event(nowMs, "warn", text, step.id);
  }

  #keep(step: Step, name: keyof ChildWords, key: string, value: unknown): void {
    const { kept } = this.#state.step(step.id);
    const { [key]: _, ...others } = (kept?.[name] ?? {}) as Readonly<Record<string, unknown>>;
    const changed = value === undefined ? others : { ...others, [key]: value };
    this.#state.changeStep(step.id, { kept: { ...kept, [name]: changed } });
  }
}
