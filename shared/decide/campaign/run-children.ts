/**
 * The children of one step of a campaign: what is begun next, what holds it, and when it is done. Bakes go on beside one
 * that failed; fleets don't: what a fleet showed may be true of the next one as well.
 */
import { childStates, type ChildSeen, type ChildState } from "../../campaign/child-states.ts";
import type { ChildWork } from "../../model/campaign.ts";
import type { OperationId } from "../../model/ids.ts";
import type { EventLevel } from "../../model/operation.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { failed, wordsOf, type Decision, type Memory, type WorkOf } from "../decision.ts";

export interface RunChildrenSeen {
  /** Of all steps of the plan. */
  readonly children: readonly ChildWork[];
  readonly seen: ReadonlyMap<string, ChildSeen>;
  /** What was said of children of other steps: one that was skipped there leaves nothing to go on here. */
  readonly elsewhere: readonly Memory["kept"][];
}

const LOOK_MS = 3000;
/** A refusal may be over by then: a colleague is done, a freeze has ended, a recipe was put right. */
const TRY_AGAIN_MS = 20_000;

interface Row {
  readonly child: ChildWork;
  readonly state: ChildState;
}

export function decideRunChildren(
  work: WorkOf<"run-children">,
  { children, seen, elsewhere }: RunChildrenSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const words = wordsOf(memory.kept, ...elsewhere);
  const states = childStates({ children, seen, words });
  const rows = work.children.map((child) => ({
    child,
    state: states.get(child.key) ?? ({ kind: "skipped", reason: "unknown" } as const),
  }));
  if (rows.length === 0) return failed("The step names nothing to start, so nothing was done.");
  if (memory.leaving) return leave(rows, memory.leaving);
  const decision = next(work, rows, nowMs) ?? finished(rows) ?? held(rows) ?? watch(rows);
  return told(decision, rows, memory);
}

function next(work: WorkOf<"run-children">, rows: readonly Row[], nowMs: number): Decision | null {
  const running = rows.filter(({ state }) => state.kind === "running");
  if (running.length >= work.atOnce) return null;
  for (const { child, state } of rows) {
    const inOrder = child.intent.kind !== "bake";
    if (inOrder && (state.kind === "failed" || isHeld(state, nowMs))) return null;
    if (inOrder && state.kind === "waits") return null;
    if (state.kind !== "ready" && (state.kind !== "refused" || isHeld(state, nowMs))) continue;
    return {
      kind: "begin",
      note: `Beginning with ${child.name}`,
      child,
      attempt: state.attempt,
      image: state.image,
    };
  }
  return null;
}

const isHeld = (state: ChildState, nowMs: number) =>
  state.kind === "refused" && nowMs - state.refusal.atMs < TRY_AGAIN_MS;

function finished(rows: readonly Row[]): Decision | null {
  const isOver = ({ state }: Row) => state.kind === "done" || state.kind === "skipped";
  if (!rows.every(isOver)) return null;
  return { kind: "done", note: endWords(rows) };
}

function endWords(rows: readonly Row[]): string {
  const skipped = rows.flatMap(({ child, state }) =>
    state.kind === "skipped" ? [`${child.name} (${state.reason})`] : [],
  );
  const done = `${countWords(rows.length - skipped.length, "of them", "of them")} done`;
  return skipped.length === 0
    ? `All ${String(rows.length)} done`
    : `${done}, skipped: ${listWords(skipped, 20)}`;
}

/** A person's choice, or the end of what refuses it. */
function held(rows: readonly Row[]): Decision | null {
  const holding = rows.filter(
    ({ state }) =>
      state.kind === "failed" ||
      state.kind === "refused" ||
      (state.kind === "running" && (state.seen.stuck !== null || state.seen.status === "paused")),
  );
  const [first] = holding;
  if (first === undefined) return null;
  const { cause, cure } = causeOf(first);
  const more =
    holding.length === 1
      ? ""
      : ` Held as well: ${listWords(holding.slice(1).map(({ child }) => child.name))}.`;
  return {
    kind: "stuck",
    note: noteOf(rows),
    cause: `${cause}${more}`,
    cure,
    recheckMs: LOOK_MS,
    progress: progressOf(rows),
  };
}

function causeOf({ child: { name }, state }: Row): { cause: string; cure: string } {
  switch (state.kind) {
    case "failed":
      return {
        cause: `${name}: ${endOf(state.seen)}`,
        cure: "Try it again, skip it with a reason, stop the campaign, or roll it back.",
      };
    case "refused":
      return {
        cause: `${name} can't be begun: ${state.refusal.reason}`,
        cure: `${state.refusal.cure} It is tried again by itself; or skip it with a reason, stop the campaign, or roll it back.`,
      };
    case "running":
      return state.seen.stuck === null
        ? { cause: `${name} is paused.`, cure: "Let it go on, on its own page." }
        : { cause: `${name}: ${state.seen.stuck.cause}`, cure: state.seen.stuck.cure };
    default:
      return { cause: name, cure: "" };
  }
}

const endOf = ({ status, outcome }: ChildSeen) =>
  outcome === null || outcome === "" ? `it ended: ${status}.` : outcome;

function watch(rows: readonly Row[]): Decision {
  return {
    kind: "wait",
    note: noteOf(rows),
    recheckMs: LOOK_MS,
    progress: progressOf(rows),
    leftMs: leftMs(rows),
  };
}

function noteOf(rows: readonly Row[]): string {
  const named = (kind: ChildState["kind"]) =>
    rows.filter(({ state }) => state.kind === kind).map(({ child }) => child.name);
  const over = named("done").length + named("skipped").length;
  const running = named("running");
  const under = running.length === 0 ? "" : `, under way: ${listWords(running)}`;
  return `${String(over)} of ${String(rows.length)} done${under}`;
}

/** By the time that each was expected to take. */
function progressOf(rows: readonly Row[]): number {
  const weight = ({ child }: Row) => Math.max(1, child.expected.medianMs);
  const whole = rows.reduce((sum, row) => sum + weight(row), 0);
  return rows.reduce((sum, row) => sum + weight(row) * shareOf(row.state), 0) / whole;
}

function shareOf(state: ChildState): number {
  if (state.kind === "done" || state.kind === "skipped") return 1;
  return state.kind === "running" ? state.seen.progress : 0;
}

/** What runs side by side counts once; null: one of them can't say. */
function leftMs(rows: readonly Row[]): number | null {
  const running = rows.flatMap(({ state }) => (state.kind === "running" ? [state.seen] : []));
  if (running.some((one) => one.leftMs === null)) return null;
  const longest = Math.max(0, ...running.map((one) => one.leftMs ?? 0));
  const toCome = rows
    .filter(({ state }) => state.kind === "ready" || state.kind === "waits")
    .reduce((sum, { child }) => sum + child.expected.medianMs, 0);
  return longest + toCome / Math.max(1, running.length);
}

/** A roll back takes fleets over as they are; bakes, and everything when it is stopped, are ended. */
function leave(rows: readonly Row[], how: NonNullable<Memory["leaving"]>): Decision {
  const running = rows.flatMap(({ child, state }) =>
    state.kind === "running" ? [{ child, seen: state.seen }] : [],
  );
  const toEnd = running.filter(({ child }) => how !== "superseded" || child.intent.kind === "bake");
  if (toEnd.length === 0) return { kind: "skipped", note: leftWords(rows) };
  const ask: readonly OperationId[] = toEnd
    .filter(({ seen }) => seen.status !== "stopping")
    .map(({ seen }) => seen.operationId);
  const names = listWords(toEnd.map(({ child }) => child.name));
  if (ask.length > 0) return { kind: "end", note: `Stopping ${names}`, operations: ask };
  return { kind: "wait", note: `Waits until ${names} stopped`, recheckMs: 1000, progress: null };
}

function leftWords(rows: readonly Row[]): string {
  const done = rows.filter(({ state }) => state.kind === "done").length;
  return `Ended after ${String(done)} of ${String(rows.length)}`;
}

/** Each end is said once. */
function told(decision: Decision, rows: readonly Row[], { kept }: Memory): Decision {
  if (decision.kind === "failed") return decision;
  const known = (kept?.["told"] as readonly string[] | undefined) ?? [];
  const news = rows.flatMap((row) => newsOf(row)).filter(({ id }) => !known.includes(id));
  if (news.length === 0) return decision;
  return {
    ...decision,
    kept: { ...kept, told: [...known, ...news.map(({ id }) => id)] },
    events: news.map(({ level, text }) => ({ level, text })),
  };
}

interface News {
  readonly id: string;
  readonly level: EventLevel;
  readonly text: string;
}

function newsOf({ child: { key, name }, state }: Row): readonly News[] {
  switch (state.kind) {
    case "done":
      return [{ id: `${key} done`, level: "good", text: `${name}: ${state.note}` }];
    case "failed": {
      const { attempt } = state.seen;
      const text = `${name}: ${endOf(state.seen)}`;
      return [{ id: `${key} ${String(attempt)}`, level: "bad", text }];
    }
    case "skipped":
      return [{ id: `${key} skipped`, level: "warn", text: `${name} skipped: ${state.reason}` }];
    default:
      return [];
  }
}
