/**
 * The program of a builder, of a fresh boot and of an inspection: shell functions, then one call a line. cloud-init
 * runs it once, as root, with no agent, no SSH and no inbound port. How it gets there: delivery.ts.
 */
import type { Recipe, SecretWanted } from "../recipe/recipe.ts";
import { testsOn } from "../recipe/recipe-test.ts";
import { encodeBase64 } from "./base64.ts";
import { cksum } from "./checksum.ts";
import { preludeFor } from "./prelude.ts";
import { call, contentWords } from "./program/call.ts";
import { stepCalls } from "./program/step-calls.ts";
import { testCall } from "./program/test-calls.ts";

export interface UserDataOptions {
  /** `builder` provisions and tests; `fresh-boot` only tests what is there. */
  readonly role: "builder" | "fresh-boot";
  /** The file as the user wrote it: kept in the image. */
  readonly recipeText: string;
  /** A server that hangs powers itself off then, whoever watches it. */
  readonly timeoutMs: number;
}

export function userData(recipe: Recipe, options: UserDataOptions): string {
  const isBuilder = options.role === "builder";
  const calls = isBuilder ? builderProgram(recipe, options) : freshBootProgram(recipe);
  const what = `${options.role} ${recipe.name} ${recipe.version}`;
  return scriptOf(isBuilder ? "b" : "t", what, calls, options.timeoutMs);
}

export interface InspectionOptions {
  /** Files whose digests go into the manifest. */
  readonly watch: readonly string[];
  readonly timeoutMs: number;
}

/** Boots an image that anybody made, prints its manifest in session i, and ends. Nothing is installed. */
export function inspectionUserData({ watch, timeoutMs }: InspectionOptions): string {
  const calls = titled("print the manifest", [call("bennu_manifest", ...watch)]);
  return scriptOf("i", "inspection", calls, timeoutMs);
}

function scriptOf(session: string, what: string, calls: readonly string[], timeoutMs: number) {
  const steps = calls.filter((line) => line.startsWith("bennu_step ")).length;
  const minutes = Math.ceil(timeoutMs / 60_000);
  return [
    "#!/bin/sh",
    `# ${what}: made by Bennu. cloud-init runs it once, as root.`,
    `BENNU_SESSION=${session}`,
    preludeFor(calls),
    call("bennu_begin", String(steps), String(minutes), what),
    ...calls,
    "bennu_end",
    "",
  ].join("\n");
}

function builderProgram(recipe: Recipe, { recipeText }: UserDataOptions): readonly string[] {
  const mark = String(cksum(encodeBase64(recipeText)));
  const kept = `bennu_keep ${contentWords(recipeText)} ${call(recipe.name, ...recipe.watch)}`;
  return [
    ...variableCalls(recipe),
    ...titled("fetch secrets", recipe.secrets.map(secretCall)),
    ...titled(
      "make users",
      recipe.users.map((user) => call("bennu_user", user.name, user.shell, user.home)),
    ),
    ...recipe.steps.flatMap((step, index) =>
      titled(step.title, stepCalls(step, `${String(index + 1)}-${mark}`)),
    ),
    ...titled(
      "enable services",
      recipe.services.map((service) => call("bennu_service", service)),
    ),
    ...titled("keep the recipe in the image", [kept]),
    ...testCalls(recipe, "builder"),
    ...titled(
      "look for secrets on the disk",
      recipe.secrets.length > 0 ? ["bennu_no_secrets"] : [],
    ),
    ...titled("print the manifest", [call("bennu_manifest", ...recipe.watch)]),
  ];
}

/** The manifest comes first: of an image whose tests fail it is wanted most. */
function freshBootProgram(recipe: Recipe): readonly string[] {
  const manifest = call("bennu_manifest", ...recipe.watch);
  return [
    ...variableCalls(recipe),
    ...titled("print the manifest", [manifest]),
    ...testCalls(recipe, "fresh-boot"),
  ];
}

const variableCalls = ({ variables }: Recipe) =>
  variables.flatMap(({ name, value }) => (value === null ? [] : [call("bennu_set", name, value)]));

function secretCall({ name, from }: SecretWanted): string {
  return from.kind === "ssm"
    ? call("bennu_secret", name, "ssm", from.parameter, "")
    : call("bennu_secret", name, "secretsManager", from.id, from.key ?? "");
}

function testCalls(recipe: Recipe, role: UserDataOptions["role"]): readonly string[] {
  return titled("run the tests", [...testsOn(recipe.tests, role).map(testCall), "bennu_tested"]);
}

function titled(title: string, calls: readonly string[]): readonly string[] {
  return calls.length === 0 ? [] : [call("bennu_step", title), ...calls];
}
