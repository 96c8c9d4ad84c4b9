/**
 * What must be said before a plan is started, and when none may be. Main enforces it, the renderer asks for it by the
 * same functions. The way back is never held up: a rollback needs neither a reason nor a change number, in a freeze
 * or out of one.
 */
import type { GuardRails } from "../model/guard-rails.ts";
import { allowed, type Allowed, type PlanKind } from "../model/plan.ts";
import { freezeAt } from "./freezes.ts";

export interface Said {
  readonly reason: string;
  readonly changeNumber: string | null;
}

export interface Asked {
  readonly reason: boolean;
  readonly changeNumber: boolean;
}

const changesFleets = (kind: PlanKind) => kind === "replace" || kind === "retire";

export function askedFor(kind: PlanKind, rails: GuardRails): Asked {
  // A campaign is asked once for all that it starts.
  const isHeld = changesFleets(kind) || kind === "campaign";
  return {
    reason: isHeld && rails.reasonRequired,
    changeNumber: isHeld && rails.changeNumberRequired,
  };
}

export function mayStart(kind: PlanKind, rails: GuardRails, said: Said, nowMs: number): Allowed {
  const frozen = notFrozen(kind, rails, nowMs);
  if (!frozen.ok) return frozen;
  const asked = askedFor(kind, rails);
  if (asked.reason && said.reason.trim() === "")
    return no("This connection asks for a reason.", "Write why this is done.");
  if (asked.changeNumber && (said.changeNumber ?? "").trim() === "")
    return no("This connection asks for a change number.", "Write the number of the change.");
  return allowed;
}

/** The part of it that no word helps against. */
export function notFrozen(kind: PlanKind, rails: GuardRails, nowMs: number): Allowed {
  const freeze = changesFleets(kind) ? freezeAt(rails.freezes, nowMs) : null;
  if (freeze === null) return allowed;
  const until = new Date(freeze.untilMs).toISOString().slice(0, 16).replace("T", " ");
  return no(
    `The freeze "${freeze.name}" is in force until ${until} UTC.`,
    "Wait until it ends, or change the connection's guard rails. Rolling back is always allowed.",
  );
}

const no = (reason: string, cure: string): Allowed => ({ ok: false, reason, cure });
