/**
 * What a recipe file may hold, as a zod schema: one place for the parser, the JSON schema for editors and the help
 * on a misspelt key. A step or a test names its kind by its key, e.g. `packages:` or `port:`.
 * Pure. What a version of Bennu can't carry out yet is still in the schema, and refused by name in supported.ts.
 */
import { z } from "zod";

const oneLine = /^[^\r\n]*$/;
const title = z.string().min(1).max(120).regex(oneLine, "one line of text");
const packageName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9+._-]{0,99}$/, "a package name");
const packageVersion = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9+.:~^_-]{0,79}$/, "a version");
const path = z.string().regex(/^\/[^\s'"]{1,400}$/, "an absolute path without spaces or quotes");
const unixName = z
  .string()
  .regex(/^[a-z_][a-z0-9_-]{0,30}$/, "a name of lower-case letters, digits, _ and -");
const unit = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9@._-]{0,79}$/, "the name of a systemd unit");
const port = z.int().min(1).max(65_535);
const script = z.string().min(1).max(12_000);

const installable = z.union([
  packageName,
  z.strictObject({ name: packageName, version: packageVersion }),
]);

export const packagesSchema = z.strictObject({
  format: z.enum(["rpm", "deb"]).describe("rpm for Amazon Linux, deb for Debian and Ubuntu"),
  install: z.array(installable).max(200).optional(),
  remove: z.array(packageName).max(200).optional(),
});

export const fileSchema = z.strictObject({
  path,
  content: z.string().max(12_000),
  mode: z
    .string()
    .regex(/^0?[0-7]{3}$/, "three octal digits in quotes, e.g. '0644'")
    .optional(),
  owner: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/, "user or user:group")
    .optional(),
});

const containerSchema = z.strictObject({
  name: unixName,
  image: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/:@-]{1,254}$/, "a container image, e.g. registry/app:1.2"),
  format: z.enum(["rpm", "deb"]).optional(),
  ports: z
    .array(z.string().regex(/^\d{1,5}:\d{1,5}$/, "host:container, e.g. '8080:80'"))
    .max(20)
    .optional(),
  environment: z
    .record(z.string().regex(/^[A-Z_][A-Z0-9_]*$/), z.string().regex(oneLine))
    .optional(),
});

const ansibleSchema = z.strictObject({
  playbook: script.describe("The playbook itself, run on the builder against localhost"),
  format: z.enum(["rpm", "deb"]).optional(),
});
const chefSchema = z.strictObject({ recipe: script });
const puppetSchema = z.strictObject({ manifest: script });
const cfengineSchema = z.strictObject({ policy: script });

export const stepSchema = z.strictObject({
  name: title.optional(),
  packages: packagesSchema.optional(),
  files: z.array(fileSchema).min(1).max(50).optional(),
  shell: script.optional(),
  container: containerSchema.optional(),
  ansible: ansibleSchema.optional(),
  chef: chefSchema.optional(),
  puppet: puppetSchema.optional(),
  cfengine: cfengineSchema.optional(),
});

export const testSchema = z.strictObject({
  name: title.optional(),
  command: z.string().min(1).max(4000).optional(),
  port: port.optional(),
  http: z
    .url({ protocol: /^https?$/, error: "an address such as http://localhost:8080/healthz" })
    .optional(),
  status: z
    .int()
    .min(100)
    .max(599)
    .optional()
    .describe("With http: the status expected; 200 if left out"),
  package: packageName.optional(),
  version: packageVersion.optional().describe("With package: the version expected"),
  absent: z.boolean().optional().describe("With package or file: it must not be there"),
  file: path.optional(),
  service: unit.optional(),
});

const baseSchema = z.strictObject({
  recipe: z.string().min(1).max(63).optional().describe("An image that this recipe made"),
  name: z.string().min(1).max(128).optional().describe("An image whose name fits, * for anything"),
  image: z
    .string()
    .regex(/^ami-[0-9a-f]{8,17}$/, "an image id, ami-…")
    .optional(),
});

const userSchema = z.union([
  unixName,
  z.strictObject({ name: unixName, shell: path.optional(), home: path.optional() }),
]);

export const recipeSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, "2 to 60 lower-case letters, digits and -"),
  version: z
    .string()
    .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/, "a version in quotes, e.g. '7.3.0'"),
  description: z.string().max(500).optional(),
  kind: z.enum(["golden", "server"]).optional().describe("What comes of it; server if left out"),
  base: baseSchema,
  steps: z.array(stepSchema).min(1).max(60),
  users: z.array(userSchema).max(50).optional(),
  services: z
    .array(unit)
    .max(50)
    .optional()
    .describe("Enabled and started when the steps are done"),
  tests: z.array(testSchema).min(1).max(60),
  watch: z.array(path).max(100).optional().describe("Files whose digests go into the manifest"),
});
export type RecipeFile = z.infer<typeof recipeSchema>;

/** For editors: JSON Schema of a recipe file. */
export function recipeJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(recipeSchema, { io: "input" });
}
