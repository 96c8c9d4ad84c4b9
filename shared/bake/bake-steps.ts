/** The steps of a bake, each with its calls, its expected time and how it is undone. */
import { stepId } from "../model/ids.ts";
import type { PlannedCall, Step } from "../model/plan.ts";
import type { StepWork } from "../model/step-work.ts";
import { testsOn } from "../recipe/recipe-test.ts";
import { removeProgramStep, putProgramStep } from "./plan/object-steps.ts";
import { seconds, step, type BakeParts, type Role, type Unnumbered } from "./plan/step-parts.ts";

/** The eight that every bake has are numbered; what stands around them is named after its neighbour. */
export function bakeSteps(parts: BakeParts): readonly Step[] {
  const { builder, freshBoot } = parts.programs;
  return [
    named("0-take-turn", turnStep(parts)),
    ...putProgramStep("0-put-program", builder),
    named("1-run-builder", runStep(parts, "builder")),
    named("2-await-builder", awaitStep(parts, "builder")),
    named("3-make-image", imageStep(parts)),
    named("4-end-builder", endStep("builder")),
    ...removeProgramStep("4-remove-program", builder),
    ...putProgramStep("4-put-program", freshBoot),
    named("5-run-builder", runStep(parts, "fresh-boot")),
    named("6-await-builder", awaitStep(parts, "fresh-boot")),
    named("7-mark-verified", verifyStep(parts)),
    named("8-end-builder", endStep("fresh-boot")),
    ...removeProgramStep("8-remove-program", freshBoot),
    ...keepStep(parts),
  ];
}

const named = (id: string, one: Unnumbered): Step => ({ ...one, id: stepId(id) });
const byHand = "It is ended when its work is done, and on every way out.";

function turnStep({ atOnce, base }: BakeParts): Unnumbered {
  return step({
    title: "Wait for its turn",
    detail: `At most ${String(atOnce)} at a time on this connection`,
    phase: "Queue",
    work: { kind: "take-turn", atOnce, baseImageId: base.id },
    calls: [],
    guards: ["The base can still be baked on when the turn comes"],
    undo: "It only waits.",
    expected: seconds(2, 3600),
  });
}

function runStep(parts: BakeParts, role: Role): Unnumbered {
  const { intent, subnet, base, otherSubnetIds } = parts;
  const place = otherSubnetIds.length === 0 ? subnet.zone : `${subnet.zone} or where there is room`;
  const builder = role === "builder";
  const from = builder ? base.name : "the new image";
  const call: PlannedCall = {
    call: "RunInstances",
    target: from,
    before: "no server",
    after: `1 ${intent.instanceType}`,
  };
  return step({
    title: builder ? "Start a builder" : "Boot a fresh server from the image",
    detail: `${intent.instanceType} in ${place}, from ${from}`,
    phase: builder ? "Build" : "Fresh boot",
    work: runWork(parts, role),
    calls: [call],
    guards: [
      "No server of this operation runs yet",
      "It has a time limit of its own, and powers itself off",
    ],
    undo: byHand,
    expected: seconds(25, 180),
  });
}

function runWork(parts: BakeParts, role: Role): StepWork {
  const { intent, recipe, programs } = parts;
  const { userData, object } = role === "builder" ? programs.builder : programs.freshBoot;
  const profile = intent.instanceProfile ?? recipe.builder.instanceProfile;
  const gib = recipe.builder.diskGib;
  return {
    kind: "run-builder",
    role,
    imageId: role === "builder" ? parts.base.id : null,
    instanceType: intent.instanceType,
    subnetId: parts.subnet.id,
    ...(parts.otherSubnetIds.length === 0 ? {} : { otherSubnetIds: parts.otherSubnetIds }),
    securityGroupIds: intent.securityGroupIds ?? [],
    userData,
    ...(object === null
      ? {}
      : { fetches: { bucket: object.bucket, key: object.key, sha256: object.sha256 } }),
    ...(profile === null ? {} : { instanceProfile: profile }),
    ...(gib === null || role !== "builder" ? {} : { rootGib: gib }),
    tags: { ...parts.serverTags, Name: `bennu ${role}: ${parts.imageName}` },
    timeoutMs: parts.timeoutMs,
  };
}

function awaitStep({ recipe, timeoutMs, intent }: BakeParts, role: Role): Unnumbered {
  const tests = testsOn(recipe.tests, role).map((test) => test.name);
  const builder = role === "builder";
  const count = `${String(tests.length)} ${tests.length === 1 ? "test" : "tests"}`;
  const via = intent.via === "ssm" ? ({ via: "ssm" } as const) : {};
  return step({
    title: builder ? "Provision and test" : "Test what will be shipped",
    detail: builder
      ? `${String(recipe.steps.length)} steps, ${count}`
      : `${count} again, and the manifest`,
    phase: builder ? "Build" : "Fresh boot",
    work: { kind: "await-builder", role, timeoutMs, tests, ...via },
    calls: [],
    gate: `All ${count} pass`,
    undo: "Nothing to undo: it only reads.",
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
    work: { kind: "end-builder", role, ...(builder ? { goesOn: true as const } : {}) },
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

function keepStep({ intent }: BakeParts): readonly Step[] {
  const bucket = intent.bucket ?? null;
  if (bucket === null) return [];
  const keep = step({
    title: "Keep the manifest for colleagues",
    detail: `In the bucket ${bucket}, by the image's id`,
    phase: "Done",
    work: { kind: "keep-manifest", bucket },
    calls: [
      { call: "PutObject", target: bucket, before: "nothing of the image", after: "its manifest" },
    ],
    undo: "What an image holds may stay known: nothing depends on it.",
    expected: seconds(1, 30),
  });
  return [named("8-keep-manifest", keep)];
}
