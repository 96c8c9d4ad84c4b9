/**
 * Replaces `${{ NAME }}` in a recipe's texts by the variables' values, before the schema looks at them. `$${{` is
 * left as `${{`. What is not known yet stays as it is: the recipe can be looked at, and not be baked.
 */
import type { RecipeProblem } from "../../model/recipe.ts";
import type { Architecture, VariableWanted } from "../recipe.ts";
import { nearestWord } from "./nearest.ts";
import type { Path, YamlText } from "./places.ts";
import { problemAt } from "./problems.ts";

/** Values that are known from outside the file: what the user set, what SSM holds. */
export type GivenValues = ReadonlyMap<string, string>;

export interface FilledIn {
  readonly value: unknown;
  readonly variables: readonly VariableWanted[];
  readonly problems: readonly RecipeProblem[];
}

/** How each kind of package names an architecture. */
const architectureNames = {
  x86_64: { architecture: "x86_64", rpmArchitecture: "x86_64", debArchitecture: "amd64" },
  arm64: { architecture: "arm64", rpmArchitecture: "aarch64", debArchitecture: "arm64" },
} as const;
const ownNames = ["architecture", "rpmArchitecture", "debArchitecture"] as const;
const notFilledIn = ["variables", "secrets"];
/** An alias can make a file that holds itself. */
const deepest = 30;
const placeholder = /(\$?)\$\{\{\s*([^}]*?)\s*\}\}/g;

export function fillIn(
  yaml: YamlText,
  given: GivenValues,
  architecture: Architecture | null,
): FilledIn {
  const file = mapping(yaml.value);
  const variables = Object.entries(mapping(file["variables"])).flatMap(([name, from]) =>
    variableOf(name, from, given),
  );
  const known = new Map<string, string | null>();
  for (const { name, value } of variables) known.set(name, value);
  for (const name of ownNames) known.set(name, null);
  if (architecture !== null)
    for (const [name, value] of Object.entries(architectureNames[architecture]))
      known.set(name, value);
  const secrets = Object.keys(mapping(file["secrets"]));
  const problems: RecipeProblem[] = [];
  const fill = (value: unknown, at: Path): unknown => {
    if (typeof value === "string") return filled(value, at);
    if (Array.isArray(value) && at.length <= deepest)
      return value.map((inner, index) => fill(inner, [...at, index]));
    if (typeof value !== "object" || value === null || at.length > deepest) return value;
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      at.length === 0 && notFilledIn.includes(key) ? inner : fill(inner, [...at, key]),
    ]);
    return Object.fromEntries(entries) as unknown;
  };
  const filled = (text: string, at: Path) =>
    text.replace(placeholder, (whole, escape: string, name: string) => {
      if (escape !== "") return whole.slice(1);
      const value = known.get(name);
      if (value === undefined) problems.push(unknownName(yaml, at, whole, name, known, secrets));
      return value ?? whole;
    });
  return { value: fill(yaml.value, []), variables, problems };
}

function variableOf(name: string, from: unknown, given: GivenValues): readonly VariableWanted[] {
  const value = given.get(name) ?? null;
  if (typeof from === "string")
    return [{ name, from: { kind: "text", text: from }, value: value ?? from }];
  const parameter = mapping(from)["ssm"];
  if (typeof parameter !== "string") return [];
  return [{ name, from: { kind: "ssm", parameter }, value }];
}

function unknownName(
  yaml: YamlText,
  at: Path,
  whole: string,
  name: string,
  known: ReadonlyMap<string, unknown>,
  secrets: readonly string[],
): RecipeProblem {
  const place = yaml.placeOfText(at, whole);
  if (secrets.includes(name)) {
    const message = `${name} is a secret, and this text goes into the plan and the image.`;
    return problemAt(place, at, message, `$${name} in a shell step, where the builder fetches it`);
  }
  const near = nearestWord(name, [...known.keys()]);
  const hint = near === null ? "" : ` Did you mean "${near}"?`;
  const message = `There is no variable "${name}".${hint}`;
  return problemAt(
    place,
    at,
    message,
    `one of ${[...known.keys()].join(", ")}; $\${{ for the text itself`,
  );
}

const mapping = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
