/** A recipe file as the console lists it. Its schema is in shared/recipe. */
export interface RecipeSummary {
  /** Path relative to the recipe folder. */
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly provisioner: string;
  readonly tests: number;
  readonly text: string;
  /** Mistakes, with their place; a recipe that has any can't be baked. */
  readonly problems: readonly RecipeProblem[];
}

export interface RecipeProblem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
  readonly expected: string;
}
