/** What a recipe names of its repository: is it there, is it of the right kind, is in it what the step looks for. */
import type { RecipeProblem } from "../../model/recipe.ts";
import { nearestWord } from "../read/nearest.ts";
import type { Path, YamlText } from "../read/places.ts";
import { problemAt } from "../read/problems.ts";
import { pathInRepository, referencesOf } from "../repository.ts";
import type { Reference, RepositoryEntries, RepositoryEntry } from "../repository.ts";
import type { RecipeFile } from "../schema.ts";

export function repositoryProblems(
  file: RecipeFile,
  recipeFile: string,
  entries: RepositoryEntries,
  yaml: YamlText,
): readonly RecipeProblem[] {
  const problems = referencesOf(file).flatMap((reference) => {
    const said = unusable(reference, recipeFile, entries);
    return said === null
      ? []
      : [problemAt(yaml.placeOf(reference.at), reference.at, said.message, said.expected)];
  });
  return problems.length > 0 ? problems : insideProblems(file, recipeFile, entries, yaml);
}

function unusable(
  { from, wants }: Reference,
  recipeFile: string,
  entries: RepositoryEntries,
): { readonly message: string; readonly expected: string } | null {
  const path = pathInRepository(recipeFile, from);
  if (path === null)
    return { message: `${from} leads out of the recipe folder.`, expected: "a path inside it" };
  const entry = entries.get(path);
  if (entry === undefined)
    return { message: `${path} was not read.`, expected: "a file of the recipe folder" };
  if (entry.kind === "unusable") return entry;
  if (wants === "either" || wants === entry.kind) return null;
  return { message: `${path} is a ${entry.kind}.`, expected: `a ${wants} of the recipe folder` };
}

interface Inside {
  readonly at: Path;
  readonly path: string;
  /** What is there, of which one was probably meant. */
  readonly there: readonly string[];
}

/** Paths that a step takes from its own folder. */
function insideProblems(
  file: RecipeFile,
  recipeFile: string,
  entries: RepositoryEntries,
  yaml: YamlText,
): readonly RecipeProblem[] {
  const wanted = file.steps.flatMap((step, index) =>
    insideOf(step, ["steps", index], (from) =>
      filesOf(entries.get(pathInRepository(recipeFile, from) ?? "")),
    ),
  );
  return wanted
    .filter(
      ({ path, there }) => !there.some((name) => name === path || name.startsWith(`${path}/`)),
    )
    .map(({ at, path, there }) => {
      const near = nearestWord(path, there);
      const message = `There is no ${path} in that folder.${near === null ? "" : ` Did you mean "${near}"?`}`;
      return problemAt(yaml.placeOf(at), at, message, "a path in the folder of from");
    });
}

function insideOf(
  step: RecipeFile["steps"][number],
  at: Path,
  filesBelow: (from: string) => readonly string[],
): readonly Inside[] {
  const { ansible, chef, puppet, cfengine } = step;
  const inside = (from: string | undefined, kind: string, below: Path, path: string | undefined) =>
    from === undefined || path === undefined
      ? []
      : [
          {
            at: [...at, kind, ...below],
            path: path.replace(/^\.\//, "").replace(/\/$/, ""),
            there: filesBelow(from),
          },
        ];
  const manifest = puppet?.manifest ?? "manifests";
  return [
    ...inside(ansible?.from, "ansible", ["playbook"], ansible?.playbook),
    ...inside(puppet?.from, "puppet", ["manifest"], manifest),
    ...(puppet?.modules ?? []).flatMap((path, index) =>
      inside(puppet?.from, "puppet", ["modules", index], path),
    ),
    ...inside(puppet?.from, "puppet", ["hiera"], puppet?.hiera),
    ...inside(cfengine?.from, "cfengine", ["policy"], cfengine?.policy),
    ...(chef?.runList ?? []).flatMap((item, index) =>
      inside(chef?.from, "chef", ["runList", index], cookbookOf(item)),
    ),
  ];
}

/** `recipe[web::default]` is in cookbooks/web; a role is a file in roles. */
function cookbookOf(item: string): string | undefined {
  const name = /^recipe\[([\w-]+)/.exec(item)?.[1];
  return name === undefined ? undefined : `cookbooks/${name}`;
}

const filesOf = (entry: RepositoryEntry | undefined): readonly string[] =>
  entry?.kind === "folder" ? entry.files.map(({ path }) => path) : [];
