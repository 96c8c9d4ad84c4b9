/** What a step's keys ask of each other. */
import type { RecipeProblem } from "../../model/recipe.ts";
import type { Path, YamlText } from "../read/places.ts";
import { problemAt } from "../read/problems.ts";
import type { StepFile } from "../schema/step-schema.ts";

export function stepProblems(step: StepFile, path: Path, yaml: YamlText): readonly RecipeProblem[] {
  const problem = (below: Path, message: string, expected: string) => {
    const at = [...path, ...below];
    return problemAt(yaml.placeOf(at), at, message, expected);
  };
  return [
    ...emptyPackages(step, problem),
    ...contents(step, problem),
    ...withoutFolder(step, problem),
  ];
}

type Problem = (below: Path, message: string, expected: string) => RecipeProblem;

function emptyPackages({ packages }: StepFile, problem: Problem): readonly RecipeProblem[] {
  if (!packages || (packages.install?.length ?? 0) + (packages.remove?.length ?? 0) > 0) return [];
  const expected = "install or remove, with at least one package";
  return [problem(["packages"], "Nothing is installed or removed here.", expected)];
}

function contents({ files }: StepFile, problem: Problem): readonly RecipeProblem[] {
  return (files ?? []).flatMap((file, index) => {
    const given = [file.content, file.from].filter((source) => source !== undefined).length;
    if (given === 1) return [];
    const message = given === 0 ? "This file has no content." : "This file has two contents.";
    return [problem(["files", index], message, "exactly one of content, from")];
  });
}

/** What only a folder of the repository can give. */
function withoutFolder(step: StepFile, problem: Problem): readonly RecipeProblem[] {
  const { chef, puppet } = step;
  const problems: RecipeProblem[] = [];
  if (chef && (chef.runList === undefined) === (chef.recipe === undefined))
    problems.push(
      problem(["chef"], "Chef must be told what to run.", "exactly one of runList, recipe"),
    );
  if (chef?.runList !== undefined && chef.from === undefined)
    problems.push(
      problem(
        ["chef", "runList"],
        "There are no cookbooks.",
        "from, the folder that holds cookbooks/",
      ),
    );
  if (puppet?.from !== undefined || !puppet) return problems;
  if (puppet.manifest === undefined)
    problems.push(problem(["puppet"], "Puppet must be told what to apply.", "manifest, or from"));
  for (const key of ["modules", "hiera"] as const)
    if (puppet[key] !== undefined)
      problems.push(
        problem(
          ["puppet", key],
          `"${key}" lies in a folder, and none is given.`,
          "from, the folder",
        ),
      );
  return problems;
}
