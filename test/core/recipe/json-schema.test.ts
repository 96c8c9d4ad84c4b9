import { describe, expect, it } from "vitest";
import { recipeJsonSchema } from "../../../shared/recipe/schema.ts";
import { stepKinds } from "../../../shared/recipe/schema/step-schema.ts";
import { testKinds } from "../../../shared/recipe/schema/test-schema.ts";

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly items: Schema;
  readonly description?: string;
  readonly oneOf?: readonly { readonly required: readonly string[] }[];
  readonly required?: readonly string[];
}
const schema = recipeJsonSchema() as unknown as Schema;
const at = (...path: readonly string[]) =>
  path.reduce<Schema | undefined>((from, key) => from?.properties[key], schema);

describe("the JSON schema for editors", () => {
  it("asks for exactly one kind of each step, test and base", () => {
    const kindsOf = (of: Schema | undefined) => of?.oneOf?.flatMap(({ required }) => required);
    expect(kindsOf(at("steps")?.items)).toEqual([...stepKinds]);
    expect(kindsOf(at("tests")?.items)).toEqual([...testKinds]);
    expect(kindsOf(at("base"))).toEqual(["recipe", "name", "image", "parameter"]);
  });

  it("asks for what a recipe can't do without", () => {
    expect(schema.required).toEqual(["name", "version", "base", "steps", "tests"]);
  });

  it("explains every kind that is not plain from its name", () => {
    const silent = stepKinds
      .filter((kind) => !["packages", "files"].includes(kind))
      .filter((kind) => at("steps")?.items.properties[kind]?.description === undefined);
    expect(silent).toEqual([]);
  });

  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });
});
