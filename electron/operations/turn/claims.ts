/**
 * Keeps an operation's claims: renews them, so that no other console takes them for left behind, and finds out when
 * one was taken over while this console was away or paused. Then the operation must not go on.
 */
import {
  CLAIM_RENEWED_EVERY_MS,
  claimText,
  foreignClaim,
  isToRenew,
} from "../../../shared/decide/release/claim-tag.ts";
import { BELIEVED_AFTER_MS } from "../../../shared/decide/decision.ts";
import { toErrorData } from "../../../shared/errors.ts";
import type { GroupFact } from "../../../shared/model/facts.ts";
import { stepId, type GroupName } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { Journal } from "../../journal/journal.ts";
import type { Cloud } from "../../ports.ts";
import type { Caller } from "./caller.ts";
import type { Unreadable } from "./looker.ts";
import type { OperationState } from "../operation-state.ts";

const claimStep = stepId("keep-claim");

export class ClaimKeeper {
  readonly #journal: Journal;
  readonly #state: OperationState;
  readonly #caller: Caller;
  /** Null: not looked at since the console began, or since a pause. */
  #seenAtMs: number | null = null;
  /** Since when every look shows another's claim; null: the newest doesn't. */
  #lostSinceMs: number | null = null;

  constructor(journal: Journal, state: OperationState, caller: Caller) {
    this.#journal = journal;
    this.#state = state;
    this.#caller = caller;
  }

  /** Look again before the next step, however short the time. */
  doubt(): void {
    this.#seenAtMs = null;
  }

  /**
   * Why the operation must not go on; null: the claims are its own. Throws if that can't be read and was not seen
   * since the console began; a renewal that can't be made later on is tried again.
   */
  async keep(cloud: Cloud): Promise<string | Unreadable | null> {
    const nowMs = cloud.clock.now();
    if (this.#seenAtMs !== null && nowMs - this.#seenAtMs < CLAIM_RENEWED_EVERY_MS) return null;
    try {
      const groups = await this.#claimed(cloud);
      const lost = groups
        .map((group) => takenOver(group, this.#state, nowMs))
        .find((reason) => reason !== null);
      if (lost !== undefined) return this.#onceItStays(lost, nowMs);
      this.#lostSinceMs = null;
      for (const group of groups) await this.#renew(group, cloud, nowMs);
      this.#seenAtMs = nowMs;
    } catch (error) {
      if (this.#seenAtMs === null) throw error;
      this.#seenAtMs = nowMs;
      this.#state.event(
        nowMs,
        "warn",
        `The claim could not be looked at: ${toErrorData(error).message}`,
      );
    }
    return null;
  }

  /** AWS's lists may lag behind: the claim that they show may be one that was let go of. */
  #onceItStays(lost: string, nowMs: number): string | Unreadable {
    this.#lostSinceMs ??= nowMs;
    if (nowMs - this.#lostSinceMs >= BELIEVED_AFTER_MS) return lost;
    const note = `Looking again, since AWS's lists may lag behind. ${lost}`;
    return { kind: "wait", note, recheckMs: 10_000, progress: null };
  }

  async #claimed(cloud: Cloud): Promise<readonly GroupFact[]> {
    const held = this.#journal.evidence
      .originals(this.#state.id)
      .filter((one) => one.state === "pending");
    const names = held
      .filter((one) => one.original.kind === "claim")
      .map((one) => one.original.group)
      .filter((name) => !this.#isLettingGo(name));
    return names.length === 0 ? [] : cloud.reader.groups(names, 0);
  }

  /** It has asked for the claim to come off: written anew it would outlast the operation. */
  #isLettingGo(name: GroupName): boolean {
    return this.#journal.evidence
      .intents(this.#state.id)
      .some(
        ({ call }) =>
          call.call === "DeleteTags" && call.groupName === name && call.keys.includes(TAG.claim),
      );
  }

  async #renew(group: GroupFact, cloud: Cloud, atMs: number): Promise<void> {
    if (group.status !== null || !isToRenew(group, this.#state.id, atMs)) return;
    const claim = { operationId: this.#state.id, holder: this.#state.record.holder, atMs };
    const tags = { [TAG.claim]: claimText(claim) };
    await this.#caller.make(
      claimStep,
      { call: "CreateOrUpdateTags", groupName: group.name, tags },
      cloud,
    );
  }
}

function takenOver(group: GroupFact, state: OperationState, nowMs: number): string | null {
  const other = foreignClaim(group, state.id, nowMs);
  if (!other) return null;
  return (
    `${group.name} was taken over by ${other.holder} for the operation ${other.operationId} while this one stood ` +
    "still. It does nothing further. Look at what the other one does; then make a new plan if one is needed."
  );
}
