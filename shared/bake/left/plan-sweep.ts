/** The plan that takes away what bakes left: only what still counts as left when the plan is made. */
import type { Leftovers } from "../../model/bake.ts";
import { stepId, type PlanId } from "../../model/ids.ts";
import type { SweepIntent } from "../../model/intent.ts";
import type { Planned, Step } from "../../model/plan.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { refuse } from "../bake-refusals.ts";
import { seconds, step, type Unnumbered } from "../plan/step-parts.ts";

export interface SweepInput {
  readonly planId: PlanId;
  readonly intent: SweepIntent;
  readonly left: Leftovers;
  readonly nowMs: number;
}

export function planSweep({ planId, intent, left, nowMs }: SweepInput): Planned {
  const wanted = [...intent.serverIds, ...intent.imageIds, ...intent.snapshotIds];
  if (wanted.length === 0) return refuse("Nothing is chosen.", "Choose what is to be taken away.");
  const known = new Set([...left.servers, ...left.images, ...left.snapshots].map(({ id }) => id));
  const others = wanted.filter((id) => !known.has(id));
  if (others.length > 0)
    return refuse(
      `${listWords(others)} is no leftover of a bake, or isn't any more.`,
      "Look at what is left again.",
    );
  const steps = [...endSteps(intent), ...removeSteps(intent)].map((one, at) => ({
    ...one,
    id: stepId(`${String(at + 1)}-${one.work.kind}`),
  }));
  const sum = (pick: (one: Step) => number) => steps.reduce((total, one) => total + pick(one), 0);
  const plan = {
    id: planId,
    kind: "sweep" as const,
    connectionId: intent.connectionId,
    ...{
      fleetId: null,
      fleetName: null,
      title: `Take away ${whatWords(intent)} that bakes left`,
      intent,
    },
    ...{ madeAtMs: nowMs, factsReadAtMs: left.readAtMs, steps, floor: 0, mostServers: 0 },
    expected: {
      medianMs: sum((one) => one.expected.medianMs),
      worstMs: sum((one) => one.expected.worstMs),
    },
    ...{ temporary: [], lost: [], warnings: [], groups: null, recipe: null },
  };
  return { refused: false, plan };
}

function endSteps({ serverIds }: SweepIntent): readonly Unnumbered[] {
  if (serverIds.length === 0) return [];
  const count = countWords(serverIds.length, "server");
  return [
    step({
      title: `End ${count}`,
      detail: listWords(serverIds),
      phase: "Servers",
      work: { kind: "end-left", serverIds },
      calls: [
        { call: "TerminateInstances", target: listWords(serverIds), before: count, after: "none" },
      ],
      guards: ["Only servers that carry a builder's tag", "None of a group"],
      undo: "A builder needs no way back: the next bake starts a new one.",
      expected: seconds(45, 300),
    }),
  ];
}

function removeSteps({ imageIds, snapshotIds }: SweepIntent): readonly Unnumbered[] {
  if (imageIds.length + snapshotIds.length === 0) return [];
  const images = imageIds.map(
    (id) =>
      ({ call: "DeregisterImage", target: id, before: "never verified", after: "gone" }) as const,
  );
  const snapshots = snapshotIds.map(
    (id) =>
      ({
        call: "DeleteSnapshot",
        target: id,
        before: "needed by no image",
        after: "gone",
      }) as const,
  );
  return [
    step({
      title: "Take away what never passed",
      detail: [
        countWords(imageIds.length, "image"),
        countWords(snapshotIds.length, "snapshot"),
      ].join(", "),
      phase: "Images",
      work: { kind: "remove-left", imageIds, snapshotIds },
      calls: [...images, ...snapshots],
      guards: [
        "Never an image that is verified or protected",
        "Never one that a server, a template, a parameter or another account may need",
        "Only what a bake made",
      ],
      undo: "What is deregistered can't be had back: bake again.",
      expected: seconds(5, 180),
    }),
  ];
}

const whatWords = ({ serverIds, imageIds, snapshotIds }: SweepIntent) =>
  listWords(
    [
      [serverIds.length, "server"] as const,
      [imageIds.length, "image"] as const,
      [snapshotIds.length, "snapshot"] as const,
    ].flatMap(([count, what]) => (count === 0 ? [] : [countWords(count, what)])),
  );
