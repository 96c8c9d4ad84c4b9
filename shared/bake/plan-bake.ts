/**
 * The plan of a bake: a turn in the queue, a builder from the base, an image of it, a fresh boot of that image with the
 * same tests, and nothing left running. No fleet is touched. Returns a refusal for a bad world, never throws for one.
 */
import { asksForCopies, type CopiesWanted } from "./copy/wanted.ts";
import type { BakeFacts, Reuse } from "../model/bake.ts";
import type { ImageFact } from "../model/facts.ts";
import type { PlanId } from "../model/ids.ts";
import type { BakeIntent } from "../model/intent.ts";
import type { Plan, Planned, Refusal, Step } from "../model/plan.ts";
import type { RecipeProblem } from "../model/recipe.ts";
import type { Recipe } from "../recipe/recipe.ts";
import {
  architectureOf,
  chosenSubnet,
  otherSubnets,
  recipeRefusal,
  refuse,
  subnetRefusal,
} from "./bake-refusals.ts";
import type { SubnetChoice } from "./bake-refusals.ts";
import { bakeSteps } from "./bake-steps.ts";
import { baseRefusal, baseWarnings, type BaseCase } from "./base/base-refusals.ts";
import type { BaseFound } from "./base/choose-base.ts";
import type { BakeInputs } from "./plan/inputs.ts";
import type { Packer } from "./packing.ts";
import { deliveries, secretsRefusal, type Deliveries } from "./plan/programs.ts";
import { imageNameOf, imageTagsOf, serverTagsOf } from "./plan/naming.ts";
import { withEarlierTimes, type EarlierBakes } from "./plan/times.ts";

export interface BakeInput {
  readonly planId: PlanId;
  readonly intent: BakeIntent;
  /** From parseRecipe; null where the file has problems. */
  readonly recipe: Recipe | null;
  readonly problems: readonly RecipeProblem[];
  readonly recipeText: string;
  /** From recipeDigest. */
  readonly recipeDigest: string;
  /** Of the recipe's folder; null: it is under no version control. */
  readonly commit: string | null;
  readonly base: BaseFound;
  /** Why the base is revoked; null: it isn't. */
  readonly revoked: string | null;
  /** Null: not known, for want of a base. */
  readonly inputs: BakeInputs | null;
  readonly reuse: Reuse | null;
  readonly subnets: readonly SubnetChoice[];
  /** Bakes side by side on the connection. */
  readonly atOnce: number;
  readonly earlier: EarlierBakes;
  readonly packer: Packer;
  /** Why the bucket can't be used; null or left out: it can, or none is named. */
  readonly bucketProblem?: string | null;
  readonly nowMs: number;
  readonly factsReadAtMs: number;
}

/** Long enough for slow repositories; a builder powers itself off then. */
const bakeTimeoutMs = 45 * 60_000;

export function planBake(input: BakeInput): Planned {
  const { recipe, intent, subnets, inputs } = input;
  if (!recipe) return recipeRefusal(intent.recipeFile, input.problems);
  const about = baseCase(input, recipe);
  const refusal =
    baseRefusal(about) ?? secretsRefusal(recipe, intent) ?? subnetRefusal(subnets, intent.subnetId);
  const subnet = chosenSubnet(subnets, intent.subnetId);
  const base = input.base.image;
  if (refusal || !base || !subnet || !inputs)
    return refusal ?? refuse("There is nothing to bake from.", "Choose a base.");
  const timeoutMs = (recipe.builder.minutes ?? bakeTimeoutMs / 60_000) * 60_000;
  const programs = deliveries(recipe, { ...input, timeoutMs });
  if ("refused" in programs) return programs;
  const noBucket = bucketRefusal(programs, input.bucketProblem ?? null);
  if (noBucket) return noBucket;
  const steps = bakeSteps({
    recipe,
    base,
    intent,
    subnet,
    otherSubnetIds: otherSubnets(subnets, subnet, intent.subnetId),
    programs,
    timeoutMs,
    atOnce: input.atOnce,
    imageName: imageNameOf(recipe, input.nowMs, about.architecture),
    imageTags: imageTagsOf(recipe, base, input.recipeDigest, { inputs, commit: input.commit }),
    serverTags: serverTagsOf(recipe),
  });
  const timed = withEarlierTimes(steps, input.earlier);
  const copies = { regions: recipe.regions, accounts: recipe.accounts };
  const parts = { inputs, programs, architecture: about.architecture, copies };
  const facts = factsOf(input, base, parts);
  return {
    refused: false,
    plan: planOf(input, recipe, base, timed, facts, warningsOf(about, input)),
  };
}

/** A manifest that can't be kept is told; a program that can't travel is no plan. */
function bucketRefusal({ builder, freshBoot }: Deliveries, problem: string | null): Refusal | null {
  const travels = builder.object !== null || freshBoot.object !== null;
  return travels && problem !== null
    ? refuse(problem, "Name another bucket in this connection's bake settings.")
    : null;
}

const warningsOf = (about: BaseCase, { bucketProblem }: BakeInput): readonly string[] => [
  ...baseWarnings(about),
  ...(bucketProblem ? [`${bucketProblem} The manifest will be kept in this journal alone.`] : []),
];

function baseCase({ base, intent, revoked, nowMs }: BakeInput, recipe: Recipe): BaseCase {
  const { instanceType } = intent;
  const architecture = architectureOf(instanceType);
  return { found: base, wanted: recipe.base, instanceType, architecture, revoked, nowMs };
}

function factsOf(
  { base: { how, words }, reuse, earlier, commit }: BakeInput,
  { id, name, createdAtMs }: ImageFact,
  parts: {
    inputs: BakeInputs;
    programs: Deliveries;
    architecture: string;
    copies: CopiesWanted;
  },
): BakeFacts {
  return {
    base: { imageId: id, name, how, words, createdAtMs },
    architecture: parts.architecture,
    inputsDigest: parts.inputs.digest,
    inputs: parts.inputs.list,
    reuse,
    programs: [parts.programs.builder.facts, parts.programs.freshBoot.facts],
    fromRuns: earlier.length,
    commit,
    ...(asksForCopies(parts.copies) ? { copies: parts.copies } : {}),
  };
}

function planOf(
  input: BakeInput,
  recipe: Recipe,
  base: ImageFact,
  steps: readonly Step[],
  bake: BakeFacts,
  warnings: readonly string[],
): Plan {
  const sum = (pick: (step: Step) => number) =>
    steps.reduce((total, step) => total + pick(step), 0);
  return {
    id: input.planId,
    kind: "bake",
    connectionId: input.intent.connectionId,
    fleetId: null,
    fleetName: null,
    title: `Bake ${recipe.name} ${recipe.version}${fileWords(recipe.name, input.intent.recipeFile)} on ${base.name}`,
    intent: input.intent,
    madeAtMs: input.nowMs,
    factsReadAtMs: input.factsReadAtMs,
    steps,
    floor: 0,
    mostServers: 1,
    expected: {
      medianMs: sum((step) => step.expected.medianMs),
      worstMs: sum((step) => step.expected.worstMs),
    },
    temporary: [],
    lost: [],
    warnings,
    groups: null,
    bake,
    recipe: { name: recipe.name, text: input.recipeText, digest: input.recipeDigest },
  };
}

/** Files may share a recipe's name: one that isn't called after it is told. */
function fileWords(name: string, file: string): string {
  const stem = file.replace(/^.*\//, "").replace(/\.ya?ml$/, "");
  return stem === name ? "" : ` (${file})`;
}
