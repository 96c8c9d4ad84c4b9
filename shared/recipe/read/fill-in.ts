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
  const secrets = Object.keys(mapping(file["secrets"]));
  const filler = new Filler(yaml, knownValues(variables, architecture), secrets);
  return { value: filler.fill(yaml.value, []), variables, problems: filler.problems };
}

/** Null: known by name, and not yet by value. */
type KnownValues = ReadonlyMap<string, string | null>;

function knownValues(
  variables: readonly VariableWanted[],
  architecture: Architecture | null,
): KnownValues {
  const own = ownNames.map(
    (name) => [name, architecture && architectureNames[architecture][name]] as const,
  );
  return new Map([...variables.map(({ name, value }) => [name, value] as const), ...own]);
}

class Filler {
  readonly problems: RecipeProblem[] = [];
  readonly #yaml: YamlText;
  readonly #known: KnownValues;
  readonly #secrets: readonly string[];

  constructor(yaml: YamlText, known: KnownValues, secrets: readonly string[]) {
    this.#yaml = yaml;
    this.#known = known;
    this.#secrets = secrets;
  }

  fill(value: unknown, at: Path): unknown {
    if (typeof value === "string") return this.#text(value, at);
    if (typeof value !== "object" || value === null || at.length > deepest) return value;
    if (Array.isArray(value)) return value.map((inner, index) => this.fill(inner, [...at, index]));
    const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
      const isLeft = at.length === 0 && notFilledIn.includes(key);
      return [key, isLeft ? inner : this.fill(inner, [...at, key])];
    });
    return Object.fromEntries(entries);
  }

  #text(text: string, at: Path): string {
    return text.replace(placeholder, (whole, escape: string, name: string) => {
      if (escape !== "") return whole.slice(1);
      const value = this.#known.get(name);
      if (value === undefined) this.problems.push(this.#unknown(at, whole, name));
      return value ?? whole;
    });
  }

  #unknown(at: Path, whole: string, name: string): RecipeProblem {
    const place = this.#yaml.placeOfText(at, whole);
    if (this.#secrets.includes(name)) {
      const message = `${name} is a secret, and this text goes into the plan and the image.`;
      return problemAt(
        place,
        at,
        message,
        `$${name} in a shell step, where the builder fetches it`,
      );
    }
    const names = [...this.#known.keys()];
    const near = nearestWord(name, names);
    const hint = near === null ? "" : ` Did you mean "${near}"?`;
    const message = `There is no variable "${name}".${hint}`;
    const expected = `one of ${names.join(", ")}; $\${{ for the text itself`;
    return problemAt(place, at, message, expected);
  }
}

function variableOf(name: string, from: unknown, given: GivenValues): readonly VariableWanted[] {
  const value = given.get(name) ?? null;
  if (typeof from === "string")
    return [{ name, from: { kind: "text", text: from }, value: value ?? from }];
  const parameter = mapping(from)["ssm"];
  if (typeof parameter !== "string") return [];
  return [{ name, from: { kind: "ssm", parameter }, value }];
}

const mapping = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
