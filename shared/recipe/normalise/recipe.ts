/** From a file that fits the schema and has no problems to the recipe that a bake uses: defaults filled in. */
import type { Recipe, RecipeBase, SecretWanted, UserWanted, VariableWanted } from "../recipe.ts";
import type { RepositoryEntries } from "../repository.ts";
import type { RecipeFile } from "../schema.ts";
import { stepOf } from "./steps.ts";
import { testOf, uniquelyNamed } from "./tests.ts";
import { RepositoryOf } from "./repository-of.ts";

export interface NormaliseInput {
  readonly file: RecipeFile;
  readonly variables: readonly VariableWanted[];
  readonly recipeFile: string;
  readonly entries: RepositoryEntries;
}

export function normaliseRecipe({ file, variables, recipeFile, entries }: NormaliseInput): Recipe {
  const repository = new RepositoryOf(recipeFile, entries);
  return {
    name: file.name,
    version: file.version,
    description: file.description ?? "",
    kind: file.kind ?? "server",
    base: baseOf(file.base),
    architectures: [...new Set(file.architectures ?? [])],
    regions: (file.regions ?? []).map((region) =>
      typeof region === "string"
        ? { region, kmsKey: null }
        : { region: region.region, kmsKey: region.key },
    ),
    accounts: file.accounts ?? [],
    builder: {
      instanceProfile: file.builder?.instanceProfile ?? null,
      diskGib: file.builder?.diskGib ?? null,
      minutes: file.builder?.minutes ?? null,
    },
    variables,
    secrets: Object.entries(file.secrets ?? {}).map(secretOf),
    steps: file.steps.map((step) => stepOf(step, repository)),
    users: (file.users ?? []).map(userOf),
    services: file.services ?? [],
    tests: uniquelyNamed(file.tests.map(testOf)),
    watch: file.watch ?? [],
  };
}

function baseOf({ image, name, owner, parameter, recipe }: RecipeFile["base"]): RecipeBase {
  if (image !== undefined) return { kind: "image", image };
  if (name !== undefined) return { kind: "name", name, owner: owner ?? null };
  if (parameter !== undefined) return { kind: "parameter", parameter };
  if (recipe !== undefined) return { kind: "recipe", recipe };
  throw new Error("The base has no kind: it was not checked");
}

type SecretFile = NonNullable<RecipeFile["secrets"]>[string];

function secretOf([name, from]: readonly [string, SecretFile]): SecretWanted {
  return "ssm" in from
    ? { name, from: { kind: "ssm", parameter: from.ssm } }
    : { name, from: { kind: "secretsManager", id: from.secretsManager, key: from.key ?? null } };
}

function userOf(user: NonNullable<RecipeFile["users"]>[number]): UserWanted {
  const given = typeof user === "string" ? { name: user } : user;
  return {
    name: given.name,
    shell: given.shell ?? "/usr/sbin/nologin",
    home: given.home ?? `/home/${given.name}`,
  };
}
