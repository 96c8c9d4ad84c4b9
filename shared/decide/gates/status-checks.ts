/** EC2's system and instance checks of all new servers are ok. A server that isn't reported has passed nothing. */
import type { ServerId } from "../../model/ids.ts";
import type { StatusCheckFact } from "../../model/facts/watch-facts.ts";
import { listWords } from "../../words/counts.ts";
import { servers } from "../words.ts";
import type { GateLook } from "./gate-look.ts";

/** EC2 takes some minutes over its first checks. */
const INITIALIZING_FOR_AT_MOST_MS = 20 * 60_000;
const IMPAIRED_FOR_AT_MOST_MS = 5 * 60_000;

export function lookAtChecks(
  expected: readonly ServerId[],
  checks: readonly StatusCheckFact[],
): GateLook {
  const known = new Map(checks.map((check) => [check.serverId, check]));
  const passed = expected.filter((id) => isOk(known.get(id)));
  const seen = `both checks ok on ${String(passed.length)} of ${servers(expected.length)}`;
  if (expected.length > 0 && passed.length === expected.length) return { kind: "open", seen };
  const impaired = expected.filter((id) => isImpaired(known.get(id)));
  if (impaired.length === 0)
    return { kind: "not-yet", seen, forAtMostMs: INITIALIZING_FOR_AT_MOST_MS };
  return {
    kind: "shut",
    seen,
    cause: `EC2 finds ${servers(impaired.length)} impaired: ${listWords(impaired, 3)}.`,
    cure: "Look at the server's console. If the image is at fault, roll back.",
    forAtMostMs: IMPAIRED_FOR_AT_MOST_MS,
  };
}

const isOk = (check: StatusCheckFact | undefined) =>
  check?.system === "ok" && check.instance === "ok";

const isImpaired = (check: StatusCheckFact | undefined) =>
  check?.system === "impaired" || check?.instance === "impaired";
