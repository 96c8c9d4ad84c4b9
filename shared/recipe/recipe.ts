/** A recipe as the bake uses it: checked, with every default filled in, each step and test of one kind. */
export type PackageFormat = "rpm" | "deb";

export interface PackageWanted {
  readonly name: string;
  readonly version: string | null;
}

export interface FileWanted {
  readonly path: string;
  readonly content: string;
  readonly mode: string;
  readonly owner: string;
}

export type RecipeStep =
  | {
      readonly kind: "packages";
      readonly title: string;
      readonly format: PackageFormat;
      readonly install: readonly PackageWanted[];
      readonly remove: readonly string[];
    }
  | { readonly kind: "files"; readonly title: string; readonly files: readonly FileWanted[] }
  | { readonly kind: "shell"; readonly title: string; readonly script: string }
  | {
      readonly kind: "container";
      readonly title: string;
      readonly name: string;
      readonly image: string;
      readonly format: PackageFormat;
      readonly ports: readonly string[];
      readonly environment: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "ansible";
      readonly title: string;
      readonly playbook: string;
      readonly format: PackageFormat;
    };

export type RecipeTest =
  | { readonly kind: "command"; readonly name: string; readonly command: string }
  | { readonly kind: "port"; readonly name: string; readonly port: number }
  | { readonly kind: "http"; readonly name: string; readonly url: string; readonly status: number }
  | {
      readonly kind: "package";
      readonly name: string;
      readonly package: string;
      readonly version: string | null;
      readonly absent: boolean;
    }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly path: string;
      readonly absent: boolean;
    }
  | { readonly kind: "service"; readonly name: string; readonly service: string };

export interface UserWanted {
  readonly name: string;
  readonly shell: string;
  readonly home: string;
}

export interface Recipe {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly kind: "golden" | "server";
  readonly base: {
    readonly recipe: string | null;
    readonly name: string | null;
    readonly image: string | null;
  };
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
