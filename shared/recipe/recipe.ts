/**
 * A recipe as the bake uses it: checked, with every default filled in, `${{ NAME }}` replaced by its value, and
 * what it takes from its repository read into it.
 */
import type { RecipeStep } from "./recipe-step.ts";
import type { RecipeTest } from "./recipe-test.ts";

export type Architecture = "x86_64" | "arm64";

export type RecipeBase =
  | { readonly kind: "image"; readonly image: string }
  /** The newest available image whose name fits, `*` for anything; `owner`: an account id, `self` or `amazon`. */
  | { readonly kind: "name"; readonly name: string; readonly owner: string | null }
  /** The image that an SSM parameter names. */
  | { readonly kind: "parameter"; readonly parameter: string }
  /** The newest verified image that this recipe made. */
  | { readonly kind: "recipe"; readonly recipe: string };

/** A word that goes into the recipe and its steps' environment, in plain sight: plan, journal, image. */
export interface VariableWanted {
  readonly name: string;
  readonly from:
    | { readonly kind: "text"; readonly text: string }
    /** Read when the plan is made. A SecureString is refused: that is a secret. */
    | { readonly kind: "ssm"; readonly parameter: string };
  /** Null: not read yet. A bake can't be planned while one is null. */
  readonly value: string | null;
}

/** Fetched on the builder with its instance profile, for the environment of its steps alone. */
export interface SecretWanted {
  readonly name: string;
  readonly from:
    | { readonly kind: "ssm"; readonly parameter: string }
    /** `id`: name or ARN. `key`: of a secret that is JSON; null: all of it. */
    | { readonly kind: "secretsManager"; readonly id: string; readonly key: string | null };
}

export interface UserWanted {
  readonly name: string;
  readonly shell: string;
  readonly home: string;
}

/** A region that gets a copy of the verified image. */
export interface RegionWanted {
  readonly region: string;
  /** The key in that region which encrypts the copy; null: AWS's own, or as the image is. */
  readonly kmsKey: string | null;
}

export interface BuilderWanted {
  /** Name of the instance profile, for secrets or a bucket; null: the user chooses, or none. */
  readonly instanceProfile: string | null;
  /** GiB of its root volume, and so of the image's; null: as the base has it. */
  readonly diskGib: number | null;
  /** The builder powers itself off then; null: Bennu's own time limit. */
  readonly minutes: number | null;
}

export interface Recipe {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly kind: "golden" | "server";
  readonly base: RecipeBase;
  /** One bake each; empty: that of the base, or of the instance type that is chosen. */
  readonly architectures: readonly Architecture[];
  /** Beside the region it is baked in. */
  readonly regions: readonly RegionWanted[];
  /** Account ids that the verified image is shared with. */
  readonly accounts: readonly string[];
  readonly builder: BuilderWanted;
  readonly variables: readonly VariableWanted[];
  readonly secrets: readonly SecretWanted[];
  readonly steps: readonly RecipeStep[];
  readonly users: readonly UserWanted[];
  readonly services: readonly string[];
  readonly tests: readonly RecipeTest[];
  readonly watch: readonly string[];
}

/** e.g. `packages, files, shell`: what kinds of step it has, each once, in order. */
export function provisionerOf(recipe: Recipe): string {
  return [...new Set(recipe.steps.map((step) => step.kind))].join(", ");
}

/** In words, e.g. `the newest verified image of hardened`. */
export function baseWords(base: RecipeBase): string {
  switch (base.kind) {
    case "image":
      return base.image;
    case "name":
      return `the newest image named ${base.name}${base.owner === null ? "" : ` of ${base.owner}`}`;
    case "parameter":
      return `the image that ${base.parameter} names`;
    case "recipe":
      return `the newest verified image of ${base.recipe}`;
  }
}
