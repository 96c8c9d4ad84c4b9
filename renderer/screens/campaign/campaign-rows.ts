/** A campaign's parts as rows, from its plan, its steps and the operations that it started. Pure. */
import {
  childStates,
  type ChildSeen,
  type ChildState,
} from "../../../shared/campaign/child-states.ts";
import { wordsOf } from "../../../shared/decide/decision.ts";
import type { CampaignOutline, ChildWork } from "../../../shared/model/campaign.ts";
import { imageId } from "../../../shared/model/ids.ts";
import type { OperationDetail, OperationSummary } from "../../../shared/model/operation.ts";
import type { Step } from "../../../shared/model/plan.ts";
import type { Tone } from "../../ui/tone.ts";

export interface PartRow {
  readonly child: ChildWork;
  readonly step: Step;
  readonly state: ChildState;
  /** The newest attempt; null: it was not begun. */
  readonly operation: OperationSummary | null;
}

export function partRows(
  { id, plan, steps }: OperationDetail,
  operations: Iterable<OperationSummary>,
): readonly PartRow[] {
  const newest = newestOf(id, operations);
  const children = plan.steps.flatMap((step) =>
    step.work.kind === "run-children" ? step.work.children.map((child) => ({ child, step })) : [],
  );
  const states = childStates({
    children: children.map(({ child }) => child),
    seen: new Map([...newest].map(([key, operation]) => [key, seenOf(key, operation)])),
    words: wordsOf(...steps.map(({ children: words }) => ({ ...words }))),
  });
  return children.map(({ child, step }) => ({
    child,
    step,
    state: states.get(child.key) ?? { kind: "waits", for: "" },
    operation: newest.get(child.key) ?? null,
  }));
}

function newestOf(id: string, operations: Iterable<OperationSummary>) {
  const newest = new Map<string, OperationSummary>();
  for (const one of operations) {
    if (one.partOf?.operationId !== id) continue;
    const known = newest.get(one.partOf.key)?.partOf?.attempt ?? 0;
    if (one.partOf.attempt > known) newest.set(one.partOf.key, one);
  }
  return newest;
}

/** A summary doesn't name the image that a bake made: that there is one is all that the rows ask for. */
function seenOf(key: string, operation: OperationSummary): ChildSeen {
  const { id, status, outcome, progress, stuck, kind, partOf } = operation;
  return {
    key,
    attempt: partOf?.attempt ?? 1,
    operationId: id,
    status,
    outcome,
    progress,
    leftMs: null,
    stuck,
    imageId: kind === "bake" && status === "succeeded" ? imageId("made") : null,
  };
}

export interface StateWords {
  readonly text: string;
  readonly tone: Tone;
}

export function stateWords({ state, operation }: PartRow): StateWords {
  switch (state.kind) {
    case "ready":
    case "waits":
      return { text: "waits", tone: "neutral" };
    case "refused":
      return { text: "held", tone: "warn" };
    case "running":
      if (operation?.stuck) return { text: "held", tone: "warn" };
      return operation?.status === "running"
        ? { text: "running", tone: "busy" }
        : { text: operation?.status ?? "running", tone: "warn" };
    case "failed":
      return { text: state.seen.status, tone: "bad" };
    case "done":
      return { text: "done", tone: "good" };
    case "skipped":
      return { text: "skipped", tone: "neutral" };
  }
}

const doneWords = {
  bake: "made and verified",
  replace: "serves from the new image",
  rollback: "serves from what it was before",
} as const;

/** One line on where it stands. */
export function noteOf({ state, operation, child }: PartRow): string {
  switch (state.kind) {
    case "refused":
      return `${state.refusal.reason} ${state.refusal.cure}`;
    case "running":
      return operation?.stuck
        ? `${operation.stuck.cause} ${operation.stuck.cure}`
        : (operation?.phase ?? "");
    case "failed":
      return state.seen.outcome ?? "";
    case "done":
      return operation === null ? state.note : doneWords[child.intent.kind];
    case "skipped":
      return state.reason;
    case "ready":
    case "waits":
      return "";
  }
}

/** Those that a person's choice, or the end of what refuses them, is waited for. */
export const heldRows = (rows: readonly PartRow[]) =>
  rows.filter(
    ({ state, operation }) =>
      state.kind === "failed" ||
      state.kind === "refused" ||
      (state.kind === "running" && (operation?.stuck ?? null) !== null),
  );

export interface Depth {
  readonly key: string;
  readonly depth: number;
}

/** Bakes and images that are there already, each below what it stands on. */
export function inLineageOrder({ bakes, ready }: CampaignOutline): readonly Depth[] {
  const all = [...bakes, ...ready];
  const below = (on: string | null, depth: number): Depth[] =>
    depth > all.length
      ? []
      : all
          .filter((one) => one.on === on)
          .toSorted((a, b) => a.recipe.localeCompare(b.recipe))
          .flatMap(({ key }) => [{ key, depth }, ...below(key, depth + 1)]);
  return below(null, 0);
}
