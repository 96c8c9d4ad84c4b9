/** Words each mistake that the schema found: where, what is wrong, what was expected. */
import type { z } from "zod";
import type { RecipeProblem } from "../../model/recipe.ts";
import { knownKeys } from "./known-keys.ts";
import { nearestWord } from "./nearest.ts";
import type { Path, Place, YamlText } from "./places.ts";

type Issue = z.core.$ZodIssue;

export function problemAt(
  place: Place,
  path: Path,
  message: string,
  expected: string,
): RecipeProblem {
  return { line: place.line, column: place.column, path: pathText(path), message, expected };
}

/** `steps[2].packages.format`; "" for the file itself. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${String(part)}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}

/** A misspelt key also leaves the right one missing: the cause is told, and not its echo. */
export function problemsOfAll(issues: readonly Issue[], yaml: YamlText): readonly RecipeProblem[] {
  const meant = new Set(issues.flatMap(meantBy));
  return issues
    .filter((issue) => issue.input !== undefined || !meant.has(pathText(issue.path)))
    .flatMap((issue) => problemsOf(issue, yaml));
}

function meantBy(issue: Issue): readonly string[] {
  if (issue.code !== "unrecognized_keys") return [];
  const keys = knownKeys(issue.path);
  return issue.keys.flatMap((key) => {
    const near = nearestWord(key, keys);
    return near === null ? [] : [pathText([...issue.path, near])];
  });
}

function problemsOf(issue: Issue, yaml: YamlText): readonly RecipeProblem[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => unknownKey(issue.path, key, yaml));
  if (issue.code === "invalid_union") return unionProblems(issue, yaml);
  if (issue.code === "invalid_key") return [keyProblem(issue, yaml)];
  const place = yaml.placeOf(issue.path);
  return [problemAt(place, issue.path, messageOf(issue), expectedOf(issue))];
}

function unknownKey(path: Path, key: string, yaml: YamlText): RecipeProblem {
  const keys = knownKeys(path);
  const near = nearestWord(key, keys);
  const message = `There is no "${key}" here.${near ? ` Did you mean "${near}"?` : ""}`;
  const expected = keys.length > 0 ? `one of ${keys.join(", ")}` : "nothing here";
  return problemAt(yaml.placeOfKey([...path, key]), [...path, key], message, expected);
}

/** A key of a record, e.g. a variable's name. */
function keyProblem(issue: Extract<Issue, { code: "invalid_key" }>, yaml: YamlText): RecipeProblem {
  const message = `"${String(issue.path.at(-1))}" can't be a name here.`;
  const expected = issue.issues[0]?.message ?? "another name";
  return problemAt(yaml.placeOfKey(issue.path), issue.path, message, expected);
}

/** Of the forms that it could have, the one that it comes nearest to: of the right type, with the fewest mistakes. */
function unionProblems(
  issue: Extract<Issue, { code: "invalid_union" }>,
  yaml: YamlText,
): readonly RecipeProblem[] {
  const nearest = issue.errors.toSorted((a, b) => distance(a) - distance(b))[0] ?? [];
  const found = nearest.flatMap((inner) =>
    problemsOf({ ...inner, path: [...issue.path, ...inner.path] }, yaml),
  );
  if (found.length > 0) return found;
  return [problemAt(yaml.placeOf(issue.path), issue.path, "This doesn't fit.", "another form")];
}

function distance(issues: readonly Issue[]): number {
  const mistakes = issues.map((issue) => {
    if (issue.path.length === 0 && issue.code === "invalid_type") return 1000;
    return issue.code === "unrecognized_keys" ? 3 * issue.keys.length : 1;
  });
  return mistakes.reduce((sum, mistake) => sum + mistake, 0);
}

function messageOf(issue: Issue): string {
  const name = issue.path.at(-1);
  const subject = typeof name === "string" ? `"${name}"` : "This";
  if (issue.input === undefined) return `${subject} is missing.`;
  if (issue.code === "invalid_type") return `${subject} is ${kindOf(issue.input)}.`;
  if (issue.code === "too_big") return `${subject} is too ${sized(issue.origin, "large", "long")}.`;
  if (issue.code === "too_small")
    return `${subject} is too ${sized(issue.origin, "small", "short")}.`;
  return `${subject} can't be ${shortly(issue.input)}.`;
}

const sized = (origin: string, number: string, other: string) =>
  origin === "number" || origin === "int" ? number : other;

function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return typeWords(issue.expected, issue.input);
    case "invalid_value":
      return `one of ${issue.values.map(String).join(", ")}`;
    case "too_big":
      return `at most ${String(issue.maximum)}${countWord(issue.origin)}`;
    case "too_small":
      return `at least ${String(issue.minimum)}${countWord(issue.origin)}`;
    default:
      return issue.message;
  }
}

function countWord(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" ? " entries" : "";
}

function typeWords(expected: string, input: unknown): string {
  const words: Record<string, string> = {
    string: "a text",
    int: "a whole number",
    number: "a number",
    boolean: "true or false",
    array: "a list, each entry on its own line after a dash",
    object: "keys with values",
    record: "keys with values",
  };
  const hint = expected === "string" && typeof input === "number" ? ": put it in quotes" : "";
  return `${words[expected] ?? expected}${hint}`;
}

function kindOf(input: unknown): string {
  if (input === null) return "empty";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object") return "a block of keys";
  return `${typeof input === "string" ? "the text" : `the ${typeof input}`} ${shortly(input)}`;
}

function shortly(input: unknown): string {
  const text = JSON.stringify(input) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
