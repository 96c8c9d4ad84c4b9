/**
 * What a recipe file may hold, as a zod schema: one place for the parser, the JSON schema for editors and the help
 * on a misspelt key. Pure.
 */
import { z } from "zod";
import { stepKinds, stepSchema } from "./schema/step-schema.ts";
import { testKinds, testSchema } from "./schema/test-schema.ts";
import {
  absolutePath,
  oneLine,
  parameterName,
  unit,
  unixName,
  variableName,
} from "./schema/words.ts";

export const baseKinds = ["recipe", "name", "image", "parameter"] as const;

const baseSchema = z.strictObject({
  recipe: z
    .string()
    .min(1)
    .max(63)
    .optional()
    .describe("The newest verified image that this recipe made"),
  name: oneLine
    .min(1)
    .max(128)
    .optional()
    .describe("The newest available image whose name fits, * for anything"),
  owner: z
    .string()
    .regex(/^(\d{12}|self|amazon|aws-marketplace)$/, "an account id of 12 digits, self or amazon")
    .optional()
    .describe("With name: whose image it must be"),
  image: z
    .string()
    .regex(/^ami-[0-9a-f]{8,17}$|\$\{\{/, "an image id, ami-…")
    .optional(),
  parameter: z
    .string()
    .regex(/^[A-Za-z0-9_.\-/]{1,900}(:[A-Za-z0-9_.-]+)?$|\$\{\{/, "the name of an SSM parameter")
    .optional()
    .describe(
      "An SSM parameter that holds an image id, e.g. /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    ),
});

const userSchema = z.union([
  unixName,
  z.strictObject({
    name: unixName,
    shell: absolutePath.optional(),
    home: absolutePath.optional(),
  }),
]);

const bySsm = z.strictObject({ ssm: parameterName.describe("An SSM parameter") });
const variables = z
  .record(variableName, z.union([oneLine.max(4000), bySsm]))
  .describe("Each is $NAME in the steps, and ${{ NAME }} anywhere in this file");
const secrets = z
  .record(
    variableName,
    z.union([
      bySsm,
      z.strictObject({
        secretsManager: oneLine.min(1).max(2048).describe("Name or ARN of the secret"),
        key: oneLine.min(1).max(200).optional().describe("Of a secret that is JSON"),
      }),
    ]),
  )
  .describe("Each is $NAME in the steps; fetched by the builder, never kept in the image");

const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "a region, e.g. eu-west-1");
const builderSchema = z.strictObject({
  instanceProfile: z
    .string()
    .regex(/^[\w+=,.@-]{1,128}$/, "the name of an instance profile")
    .optional()
    .describe("What the builder may do in AWS, such as reading the secrets"),
  diskGib: z.int().min(1).max(16_384).optional().describe("Of the root volume, in GiB"),
  minutes: z.int().min(5).max(720).optional().describe("The builder powers itself off then"),
});

export const recipeSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, "2 to 60 lower-case letters, digits and -"),
  version: z
    .string()
    .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$|\$\{\{/, "a version in quotes, e.g. '7.3.0'"),
  description: z.string().max(500).optional(),
  kind: z.enum(["golden", "server"]).optional().describe("What comes of it; server if left out"),
  base: baseSchema.meta({ oneOf: eachAlone(baseKinds) }),
  architectures: z
    .array(z.enum(["x86_64", "arm64"]))
    .min(1)
    .max(2)
    .optional()
    .describe("An image for each of them"),
  regions: z
    .array(
      z.union([
        region,
        z.strictObject({
          region,
          key: oneLine.min(1).max(2048).describe("KMS key in that region"),
        }),
      ]),
    )
    .max(40)
    .optional()
    .describe("Regions that get a copy of the verified image"),
  accounts: z
    .array(z.string().regex(/^\d{12}$/, "an account id of 12 digits, in quotes"))
    .max(100)
    .optional()
    .describe("Accounts that the verified image is shared with"),
  builder: builderSchema.optional(),
  variables: variables.optional(),
  secrets: secrets.optional(),
  steps: z
    .array(stepSchema.meta({ oneOf: eachAlone(stepKinds) }))
    .min(1)
    .max(60),
  users: z.array(userSchema).max(50).optional().describe("Made before the first step"),
  services: z
    .array(unit)
    .max(50)
    .optional()
    .describe("Enabled and started when the steps are done"),
  tests: z
    .array(testSchema.meta({ oneOf: eachAlone(testKinds) }))
    .min(1)
    .max(60),
  watch: z
    .array(absolutePath)
    .max(100)
    .optional()
    .describe("Files whose digests go into the manifest"),
});
export type RecipeFile = z.infer<typeof recipeSchema>;

/** For editors: JSON Schema of a recipe file. */
export function recipeJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(recipeSchema, { io: "input", unrepresentable: "any" });
}

/** For editors: exactly one of these keys. The parser says so in its own words. */
function eachAlone(keys: readonly string[]) {
  return keys.map((key) => ({ required: [key] }));
}
