/**
 * Steps and tests name their kind by a key. Exactly one must be there, and only keys that go with it; what this
 * version of Bennu can't carry out is refused here by name, never passed over.
 */
import type { RecipeProblem } from "../model/recipe.ts";
import type { Path, YamlText } from "./places.ts";
import { problemAt } from "./problems.ts";
import type { RecipeFile } from "./schema.ts";

type StepFile = RecipeFile["steps"][number];
type TestFile = RecipeFile["tests"][number];

export const stepKinds = ["packages", "files", "shell", "container", "ansible"] as const;
export const laterKinds = ["chef", "puppet", "cfengine"] as const;
export const testKinds = ["command", "port", "http", "package", "file", "service"] as const;
export type TestKind = (typeof testKinds)[number];

/** Keys that change a test, and the kinds they go with. */
const companions: Readonly<Record<"status" | "version" | "absent", readonly TestKind[]>> = {
  status: ["http"],
  version: ["package"],
  absent: ["package", "file"],
};

export function kindProblems(file: RecipeFile, yaml: YamlText): readonly RecipeProblem[] {
  return [
    ...baseProblems(file, yaml),
    ...file.steps.flatMap((step, index) => stepProblems(step, ["steps", index], yaml)),
    ...file.tests.flatMap((test, index) => testProblems(test, ["tests", index], yaml)),
  ];
}

function baseProblems(file: RecipeFile, yaml: YamlText): readonly RecipeProblem[] {
  const kinds = ["recipe", "name", "image"] as const;
  return exactlyOne(file.base, kinds, ["base"], yaml, "A base");
}

function stepProblems(step: StepFile, path: Path, yaml: YamlText): readonly RecipeProblem[] {
  const later = laterKinds.filter((kind) => step[kind] !== undefined);
  if (later.length > 0) return later.map((kind) => notYet(kind, path, yaml));
  const counted = exactlyOne(step, stepKinds, path, yaml, "A step");
  return [...counted, ...emptyPackages(step, path, yaml)];
}

function notYet(kind: string, path: Path, yaml: YamlText): RecipeProblem {
  const message = `This version of Bennu can't run ${kind} steps. Nothing would be baked.`;
  const expected = `one of ${stepKinds.join(", ")}; a shell step can call ${kind} itself`;
  return problemAt(yaml.placeOfKey([...path, kind]), [...path, kind], message, expected);
}

function emptyPackages(step: StepFile, path: Path, yaml: YamlText): readonly RecipeProblem[] {
  const wanted = step.packages;
  if (!wanted || (wanted.install?.length ?? 0) + (wanted.remove?.length ?? 0) > 0) return [];
  const at = [...path, "packages"];
  const message = "Nothing is installed or removed here.";
  return [problemAt(yaml.placeOf(at), at, message, "install or remove, with at least one package")];
}

function testProblems(test: TestFile, path: Path, yaml: YamlText): readonly RecipeProblem[] {
  const counted = exactlyOne(test, testKinds, path, yaml, "A test");
  if (counted.length > 0) return counted;
  const kind = testKinds.find((candidate) => test[candidate] !== undefined);
  const keys = Object.keys(companions) as (keyof typeof companions)[];
  return keys
    .filter((key) => test[key] !== undefined && kind && !companions[key].includes(kind))
    .map((key) => {
      const at = [...path, key];
      const message = `"${key}" doesn't go with a ${String(kind)} test.`;
      return problemAt(
        yaml.placeOfKey(at),
        at,
        message,
        `${key} with ${companions[key].join(" or ")}`,
      );
    });
}

function exactlyOne<K extends string>(
  holder: Readonly<Partial<Record<K, unknown>>>,
  kinds: readonly K[],
  path: Path,
  yaml: YamlText,
  subject: string,
): readonly RecipeProblem[] {
  const given = kinds.filter((kind) => holder[kind] !== undefined);
  const expected = `exactly one of ${kinds.join(", ")}`;
  const [, second] = given;
  if (given.length === 0) {
    return [problemAt(yaml.placeOf(path), path, `${subject} must say what it is.`, expected)];
  }
  if (second === undefined) return [];
  const at = [...path, second];
  const message = `${subject} can't be both ${given.join(" and ")}.`;
  return [problemAt(yaml.placeOfKey(at), at, message, expected)];
}
