/**
 * How a return to a generation that has no servers would go, and how long that takes, as the plan of it will say: a
 * new group beside the live one, or in the live group in the manner in which its servers came.
 */
import type { GroupFact } from "../../model/facts.ts";
import type { PastReturns } from "../../model/facts/return-facts.ts";
import { refreshShape } from "../../plan/refresh/refresh-arithmetic.ts";
import { refreshTime, roundTime, type Timing } from "../../plan/refresh/refresh-time.ts";
import { wayBack } from "../../plan/refresh/way-back.ts";
import { exchangeTime, raiseTime } from "../expected-time.ts";
import type { FactIndex } from "../fact-index.ts";
import type { GenerationDraft } from "../generations/generation-drafts.ts";
import { hasNewRoot } from "../in-place/effective-version.ts";
import { namesNoGroup } from "../in-place/made-in-place.ts";

export type ReturnWay = "new-group" | "new-servers" | "new-roots" | "refresh";

export interface Return {
  readonly draft: GenerationDraft;
  readonly live: GroupFact;
  readonly index: FactIndex;
  readonly past: PastReturns | null;
}

export function wayOfReturn(of: Return): ReturnWay {
  const { draft, live, index, past } = of;
  const isElsewhere = draft.group !== null && draft.group.name !== live.name;
  if (isElsewhere || draft.template?.id !== live.template?.id) return "new-group";
  if (past?.strategy === "refresh") return "refresh";
  if (!livedHere(of)) return "new-group";
  return live.members.some((member) => hasNewRoot(member, live, index))
    ? "new-roots"
    : "new-servers";
}

/** Its version names this very group, or none at all. */
function livedHere({ draft: { group, version }, live }: Return): boolean {
  if (group !== null) return true;
  return version !== null && (version.description.trim() === live.name || namesNoGroup(version));
}

export function returnMs(way: ReturnWay, live: GroupFact, timing: Timing): number {
  const { targets, policy } = timing;
  const desired = live.desiredCapacity;
  const call = policy.call.medianMs;
  switch (way) {
    case "new-group":
      return call + raiseTime(targets, policy).medianMs;
    case "new-servers":
      return 2 * call + raiseTime(targets, policy).medianMs;
    case "refresh": {
      const round = roundTime(timing, live.settings, wayBack);
      const about = { preferences: wayBack, desired };
      return call + refreshTime(timing, round, refreshShape(desired, wayBack), about).medianMs;
    }
    case "new-roots": {
      const rounds = Math.ceil(desired / Math.max(1, Math.ceil(desired / 4)));
      return 2 * call + rounds * exchangeTime(targets, policy).medianMs;
    }
  }
}
