/**
 * How each child of a campaign stands, from what the journal has of it and what people said: computed anew at every
 * look, so that a restart changes nothing.
 */
import type {
  ChildIntent,
  ChildRefusal,
  ChildWords,
  ChildWork,
  ImageFrom,
} from "../model/campaign.ts";
import type { ImageId, OperationId } from "../model/ids.ts";
import type { OperationStatus, Stuck } from "../model/operation.ts";

/** The newest attempt at a child, as the journal has it. */
export interface ChildSeen {
  readonly key: string;
  readonly attempt: number;
  readonly operationId: OperationId;
  readonly status: OperationStatus;
  readonly outcome: string | null;
  readonly progress: number;
  /** Null: not known, e.g. while it is held. */
  readonly leftMs: number | null;
  readonly stuck: Stuck | null;
  /** What a bake has made. */
  readonly imageId: ImageId | null;
}

export type ChildState =
  /** `image`: what it goes on, where that is known by now. */
  | { readonly kind: "ready"; readonly attempt: number; readonly image: ImageId | null }
  | {
      readonly kind: "refused";
      readonly attempt: number;
      readonly refusal: ChildRefusal;
      readonly image: ImageId | null;
    }
  | { readonly kind: "waits"; readonly for: string }
  | { readonly kind: "running"; readonly seen: ChildSeen }
  | { readonly kind: "failed"; readonly seen: ChildSeen }
  | { readonly kind: "done"; readonly image: ImageId | null; readonly note: string }
  | { readonly kind: "skipped"; readonly reason: string };

export interface ChildrenSeen {
  /** Of all children of the plan. */
  readonly children: readonly ChildWork[];
  readonly seen: ReadonlyMap<string, ChildSeen>;
  readonly words: ChildWords;
}

/** By key. */
export function childStates(all: ChildrenSeen): ReadonlyMap<string, ChildState> {
  const states = new Map<string, ChildState>();
  const byKey = new Map(all.children.map((child) => [child.key, child]));
  const stateOf = (key: string): ChildState => {
    const known = states.get(key);
    if (known !== undefined) return known;
    // Against a circle in a damaged plan: asked again meanwhile, it waits for itself.
    states.set(key, { kind: "waits", for: key });
    const child = byKey.get(key);
    const state: ChildState =
      child === undefined
        ? { kind: "skipped", reason: "It isn't part of the plan." }
        : judged(child, all, stateOf);
    states.set(key, state);
    return state;
  };
  for (const { key } of all.children) stateOf(key);
  return states;
}

function judged(
  { key, intent }: ChildWork,
  { seen, words, children }: ChildrenSeen,
  stateOf: (key: string) => ChildState,
): ChildState {
  const skipped = words.skipped[key];
  const found = words.found[key];
  const newest = seen.get(key) ?? null;
  if (newest !== null && isOpen(newest.status)) return { kind: "running", seen: newest };
  if (newest?.status === "succeeded")
    return { kind: "done", image: newest.imageId, note: newest.outcome ?? "" };
  if (skipped !== undefined) return { kind: "skipped", reason: skipped };
  if (found !== undefined) return { kind: "done", image: found.imageId, note: found.note };
  if (newest !== null && (words.again[key] ?? 0) < newest.attempt)
    return { kind: "failed", seen: newest };
  const nameOf = (other: string) => children.find((one) => one.key === other)?.name ?? other;
  return toBegin(intent, words.refused[key], (newest?.attempt ?? 0) + 1, stateOf, nameOf);
}

const isOpen = (status: OperationStatus) =>
  status === "running" || status === "paused" || status === "stopping";

function toBegin(
  intent: ChildIntent,
  refusal: ChildRefusal | undefined,
  attempt: number,
  stateOf: (key: string) => ChildState,
  nameOf: (key: string) => string,
): ChildState {
  const from = fromOf(intent);
  if (from?.kind === "baked") {
    const source = stateOf(from.by);
    if (source.kind === "skipped") return noImage(nameOf(from.by));
    if (source.kind !== "done") return { kind: "waits", for: from.by };
    if (source.image === null) return noImage(nameOf(from.by));
    return begin(attempt, source.image, refusal);
  }
  return begin(attempt, from?.imageId ?? null, refusal);
}

const begin = (
  attempt: number,
  image: ImageId | null,
  refusal: ChildRefusal | undefined,
): ChildState =>
  refusal === undefined
    ? { kind: "ready", attempt, image }
    : { kind: "refused", attempt, image, refusal };

const noImage = (name: string): ChildState => ({
  kind: "skipped",
  reason: `There is no new image of ${name} for it to stand on.`,
});

export function fromOf(intent: ChildIntent): ImageFrom | null {
  switch (intent.kind) {
    case "bake":
      return intent.base;
    case "replace":
      return intent.image;
    case "rollback":
      return null;
  }
}
