/**
 * Starts the children of campaigns by the one way that starts any operation: a plan from fresh facts, the connection's
 * guard rails, then the journal. What was said at the campaign's start counts for each child.
 */
import type { ChildSeen } from "../../shared/campaign/child-states.ts";
import { BELIEVED_AFTER_MS } from "../../shared/decide/decision.ts";
import { toErrorData, type ErrorCode } from "../../shared/errors.ts";
import type { ChildIntent } from "../../shared/model/campaign.ts";
import type { FleetView } from "../../shared/model/fleet.ts";
import type { GuardRails } from "../../shared/model/guard-rails.ts";
import type { ConnectionId, FleetId, ImageId, OperationId } from "../../shared/model/ids.ts";
import { imageId } from "../../shared/model/ids.ts";
import { isTerminal } from "../../shared/model/operation.ts";
import type { Plan, Planned } from "../../shared/model/plan.ts";
import { defaultIntent } from "../../shared/plan/strategy/strategy-defaults.ts";
import { refuse } from "../../shared/plan/plan-input.ts";
import type { FleetPolicy } from "../../shared/rules/fleet-policy.ts";
import { mayStart } from "../../shared/rules/guard-rails.ts";
import type { StrategyAnswer } from "../../shared/contract/strategy-answer.ts";
import type { Journal } from "../journal/journal.ts";
import { childId, type ChildCame, type ChildOrder, type Children } from "../operations/children.ts";
import type { Operations } from "../operations/operations.ts";
import type { PlanBook } from "../planning/plan-book.ts";
import { planWayBack } from "../planning/way-back.ts";
import { newestAttempt } from "./made-by.ts";

export interface ChildParts {
  readonly journal: Journal;
  readonly operations: Pick<Operations, "start" | "stop" | "supersede" | "summary">;
  readonly book: Pick<PlanBook, "makeUnkept">;
  /** As last known; null: there is none. */
  readonly fleet: (id: FleetId) => FleetView | null;
  readonly strategies: (fleet: FleetId, image: ImageId) => Promise<StrategyAnswer>;
  readonly rails: (id: ConnectionId) => GuardRails;
  readonly nowMs: (id: ConnectionId) => number;
  readonly policy: FleetPolicy;
  readonly onFault: (id: OperationId, message: string) => void;
}

/** Not now, or not like this: said, and tried again. Anything else is a world that can't be read. */
const refusals: readonly ErrorCode[] = [
  "refused",
  "conflict",
  "read-only",
  "not-found",
  "invalid-input",
  "recipe-invalid",
];

export class ChildOperations implements Children {
  readonly #parts: ChildParts;

  constructor(parts: ChildParts) {
    this.#parts = parts;
  }

  seen(campaign: OperationId, keys: readonly string[]): ReadonlyMap<string, ChildSeen> {
    const rows = keys.flatMap((key) => {
      const seen = this.#seenOf(campaign, key);
      return seen === null ? [] : [[key, seen] as const];
    });
    return new Map(rows);
  }

  #seenOf(campaign: OperationId, key: string): ChildSeen | null {
    const { journal, operations, nowMs } = this.#parts;
    const newest = newestAttempt(journal, campaign, key);
    if (newest === null) return null;
    const { attempt, record } = newest;
    const summary = operations.summary(record.id);
    const endMs = summary?.expectedEndMs ?? null;
    const made = record.bake?.imageId ?? null;
    return {
      key,
      attempt,
      operationId: record.id,
      status: record.status,
      outcome: record.outcome ?? record.ending?.outcome ?? null,
      progress: summary?.progress ?? 0,
      leftMs: endMs === null ? null : Math.max(0, endMs - nowMs(record.connectionId)),
      stuck: isTerminal(record.status) ? null : (summary?.stuck ?? null),
      imageId: made === null ? null : imageId(made),
    };
  }

  async begin(order: ChildOrder, isWanted: () => boolean): Promise<ChildCame> {
    try {
      return await this.#begin(order, isWanted);
    } catch (error) {
      const { code, message } = toErrorData(error);
      if (!refusals.includes(code)) throw error;
      return { kind: "refused", reason: message, cure: "Clear what it names." };
    }
  }

  stop(id: OperationId, reason: string): void {
    const { operations, onFault } = this.#parts;
    operations.stop(id, reason).catch((error: unknown) => onFault(id, toErrorData(error).message));
  }

  async #begin(order: ChildOrder, isWanted: () => boolean): Promise<ChildCame> {
    const { journal } = this.#parts;
    const { partOf, child } = order;
    const id = childId(partOf.operationId, partOf.key, partOf.attempt);
    const known = journal.running.operation(id);
    if (known !== null) return { kind: "started", operationId: id };
    const there = this.#isBack(child.intent);
    if (there !== null) return { kind: "found", imageId: null, note: there };
    const planned = await this.#plan(order);
    if (planned.refused) return { kind: "refused", reason: planned.reason, cure: planned.cure };
    const { plan } = planned;
    const reuse = plan.bake?.reuse ?? null;
    if (reuse !== null)
      return {
        kind: "found",
        imageId: reuse.imageId,
        note: `${reuse.name} is there already, of the same inputs and verified`,
      };
    return this.#start(plan, order, id, isWanted);
  }

  async #start(
    plan: Plan,
    { partOf, child, reason, changeNumber }: ChildOrder,
    id: OperationId,
    isWanted: () => boolean,
  ): Promise<ChildCame> {
    const { operations, rails, nowMs } = this.#parts;
    const { connectionId } = plan;
    const said = { reason, changeNumber };
    const may = mayStart(plan.kind, rails(connectionId), said, nowMs(connectionId));
    if (!may.ok) return { kind: "refused", reason: may.reason, cure: may.cure };
    if (!isWanted()) return { kind: "unwanted" };
    await this.#takeOver(child.intent, plan);
    if (!isWanted()) return { kind: "unwanted" };
    const release = partOf.operationId;
    const started = operations.start(
      { ...plan, partOf },
      { reason: reasonOf(reason, partOf.title), changeNumber, release, id },
    );
    return { kind: "started", operationId: started };
  }

  /** A replacement that still runs is ended by the roll back that takes it over. */
  async #takeOver(intent: ChildIntent, { title }: Plan): Promise<void> {
    if (intent.kind !== "rollback") return;
    const record = this.#parts.journal.running.operation(intent.of);
    if (record === null || isTerminal(record.status)) return;
    await this.#parts.operations.supersede(intent.of, `${title} took over.`);
  }

  #plan({ child, image, connectionId }: ChildOrder): Promise<Planned> {
    const { book } = this.#parts;
    const { intent } = child;
    switch (intent.kind) {
      case "bake": {
        const { recipeFile, instanceType } = intent;
        const bake = { kind: "bake", connectionId, recipeFile, instanceType } as const;
        return book.makeUnkept({ ...bake, baseImageId: image, subnetId: null });
      }
      case "replace":
        return this.#planReplace(intent, image);
      case "rollback":
        return this.#planReturn(intent);
    }
  }

  /** By the strategy that is proposed for the fleet now, as the wizard would. */
  async #planReplace(
    { fleetId, onFailure }: Extract<ChildIntent, { kind: "replace" }>,
    image: ImageId | null,
  ): Promise<Planned> {
    const { book, strategies, policy } = this.#parts;
    const fleet = this.#parts.fleet(fleetId);
    if (fleet === null || image === null) return noFleet(fleetId);
    const answer = await strategies(fleetId, image);
    if (answer.refused) return answer;
    const { strategy, why, choices } = answer.proposal;
    if (strategy === null) return refuse(choices[0]?.reason ?? why, choices[0]?.cure ?? "");
    const intent = defaultIntent(strategy, {
      fleetId,
      imageId: image,
      desired: fleet.desired,
      policy,
    });
    return book.makeUnkept({ ...intent, onFailure });
  }

  async #planReturn({ of }: Extract<ChildIntent, { kind: "rollback" }>): Promise<Planned> {
    const { journal, book, fleet } = this.#parts;
    const record = journal.running.operation(of);
    const plan = record && journal.evidence.plan(record.planId);
    if (!plan) return refuse(`The journal has no plan of ${of}.`, "Roll the fleet back by hand.");
    const make: PlanBook["make"] = (intent, ended) => book.makeUnkept(intent, ended);
    return planWayBack({ book: { make }, fleet }, plan, of);
  }

  /** Why there is nothing to take back; null: there is. */
  #isBack(intent: ChildIntent): string | null {
    if (intent.kind !== "rollback") return null;
    const { journal, fleet: fleetOf } = this.#parts;
    const record = journal.running.operation(intent.of);
    const label = record && journal.evidence.plan(record.planId)?.groups?.fromLabel;
    const fleet = fleetOf(intent.fleetId);
    if (!record || !isTerminal(record.status) || !fleet || !label) return null;
    // What was read before that, or while AWS's lists lagged, may be how it was before the replacement.
    if (fleet.readAtMs < (record.endedAtMs ?? Infinity) + BELIEVED_AFTER_MS) return null;
    const serving = fleet.generations.filter(
      (one) => one.state === "live" || (one.state === "rising" && one.servers > 0),
    );
    const isAlone = serving.every((one) => one.label === label) && serving.length === 1;
    return isAlone ? `${fleet.name} serves from ${label} already` : null;
  }
}

const noFleet = (id: FleetId) =>
  refuse(`There is no fleet ${id} now.`, "Look at its groups in AWS, or skip it.");

const reasonOf = (reason: string, title: string) =>
  reason.trim() === "" ? title : `${reason.trim()} (${title})`;
