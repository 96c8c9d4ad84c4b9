/** The base, a step and a test name their kind by a key: exactly one must be there, and only keys that go with it. */
import type { RecipeProblem } from "../../model/recipe.ts";
import type { Path, YamlText } from "../read/places.ts";
import { problemAt } from "../read/problems.ts";
import { baseKinds, type RecipeFile } from "../schema.ts";
import { stepKinds } from "../schema/step-schema.ts";
import { companions, testKinds } from "../schema/test-schema.ts";
import type { TestFile } from "../schema/test-schema.ts";
import { stepProblems } from "./steps.ts";

export function kindProblems(file: RecipeFile, yaml: YamlText): readonly RecipeProblem[] {
  return [
    ...baseProblems(file, yaml),
    ...file.steps.flatMap((step, index) => {
      const at = ["steps", index];
      const counted = exactlyOne(step, stepKinds, at, yaml, "A step");
      return counted.length > 0 ? counted : stepProblems(step, at, yaml);
    }),
    ...file.tests.flatMap((test, index) => testProblems(test, ["tests", index], yaml)),
  ];
}

function baseProblems({ base }: RecipeFile, yaml: YamlText): readonly RecipeProblem[] {
  const counted = exactlyOne(base, baseKinds, ["base"], yaml, "A base");
  if (counted.length > 0 || base.owner === undefined || base.name !== undefined) return counted;
  const at = ["base", "owner"];
  const message = `"owner" goes with a name only.`;
  return [problemAt(yaml.placeOfKey(at), at, message, "name and owner, or no owner")];
}

function testProblems(test: TestFile, path: Path, yaml: YamlText): readonly RecipeProblem[] {
  const counted = exactlyOne(test, testKinds, path, yaml, "A test");
  const kind = testKinds.find((candidate) => test[candidate] !== undefined);
  if (counted.length > 0 || kind === undefined) return counted;
  const keys = Object.keys(companions) as (keyof typeof companions)[];
  const alien = keys.filter((key) => {
    const kinds: readonly string[] = companions[key];
    return test[key] !== undefined && !kinds.includes(kind);
  });
  return [
    ...alien.map((key) => {
      const at = [...path, key];
      const message = `"${key}" doesn't go with a ${kind} test.`;
      const expected = `${key} with ${companions[key].join(" or ")}`;
      return problemAt(yaml.placeOfKey(at), at, message, expected);
    }),
    ...absentWithMore(test, path, yaml),
  ];
}

/** What isn't there has neither a version nor an owner. */
function absentWithMore(test: TestFile, path: Path, yaml: YamlText): readonly RecipeProblem[] {
  const more = (["version", "mode", "owner", "contains"] as const).filter(
    (key) => test[key] !== undefined,
  );
  if (test.absent !== true) return [];
  return more.map((key) => {
    const at = [...path, key];
    const message = `What must be absent can't have a "${key}".`;
    return problemAt(yaml.placeOfKey(at), at, message, `absent or ${key}, not both`);
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
