/**
 * Which of a group's refreshes is this step's. StartInstanceRefresh has no idempotency token and its answer may be
 * lost: it is known by its id, else by the group's template version that it was asked for, since it was asked for.
 */
import type { RefreshFact } from "../../model/facts/signs.ts";
import { isActiveRefresh } from "../../model/facts/signs.ts";
import type { TemplateId } from "../../model/ids.ts";
import type { Memory } from "../decision.ts";

export interface Wanted {
  readonly templateId: TemplateId;
  readonly templateVersion: number;
}

/** Clocks of AWS and of this machine may differ by so much. */
const CLOCKS_DIFFER_MS = 60_000;

export function ownRefresh(
  refreshes: readonly RefreshFact[],
  wanted: Wanted,
  memory: Memory,
): RefreshFact | null {
  const id = knownId(memory);
  if (id !== null) return refreshes.find((refresh) => refresh.id === id) ?? null;
  const asked = memory.calls.find(
    ({ name, outcome }) => name === "StartInstanceRefresh" && outcome?.kind !== "failed",
  );
  if (!asked) return null;
  const own = refreshes.filter(
    (refresh) => goesTo(refresh, wanted) && isSince(refresh, asked.atMs),
  );
  return own[0] ?? null;
}

/** By what was kept at an earlier look, or by AWS's answer. */
function knownId({ kept, calls }: Memory): string | null {
  const seen = kept?.["refreshId"];
  if (typeof seen === "string") return seen;
  const started = calls.findLast(({ name, outcome }) => {
    return name === "StartInstanceRefresh" && outcome?.kind === "ok";
  })?.outcome;
  return started?.kind === "ok" ? (started.produced.refreshId ?? null) : null;
}

export const goesTo = ({ desired }: RefreshFact, wanted: Wanted) =>
  desired?.templateId === wanted.templateId && desired.version === String(wanted.templateVersion);

/** Whether it began when that was asked for, or later. While it is pending it has no time. */
export const isSince = (refresh: RefreshFact, askedAtMs: number) =>
  refresh.startedAtMs === null
    ? isActiveRefresh(refresh)
    : refresh.startedAtMs >= askedAtMs - CLOCKS_DIFFER_MS;
