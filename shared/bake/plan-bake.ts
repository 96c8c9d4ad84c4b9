/**
 * The plan of a bake: a builder from the base, an image of it, a fresh boot of that image with the same tests, and
 * nothing left running. No fleet is touched. Returns a refusal for a bad world, never throws for one.
 */
import type { ImageFact, Tags } from "../model/facts.ts";
import type { PlanId } from "../model/ids.ts";
import type { BakeIntent } from "../model/intent.ts";
import type { Plan, Planned, Step } from "../model/plan.ts";
import type { RecipeProblem } from "../model/recipe.ts";
import { TAG } from "../model/tags.ts";
import { baseWords } from "../recipe/recipe.ts";
import type { Recipe } from "../recipe/recipe.ts";
import {
  baseRefusal,
  chosenSubnet,
  recipeRefusal,
  refuse,
  subnetRefusal,
} from "./bake-refusals.ts";
import type { SubnetChoice } from "./bake-refusals.ts";
import { bakeSteps } from "./bake-steps.ts";
import { userData, userDataLimitBytes, userDataSize } from "./user-data.ts";

export interface BakeInput {
  readonly planId: PlanId;
  readonly intent: BakeIntent;
  /** From parseRecipe; null where the file has problems. */
  readonly recipe: Recipe | null;
  readonly problems: readonly RecipeProblem[];
  readonly recipeText: string;
  /** From recipeDigest. */
  readonly recipeDigest: string;
  /** The base as read now; null if it isn't there. */
  readonly base: ImageFact | null;
  readonly subnets: readonly SubnetChoice[];
  readonly nowMs: number;
  readonly factsReadAtMs: number;
}

/** Long enough for slow repositories; a builder powers itself off then. */
const bakeTimeoutMs = 45 * 60_000;

export function planBake(input: BakeInput): Planned {
  const { recipe, base, intent, subnets } = input;
  if (!recipe) return recipeRefusal(intent.recipeFile, input.problems);
  const refusal = baseRefusal(base, intent) ?? subnetRefusal(subnets, intent.subnetId);
  const subnet = chosenSubnet(subnets, intent.subnetId);
  if (refusal || !base || !subnet)
    return refusal ?? refuse("There is nothing to bake from.", "Choose a base.");
  const scripts = scriptsOf(recipe, input.recipeText);
  const { bytes, fits } = userDataSize(scripts.builderScript);
  if (!fits) return tooLarge(bytes);
  const steps = bakeSteps({
    recipe,
    base,
    intent,
    subnet,
    ...scripts,
    imageName: imageNameOf(recipe, input.nowMs),
    timeoutMs: bakeTimeoutMs,
    imageTags: imageTagsOf(recipe, base, input.recipeDigest),
    serverTags: { [TAG.recipe]: recipe.name, [TAG.version]: recipe.version },
  });
  return { refused: false, plan: planOf(input, recipe, base, steps) };
}

function scriptsOf(recipe: Recipe, recipeText: string) {
  const options = { recipeText, timeoutMs: bakeTimeoutMs };
  return {
    builderScript: userData(recipe, { ...options, role: "builder" }),
    freshBootScript: userData(recipe, { ...options, role: "fresh-boot" }),
  };
}

function tooLarge(bytes: number): Planned {
  return refuse(
    `The builder's user data would be ${String(bytes)} bytes; EC2 takes ${String(userDataLimitBytes)}.`,
    "Make the recipe smaller: put large files and long scripts into a package, and install that.",
  );
}

/** `recipe-version-yyyymmddhhmmss`: unique, within AWS's letters and 128 characters. */
export function imageNameOf(recipe: Recipe, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replace(/\D/g, "").slice(0, 14);
  return `${recipe.name}-${recipe.version}-${stamp}`;
}

function imageTagsOf(recipe: Recipe, base: ImageFact, digest: string): Tags {
  return {
    Name: `${recipe.name} ${recipe.version}`,
    [TAG.recipe]: recipe.name,
    [TAG.recipeDigest]: digest,
    [TAG.version]: recipe.version,
    [TAG.parent]: base.id,
    [TAG.kind]: recipe.kind,
  };
}

function planOf(input: BakeInput, recipe: Recipe, base: ImageFact, steps: readonly Step[]): Plan {
  const sum = (pick: (step: Step) => number) =>
    steps.reduce((total, step) => total + pick(step), 0);
  return {
    id: input.planId,
    kind: "bake",
    connectionId: input.intent.connectionId,
    fleetId: null,
    fleetName: null,
    title: `Bake ${recipe.name} ${recipe.version} on ${base.name}`,
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
    warnings: warningsOf(recipe, base, input.nowMs),
    groups: null,
    recipe: { name: recipe.name, text: input.recipeText, digest: input.recipeDigest },
  };
}

function warningsOf(recipe: Recipe, base: ImageFact, nowMs: number): readonly string[] {
  const warnings: string[] = [];
  if (!fitsBase(recipe, base)) {
    warnings.push(
      `The recipe expects ${baseWords(recipe.base)} as its base; ${base.name} is something else.`,
    );
  }
  if (base.deprecatedAtMs !== null && base.deprecatedAtMs <= nowMs)
    warnings.push(`${base.name} is deprecated.`);
  if (base.tags[TAG.verified]?.startsWith("failed"))
    warnings.push(`${base.name} has failed its own tests.`);
  return warnings;
}

function fitsBase({ base: wanted }: Recipe, base: ImageFact): boolean {
  switch (wanted.kind) {
    case "image":
      return wanted.image === base.id;
    case "recipe":
      return wanted.recipe === base.tags[TAG.recipe];
    case "name":
      return matches(wanted.name, base.name);
    case "parameter":
      return true;
  }
}

/** `*` for anything. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}
