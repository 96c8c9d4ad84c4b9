/** The steps of a recipe file: each names its kind by its key. */
import { z } from "zod";
import {
  absolutePath,
  format,
  mode,
  oneLine,
  owner,
  packageName,
  packageVersion,
  repositoryPath,
  sha256,
  text,
  title,
  unixName,
  url,
} from "./words.ts";

const installable = z.union([
  packageName,
  z.strictObject({ name: packageName, version: packageVersion }),
  z.strictObject({
    url: url.describe("A package file, fetched by the builder"),
    sha256: sha256.describe("Nothing is installed if the file's is another"),
  }),
  z.strictObject({ file: repositoryPath.describe("A package file of the repository") }),
]);
const tool = z
  .union([installable, z.literal(false)])
  .describe("The package that brings the program; false: the base has it");

const packagesSchema = z.strictObject({
  format,
  install: z.array(installable).max(200).optional(),
  remove: z.array(packageName).max(200).optional(),
});

const fileSchema = z.strictObject({
  path: absolutePath.describe("Where it is written on the server"),
  content: z.string().optional().describe("What is written, inline"),
  from: repositoryPath
    .optional()
    .describe("A file of the repository, or a folder: then all that is below it"),
  mode: mode.optional().describe("0644 if left out; of a folder's files, 0755 where executable"),
  owner: owner.optional().describe("root:root if left out"),
});

const words = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "a name of letters, digits and _"),
  oneLine,
);
const provisioner = {
  from: repositoryPath.optional().describe("A folder of the repository that goes to the builder"),
  format: format.optional(),
  install: tool.optional(),
};

const ansibleSchema = z.strictObject({
  ...provisioner,
  playbook: text.describe("The playbook itself; with from: its path in that folder"),
  variables: words.optional().describe("Given as extra vars"),
});

const chefSchema = z.strictObject({
  ...provisioner,
  mode: z.enum(["local", "solo"]).optional().describe("chef-client --local-mode, or chef-solo"),
  runList: z
    .array(z.string().regex(/^(recipe|role)\[[\w:.@-]+\]$/, "recipe[name] or role[name]"))
    .min(1)
    .max(50)
    .optional(),
  recipe: text.optional().describe("A recipe right here, instead of a run list"),
  attributes: z
    .record(z.string(), z.json())
    .optional()
    .describe("Of the node, as in its JSON file"),
});

const puppetSchema = z.strictObject({
  ...provisioner,
  manifest: text
    .optional()
    .describe("The manifest itself; with from: its path in that folder, manifests if left out"),
  modules: z.array(repositoryPath).max(20).optional().describe("Folders of modules in from"),
  hiera: repositoryPath.optional().describe("The hiera.yaml in from"),
  facts: words.optional(),
});

const cfengineSchema = z.strictObject({
  ...provisioner,
  policy: text.describe("The policy itself; with from: its path in that folder"),
  bundles: z
    .array(z.string().regex(/^\w{1,60}$/, "a bundle's name"))
    .max(20)
    .optional(),
  classes: z
    .array(z.string().regex(/^\w{1,60}$/, "a class's name"))
    .max(50)
    .optional(),
});

const containerSchema = z.strictObject({
  name: unixName.describe("Of the container and of its systemd unit"),
  image: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._/:@-]{1,254}$|\$\{\{/,
      "a container image, e.g. registry/app:1.2",
    )
    .describe("With its tag or, better, its digest"),
  format: format.optional(),
  engine: z.enum(["docker", "podman"]).optional().describe("docker if left out"),
  ports: z
    .array(z.string().regex(/^\d{1,5}:\d{1,5}$|\$\{\{/, "host:container, e.g. '8080:80'"))
    .max(20)
    .optional(),
  environment: words.optional(),
  volumes: z
    .array(
      z
        .string()
        .regex(/^\/[^:\s'"]+:\/[^:\s'"]+(:ro)?$/, "host:container, e.g. '/srv/data:/data:ro'"),
    )
    .max(20)
    .optional(),
  command: z.array(oneLine).max(50).optional().describe("Words after the image"),
  unit: z
    .union([text, z.strictObject({ from: repositoryPath })])
    .optional()
    .describe("The unit file, inline or from the repository; Bennu writes one if left out"),
});

export const stepKinds = [
  "packages",
  "files",
  "shell",
  "ansible",
  "chef",
  "puppet",
  "cfengine",
  "container",
  "reboot",
] as const;

export const stepSchema = z.strictObject({
  name: title.optional(),
  packages: packagesSchema.optional(),
  files: z.array(fileSchema).min(1).max(100).optional(),
  shell: text.optional().describe("Run as root by sh -e, or by what its first line names with #!"),
  ansible: ansibleSchema.optional().describe("A playbook, run on the builder against localhost"),
  chef: chefSchema.optional().describe("Cookbooks, run by chef-client in local mode or chef-solo"),
  puppet: puppetSchema.optional().describe("A manifest, run by puppet apply"),
  cfengine: cfengineSchema.optional().describe("Promises, run by cf-agent"),
  container: containerSchema.optional().describe("A container image with its systemd unit"),
  reboot: z.literal(true).optional().describe("The builder starts anew, then goes on"),
});
export type StepFile = z.infer<typeof stepSchema>;
