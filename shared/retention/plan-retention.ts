/**
 * The plan that carries retention rules out on chosen images, one step each, so that it can be stopped after any of
 * them; or that gives back what they put to rest. No fleet is touched.
 */
import { refuse } from "../bake/bake-refusals.ts";
import { seconds, step, type Unnumbered } from "../bake/plan/step-parts.ts";
import { sumOf } from "../fleet/expected-time.ts";
import type { ImageFact } from "../model/facts.ts";
import { stepId, type PlanId } from "../model/ids.ts";
import type { RetentionIntent } from "../model/intent.ts";
import type { Planned } from "../model/plan.ts";
import type { RetentionAct, RetentionReport, RetentionRow } from "../model/retention.ts";
import { countWords, listWords } from "../words/counts.ts";
import { diskOf } from "./disk.ts";
import { restOf } from "./rest.ts";
import { switchSteps } from "./switch-steps.ts";

export interface RetentionInput {
  readonly planId: PlanId;
  readonly intent: RetentionIntent;
  /** The dry run of now, with the chosen images looked at in full; null: of giving back. */
  readonly report: RetentionReport | null;
  /** Of the chosen ones those that are there. */
  readonly images: readonly ImageFact[];
  readonly accountId: string | null;
  readonly nowMs: number;
  readonly factsReadAtMs: number;
}

export function planRetention(input: RetentionInput): Planned {
  const { intent, images } = input;
  if (intent.imageIds.length === 0) return refuse("No image is chosen.", "Choose what is to go.");
  const missing = intent.imageIds.filter((id) => !images.some((image) => image.id === id));
  if (missing.length > 0)
    return refuse(
      `AWS doesn't list ${listWords(missing)} any more.`,
      "Ask once more what the rules say.",
    );
  switch (intent.way) {
    case "give-back":
      return givingBack(input);
    case "set":
      return setting(input);
    case "carry-out":
      return carryingOut(input);
  }
}

/** By hand, one image after the other; another account's own can't be set. */
function setting(input: RetentionInput): Planned {
  const foreign = input.images.find(({ ownerId }) => ownerId !== input.accountId);
  if (foreign)
    return refuse(
      `${foreign.name} belongs to the account ${foreign.ownerId}, which alone can set this.`,
      "Ask its owner.",
    );
  const refusal = deprecationRefusal(input);
  if (refusal) return refusal;
  const steps = input.images.flatMap((image) => switchSteps(image, input.intent.set ?? {}));
  if (steps.length === 0) return refuse("It is set so already.", "Nothing to do.");
  return planOf(
    input,
    steps,
    listWords(
      steps.map(({ title }) => title),
      2,
    ),
  );
}

function deprecationRefusal({ intent, nowMs }: RetentionInput): Planned | null {
  const atMs = intent.set?.deprecateAtMs ?? null;
  if (atMs === null || atMs > nowMs + 60_000) return null;
  return refuse("AWS takes no time of deprecation that has passed.", "Choose a later one.");
}

function carryingOut(input: RetentionInput): Planned {
  const rows = new Map(input.report?.rows.map((row) => [row.imageId as string, row]));
  const staying = input.images.find(({ id }) => rows.get(id)?.verdict !== "goes");
  if (staying) {
    const reasons = rows.get(staying.id)?.reasons ?? [];
    return refuse(
      `${staying.name} doesn't go by these rules: ${listWords(reasons, 2)}`,
      "Ask once more what the rules say, and choose of what goes.",
    );
  }
  const steps = input.images.flatMap((image) => stepOf(image, rows.get(image.id), input) ?? []);
  return planOf(input, steps, titleOf(steps));
}

function givingBack(input: RetentionInput): Planned {
  const other = input.images.find((image) => restOf(image) === null);
  if (other)
    return refuse(
      `${other.name} was not put to rest by the rules of a Bennu.`,
      "Choose of what rests.",
    );
  const steps = input.images.map((image) =>
    stepFor(image, "give-back", ["It was put to rest by the rules."], input),
  );
  return planOf(input, steps, `Give back ${countWords(steps.length, "image")}`);
}

const stepOf = (image: ImageFact, row: RetentionRow | undefined, input: RetentionInput) =>
  row?.act ? stepFor(image, row.act, row.reasons, input) : null;

const WORDS: Readonly<Record<RetentionAct, { title: string; undo: string; phase: string }>> = {
  disable: {
    title: "Disable",
    undo: "Enable it again, or give it back here; whom it was shared with must be given it anew.",
    phase: "Put to rest",
  },
  deprecate: {
    title: "Deprecate",
    undo: "Give it back here: its deprecation is taken off.",
    phase: "Put to rest",
  },
  remove: {
    title: "Take away",
    undo: "What is deregistered can't be had back.",
    phase: "Take away",
  },
  "give-back": { title: "Give back", undo: "Put it to rest again.", phase: "Give back" },
};

function stepFor(
  image: ImageFact,
  act: RetentionAct,
  reasons: readonly string[],
  { intent }: RetentionInput,
): Unnumbered {
  const { title, undo, phase } = WORDS[act];
  const { id, name, snapshotIds } = image;
  return step({
    title: `${title} ${name}`,
    detail: reasons.join(" "),
    phase,
    work: { kind: "retire-image", imageId: id, name, act, rules: intent.rules, snapshotIds },
    calls: callsOf(image, act),
    guards:
      act === "give-back"
        ? []
        : [
            "Looked at once more right before: it stays if anything needs it, or if that can't be known",
          ],
    gate: "AWS lists it so",
    undo,
    expected: seconds(act === "remove" ? 10 : 4, 120),
  });
}

function callsOf({ id, state, snapshotIds }: ImageFact, act: RetentionAct): Unnumbered["calls"] {
  const target = id;
  switch (act) {
    case "disable":
      return [{ call: "DisableImage", target, before: state, after: "disabled" }];
    case "deprecate":
      return [
        { call: "EnableImageDeprecation", target, before: "not deprecated", after: "deprecated" },
      ];
    case "remove":
      return [
        {
          call: "DeregisterImage",
          target,
          before: `${state}, ${countWords(snapshotIds.length, "snapshot")}`,
          after: "gone, with its snapshots",
        },
      ];
    case "give-back":
      return [{ call: "EnableImage", target, before: state, after: "available" }];
  }
}

function titleOf(steps: readonly Unnumbered[]): string {
  const count = (act: RetentionAct) =>
    steps.filter(({ work }) => work.kind === "retire-image" && work.act === act).length;
  const parts = [
    [count("disable"), "Disable"] as const,
    [count("deprecate"), "Deprecate"] as const,
    [count("remove"), "Take away"] as const,
  ].filter(([many]) => many > 0);
  return parts.map(([many, what]) => `${what} ${countWords(many, "image")}`).join(", ");
}

function planOf(input: RetentionInput, drafts: readonly Unnumbered[], title: string): Planned {
  const { intent, images } = input;
  const steps = drafts.map((one, at) => ({
    ...one,
    id: stepId(`${String(at + 1)}-${one.work.kind}`),
  }));
  const removed = images.filter(({ id }) =>
    steps.some(
      ({ work }) => work.kind === "retire-image" && work.imageId === id && work.act === "remove",
    ),
  );
  return {
    refused: false,
    plan: {
      id: input.planId,
      kind: "retention",
      connectionId: intent.connectionId,
      fleetId: null,
      fleetName: null,
      title,
      intent,
      madeAtMs: input.nowMs,
      factsReadAtMs: input.factsReadAtMs,
      steps,
      floor: 0,
      mostServers: 0,
      expected: sumOf(steps.map(({ expected }) => expected)),
      temporary: [],
      lost: lostWords(removed),
      warnings: [],
      groups: null,
      recipe: null,
    },
  };
}

function lostWords(removed: readonly ImageFact[]): readonly string[] {
  if (removed.length === 0) return [];
  const { snapshots, gib } = diskOf(removed);
  const size = gib === null ? "" : `, up to ${String(gib)} GiB`;
  return [
    `${countWords(removed.length, "image")} and ${countWords(snapshots, "snapshot")}${size}: no server can be started from them again, and no generation can return to them.`,
  ];
}
