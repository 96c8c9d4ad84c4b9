/**
 * Makes plans from fresh facts and keeps them until they are started. What was shown is what is run: before a start
 * the plan is made once more from what the cloud holds then, and if its steps differ it isn't started.
 */
import { BennuError } from "../../shared/errors.ts";
import type { FleetId, OperationId } from "../../shared/model/ids.ts";
import { planId, stepId } from "../../shared/model/ids.ts";
import type { Intent } from "../../shared/model/intent.ts";
import type { Plan, Planned } from "../../shared/model/plan.ts";
import type { PlanIds } from "../../shared/plan/plan-input.ts";
import type { Random } from "../ports.ts";

export interface PlanRequest {
  readonly intent: Intent;
  readonly ids: PlanIds;
  /** On the connection's clock; null: now. A plan that is made again is made as of the first time. */
  readonly nowMs: number | null;
  readonly superseding: OperationId | null;
  /** A person will look at it: with its outlook. */
  readonly isPreview?: boolean;
}
export type MakePlan = (request: PlanRequest) => Promise<Planned>;

interface Kept {
  readonly plan: Plan;
  readonly superseding: OperationId | null;
}

const mostKept = 100;

export class PlanBook {
  readonly #make: MakePlan;
  readonly #random: Random;
  readonly #kept = new Map<string, Kept>();

  constructor(parts: { make: MakePlan; random: Random }) {
    this.#make = parts.make;
    this.#random = parts.random;
  }

  /** To look at before it is started: with its outlook, which takes a few more readings. */
  preview(intent: Intent, superseding: OperationId | null = null): Promise<Planned> {
    return this.make(intent, superseding, true);
  }

  async make(
    intent: Intent,
    superseding: OperationId | null = null,
    isPreview = false,
  ): Promise<Planned> {
    const planned = await this.#anew(intent, superseding, isPreview);
    if (!planned.refused) this.#keep({ plan: planned.plan, superseding });
    return planned;
  }

  /** That nobody will start by its name: kept, it would push out plans that people look at. */
  makeUnkept(intent: Intent, superseding: OperationId | null = null): Promise<Planned> {
    return this.#anew(intent, superseding, false);
  }

  /** The plan, if it would still be the same; throws `not-found`, `conflict` or the refusal of now. */
  async stillGood(id: string): Promise<Plan> {
    const kept = this.#kept.get(id);
    if (!kept) throw new BennuError({ code: "not-found", message: forgotten });
    const { plan, superseding } = kept;
    const { intent, madeAtMs } = plan;
    const again = await this.#make({ intent, ids: idsOf(plan.id), nowMs: madeAtMs, superseding });
    if (again.refused) throw changed(`${again.reason} ${again.cure}`);
    const differing = firstDifference(plan, again.plan);
    if (differing !== null) throw changed(`What would be done differs now at "${differing}".`);
    return plan;
  }

  forget(id: string): void {
    this.#kept.delete(id);
  }

  /** A plan whose fleet was begun on is no use to anyone any more. */
  forgetOf(fleet: FleetId): void {
    for (const [id, { plan }] of this.#kept) if (plan.fleetId === fleet) this.#kept.delete(id);
  }

  #anew(intent: Intent, superseding: OperationId | null, isPreview: boolean): Promise<Planned> {
    const ids = idsOf(this.#random.id("plan"));
    return this.#make({ intent, ids, nowMs: null, superseding, isPreview });
  }

  #keep(kept: Kept): void {
    this.#kept.set(kept.plan.id, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function idsOf(id: string): PlanIds {
  return { planId: planId(id), stepId: (place) => stepId(`${id}/${String(place)}`) };
}

/** The title of the first step that isn't the same, or null. */
function firstDifference(left: Plan, right: Plan): string | null {
  const rows = Math.max(left.steps.length, right.steps.length);
  for (let at = 0; at < rows; at += 1) {
    const [one, other] = [left.steps[at], right.steps[at]];
    const same =
      JSON.stringify([one?.work, one?.calls]) === JSON.stringify([other?.work, other?.calls]);
    if (!same) return one?.title ?? other?.title ?? "";
  }
  return null;
}

const forgotten =
  "This plan isn't kept any more: it was started already, or the console was started anew. Make it again.";

const changed = (what: string) =>
  new BennuError({
    code: "conflict",
    message: `The cloud has changed since this plan was made, so it wasn't started. ${what} Nothing was changed. Make the plan again.`,
  });
