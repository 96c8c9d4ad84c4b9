/** The eight steps of a bake, each with its calls, its expected time and how it is undone. */
import type { ImageFact, Tags } from "../model/facts.ts";
import { stepId } from "../model/ids.ts";
import type { BakeIntent } from "../model/intent.ts";
import type { Duration, PlannedCall, Step } from "../model/plan.ts";
import type { StepWork } from "../model/step-work.ts";
import type { Recipe } from "../recipe/recipe.ts";
import type { SubnetChoice } from "./bake-refusals.ts";

export interface BakeParts {
  readonly recipe: Recipe;
  readonly base: ImageFact;
  readonly intent: BakeIntent;
  readonly subnet: SubnetChoice;
  readonly imageName: string;
  readonly builderScript: string;
  readonly freshBootScript: string;
  readonly timeoutMs: number;
  readonly imageTags: Tags;
  readonly serverTags: Tags;
}
type Role = "builder" | "fresh-boot";

const seconds = (median: number, worst: number): Duration => ({
  medianMs: median * 1000,
  worstMs: worst * 1000,
});
const byHand = "It is ended when its work is done, and on every way out.";

export function bakeSteps(parts: BakeParts): readonly Step[] {
  const steps = [
    runStep(parts, "builder"),
    awaitStep(parts, "builder"),
    imageStep(parts),
    endStep("builder"),
    runStep(parts, "fresh-boot"),
    awaitStep(parts, "fresh-boot"),
    verifyStep(parts),
    endStep("fresh-boot"),
  ];
  return steps.map((step, index) => ({
    ...step,
    id: stepId(`${String(index + 1)}-${step.work.kind}`),
  }));
}

interface Outline {
  readonly title: string;
  readonly detail: string;
  readonly phase: string;
  readonly work: StepWork;
  readonly calls: readonly PlannedCall[];
  readonly guards?: readonly string[];
  readonly gate?: string;
  readonly undo: string;
  readonly expected: Duration;
}
type Unnumbered = Omit<Step, "id">;

function step(outline: Outline): Unnumbered {
  return { guards: [], gate: null, skippable: false, ...outline };
}

function runStep(parts: BakeParts, role: Role): Unnumbered {
  const { intent, subnet, base } = parts;
  const builder = role === "builder";
  const from = builder ? base.name : "the new image";
  return step({
    title: builder ? "Start a builder" : "Boot a fresh server from the image",
    detail: `${intent.instanceType} in ${subnet.zone}, from ${from}`,
    phase: builder ? "Build" : "Fresh boot",
    work: runWork(parts, role),
    calls: [
      {
        call: "RunInstances",
        target: from,
        before: "no server",
        after: `1 ${intent.instanceType}`,
      },
    ],
    guards: [
      "No server of this operation runs yet",
      "It has a time limit of its own, and powers itself off",
    ],
    undo: byHand,
    expected: seconds(25, 180),
  });
}

function runWork(parts: BakeParts, role: Role): StepWork {
  return {
    kind: "run-builder",
    role,
    imageId: role === "builder" ? parts.base.id : null,
    instanceType: parts.intent.instanceType,
    subnetId: parts.subnet.id,
    securityGroupIds: [],
    userData: role === "builder" ? parts.builderScript : parts.freshBootScript,
    tags: { ...parts.serverTags, Name: `bennu ${role}: ${parts.imageName}` },
    timeoutMs: parts.timeoutMs,
  };
}

function awaitStep({ recipe, timeoutMs }: BakeParts, role: Role): Unnumbered {
  const tests = recipe.tests.map((test) => test.name);
  const builder = role === "builder";
  const count = `${String(tests.length)} ${tests.length === 1 ? "test" : "tests"}`;
  return step({
    title: builder ? "Provision and test" : "Test what will be shipped",
    detail: builder
      ? `${String(recipe.steps.length)} steps, ${count}`
      : `${count} again, and the manifest`,
    phase: builder ? "Build" : "Fresh boot",
    work: { kind: "await-builder", role, timeoutMs, tests },
    calls: [],
    gate: `All ${count} pass`,
    undo: "Nothing to undo: it only reads the console.",
    expected: builder
      ? seconds(45 + 40 * recipe.steps.length, timeoutMs / 1000)
      : seconds(60, timeoutMs / 1000),
  });
}

function imageStep({ imageName, recipe, base, imageTags }: BakeParts): Unnumbered {
  const description = `${recipe.name} ${recipe.version} on ${base.name}`.slice(0, 255);
  return step({
    title: "Make the image",
    detail: imageName,
    phase: "Image",
    work: { kind: "make-image", name: imageName, description, tags: imageTags },
    calls: [
      { call: "CreateImage", target: imageName, before: "no such image", after: "available" },
    ],
    guards: ["The builder is off, so its disk is at rest", "No image of that name exists"],
    gate: "AWS says that the image is available",
    undo: "Deregistered with its snapshots, unless it is verified in the end.",
    expected: seconds(100, 1800),
  });
}

function endStep(role: Role): Unnumbered {
  const builder = role === "builder";
  const target = builder ? "the builder" : "the test boot";
  return step({
    title: builder ? "End the builder" : "End the test boot",
    detail: builder ? "" : "An image that is not verified goes with it",
    phase: builder ? "Image" : "Done",
    work: { kind: "end-builder", role },
    calls: [{ call: "TerminateInstances", target, before: "1 server", after: "none" }],
    guards: ["Only servers that carry this operation's tag"],
    undo: "A builder needs no way back: the next bake starts a new one.",
    expected: seconds(40, 300),
  });
}

function verifyStep({ recipe }: BakeParts): Unnumbered {
  return step({
    title: "Mark the image as verified",
    detail: "Only a verified image can be put into service",
    phase: "Fresh boot",
    work: { kind: "mark-verified", recipe: recipe.name },
    calls: [{ call: "CreateTags", target: "the new image", before: "untested", after: "verified" }],
    guards: ["Every test passed on the fresh boot"],
    undo: "A tag: take it off, or take the image away.",
    expected: seconds(2, 60),
  });
}
