/**
 * The user data of a builder and of a fresh boot: shell functions that are always the same, then a program of one
 * call a line. cloud-init runs it once, as root, with no agent, no SSH and no inbound port.
 */
import { assertNever } from "../assert-never.ts";
import type { Recipe } from "../recipe/recipe.ts";
import type { FileWanted, PackageFormat, RecipeStep } from "../recipe/recipe-step.ts";
import type { RecipeTest } from "../recipe/recipe-test.ts";
import { encodeBase64, utf8Bytes } from "./base64.ts";
import { prelude } from "./prelude.ts";
import { quoteWord } from "./shell-words.ts";

/** EC2's limit of user data, before base64. */
export const userDataLimitBytes = 16 * 1024;

export interface UserDataOptions {
  /** `builder` provisions and tests; `fresh-boot` only tests what is there. */
  readonly role: "builder" | "fresh-boot";
  /** The file as the user wrote it: kept in the image. */
  readonly recipeText: string;
  /** A server that hangs powers itself off then, whoever watches it. */
  readonly timeoutMs: number;
}

export function userData(recipe: Recipe, options: UserDataOptions): string {
  const program =
    options.role === "builder" ? builderProgram(recipe, options) : freshBootProgram(recipe);
  const steps = program.filter((line) => line.startsWith("bennu_step ")).length;
  const minutes = Math.ceil(options.timeoutMs / 60_000);
  const what = `${recipe.name} ${recipe.version}`;
  return [
    "#!/bin/sh",
    `# ${what}: ${options.role}, made by Bennu from a recipe. cloud-init runs it once, as root.`,
    `BENNU_SESSION=${options.role === "builder" ? "b" : "t"}`,
    prelude,
    call("bennu_begin", String(steps), String(minutes), `${options.role} ${what}`),
    ...program,
    "bennu_end",
    "",
  ].join("\n");
}

/** Bytes of a script, and whether EC2 takes it. */
export function userDataSize(script: string): { readonly bytes: number; readonly fits: boolean } {
  const bytes = utf8Bytes(script).length;
  return { bytes, fits: bytes <= userDataLimitBytes };
}

function builderProgram(recipe: Recipe, options: UserDataOptions): readonly string[] {
  const users = recipe.users.map((user) => call("bennu_user", user.name, user.shell, user.home));
  const services = recipe.services.map((service) => call("bennu_service", service));
  const kept = call("bennu_keep", encodeBase64(options.recipeText), recipe.name, ...recipe.watch);
  return [
    ...titled("make users", users),
    ...recipe.steps.flatMap((step) => titled(step.title, stepCalls(step))),
    ...titled("enable services", services),
    ...titled("keep the recipe in the image", [kept]),
    ...testCalls(recipe),
    ...titled("print the manifest", [call("bennu_manifest", ...recipe.watch)]),
  ];
}

/** The manifest comes first: of an image whose tests fail it is wanted most. */
function freshBootProgram(recipe: Recipe): readonly string[] {
  const manifest = call("bennu_manifest", ...recipe.watch);
  return [...titled("print the manifest", [manifest]), ...testCalls(recipe)];
}

function testCalls(recipe: Recipe): readonly string[] {
  return titled("run the tests", [...recipe.tests.map(testCall), "bennu_tested"]);
}

function titled(title: string, calls: readonly string[]): readonly string[] {
  return calls.length === 0 ? [] : [call("bennu_step", title), ...calls];
}

function stepCalls(step: RecipeStep): readonly string[] {
  switch (step.kind) {
    case "packages":
      return packageCalls(step);
    case "files":
      return step.files.map(fileCall);
    case "shell":
      return [call("bennu_shell", encodeBase64(step.script))];
    case "container":
      return containerCalls(step);
    case "ansible":
      return [
        call("bennu_packages", step.format, step.format === "rpm" ? "ansible-core" : "ansible"),
        call(
          "bennu_ansible",
          encodeBase64(step.playbook.kind === "text" ? step.playbook.text : ""),
        ),
      ];
    case "chef":
    case "puppet":
    case "cfengine":
    case "reboot":
      throw new Error(`A ${step.kind} step has no program yet`);
    default:
      return assertNever(step, "recipe step");
  }
}

function packageCalls(step: Extract<RecipeStep, { kind: "packages" }>): readonly string[] {
  const join = step.format === "rpm" ? "-" : "=";
  const install = step.install.flatMap((wanted) => {
    if (wanted.source !== "repository") return [];
    return [wanted.version === null ? wanted.name : `${wanted.name}${join}${wanted.version}`];
  });
  return [
    ...(step.remove.length > 0 ? [call("bennu_remove", step.format, ...step.remove)] : []),
    ...(install.length > 0 ? [call("bennu_packages", step.format, ...install)] : []),
  ];
}

const fileCall = (file: FileWanted) =>
  call(
    "bennu_file",
    file.path,
    file.mode,
    file.owner,
    file.content.kind === "text" ? encodeBase64(file.content.text) : file.content.file.base64,
  );

function containerCalls(step: Extract<RecipeStep, { kind: "container" }>): readonly string[] {
  const ports = step.ports.map((port) => `-p ${port}`);
  const environment = Object.entries(step.environment).map(
    ([key, value]) => `-e ${key}=${quoteWord(value)}`,
  );
  const flags = [...ports, ...environment].join(" ");
  return [
    call("bennu_packages", step.format, dockerPackage[step.format]),
    call("bennu_container", step.name, step.image, flags),
  ];
}

const dockerPackage: Readonly<Record<PackageFormat, string>> = { rpm: "docker", deb: "docker.io" };

function testCall(test: RecipeTest): string {
  switch (test.kind) {
    case "command":
      return call("bennu_test", "command", test.name, encodeBase64(test.command));
    case "port":
      return call("bennu_test", "port", test.name, String(test.port));
    case "http":
      return call("bennu_test", "http", test.name, test.url, String(test.status));
    case "package":
      return call(
        "bennu_test",
        "package",
        test.name,
        test.package,
        test.version ?? "-",
        presence(test.absent),
      );
    case "file":
      return call("bennu_test", "file", test.name, test.path, presence(test.absent));
    case "service":
      return call("bennu_test", "service", test.name, test.service);
    case "user":
    case "listening":
    case "boot":
      throw new Error(`A ${test.kind} test has no program yet`);
    default:
      return assertNever(test, "recipe test");
  }
}

const presence = (absent: boolean) => (absent ? "absent" : "present");

function call(name: string, ...words: readonly string[]): string {
  return [name, ...words.map((word) => (word === "" ? "''" : quoteWord(word)))].join(" ");
}
