/** cf-agent on a practice server: what it prints, and what becomes of the server. */
import type { ToolEnd } from "../../program/calls/progress.ts";
import type { Machine } from "../../machine/machine.ts";
import {
  ensureAbsent,
  ensureFile,
  ensurePackages,
  ensureService,
  ensureUser,
} from "../resources.ts";
import type { Outcome } from "../resources.ts";
import { runScript } from "../../shell/run-shell.ts";
import { PolicyError, readPolicy } from "./policy.ts";
import type { Promise_ } from "./policy.ts";

export interface Wanted {
  /** With commas; empty: those of the policy. */
  readonly bundles: string;
  readonly classes: string;
}

export function runCfengine(machine: Machine, path: string, wanted: Wanted): ToolEnd {
  machine.spend(900, 2_500);
  const source = machine.tree.get(path);
  const file = `/var/lib/bennu/tree/${path}`;
  if (source === undefined)
    return ended(machine, [
      `Can't stat file '${file}' for parsing. (stat: No such file or directory)`,
    ]);
  try {
    const policy = readPolicy(source, file);
    const names = wanted.bundles === "" ? policy.sequence : wanted.bundles.split(",");
    const absent = names.find((name) => !policy.bundles.has(name));
    if (absent !== undefined)
      return ended(machine, [`Bundle '${absent}' listed in the bundlesequence was not found`]);
    if (wanted.bundles !== "") machine.log("    info: Using command line specified bundlesequence");
    const promises = names.flatMap((name) => policy.bundles.get(name) ?? []);
    return keepAll(
      machine,
      promises,
      new Set([
        "any",
        "linux",
        machine.format === "rpm" ? "redhat" : "debian",
        ...wanted.classes.split(","),
      ]),
    );
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return ended(machine, [
      error.message,
      "Policy failed validation with command '\"/var/cfengine/bin/cf-promises\"'",
    ]);
  }
}

/** CFEngine goes on after a promise that it can't keep; any that failed fails the step. */
function keepAll(machine: Machine, promises: readonly Promise_[], classes: Set<string>): ToolEnd {
  const variables = new Map<string, string>();
  const failures: string[] = [];
  for (const promise of promises) {
    if (!isOn(promise.guard, classes)) continue;
    if (promise.type === "vars") {
      variables.set(promise.promiser, filled(promise.attributes.get("string") ?? "", variables));
      continue;
    }
    const given = withVariables(promise, variables);
    const { changed, failure } = keepPromise(machine, given, classes);
    if (failure !== null) {
      failures.push(failure);
      machine.log(`   error: ${failure}`);
    } else if (changed) machine.log(`    info: ${wordsOf(given)}`);
  }
  return {
    code: failures.length > 0 ? 1 : 0,
    cause: machine.masked(failures[0] === undefined ? "" : `error: ${failures[0]}`),
  };
}

function ended(machine: Machine, failures: readonly string[]): ToolEnd {
  for (const failure of failures) machine.log(`   error: ${failure}`);
  return { code: 1, cause: `error: ${failures[0] ?? ""}` };
}

/** Classes with `.`, `&`, `|` and `!`; parentheses are not needed by what recipes write. */
function isOn(guard: string, classes: ReadonlySet<string>): boolean {
  return guard
    .split("|")
    .some((either) =>
      either
        .split(/[.&]/)
        .every((name) => (name.startsWith("!") ? !classes.has(name.slice(1)) : classes.has(name))),
    );
}

const filled = (text: string, variables: ReadonlyMap<string, string>) =>
  text.replace(/\$[({](?:\w+\.)?(\w+)[)}]/g, (whole, name: string) => variables.get(name) ?? whole);

const withVariables = (promise: Promise_, variables: ReadonlyMap<string, string>): Promise_ => ({
  ...promise,
  promiser: filled(promise.promiser, variables),
  attributes: new Map(
    [...promise.attributes].map(([name, value]) => [name, filled(value, variables)]),
  ),
});

const kept: Outcome = { changed: false, failure: null };

function keepPromise(
  machine: Machine,
  { type, promiser, attributes }: Promise_,
  classes: Set<string>,
): Outcome {
  const policy =
    attributes.get("policy") ??
    attributes.get("package_policy") ??
    attributes.get("service_policy");
  switch (type) {
    case "packages":
      return installed(machine, promiser, policy === "absent" || policy === "delete");
    case "files":
      return fileKept(machine, promiser, attributes);
    case "users":
      return ensureUser(machine, promiser, policy !== "absent");
    case "services":
      return ensureService(machine, promiser, {
        running: policy === "stop" ? "stopped" : policy === "restart" ? "restarted" : "started",
        enabled: policy !== "disable",
      });
    case "commands":
      return executed(machine, `${promiser} ${attributes.get("args") ?? ""}`);
    case "classes":
      classes.add(promiser);
      return kept;
    case "reports":
      machine.log(`R: ${promiser}`);
      return kept;
    default:
      return kept;
  }
}

function installed(machine: Machine, name: string, isAbsent: boolean): Outcome {
  const outcome = ensurePackages(machine, [name], isAbsent ? "absent" : "present");
  if (outcome.failure === null) return outcome;
  return {
    changed: false,
    failure: `Finished command related to promiser '${name}' -- an error occurred, returned 1: ${outcome.failure}`,
  };
}

function fileKept(
  machine: Machine,
  path: string,
  attributes: ReadonlyMap<string, string>,
): Outcome {
  if (attributes.has("delete")) return ensureAbsent(machine, path);
  const content = attributes.get("content") ?? attributes.get("edit_template_string");
  if (content === undefined && attributes.get("create") !== "true" && !machine.exists(path))
    return kept;
  const [mode, owner, group] = [
    ...(/^mog\((.*)\)$/.exec(attributes.get("perms") ?? "")?.[1] ?? "").matchAll(/"([^"]*)"/g),
  ].map(([, word]) => word);
  return ensureFile(machine, path, {
    ...(content === undefined ? {} : { text: content }),
    mode,
    owner: owner === undefined ? undefined : `${owner}:${group ?? owner}`,
  });
}

function executed(machine: Machine, command: string): Outcome {
  const environment = new Map([...machine.variables, ...machine.secrets]);
  const { code } = machine.quietly(() => runScript(machine, command.trim(), environment));
  return code === 0
    ? { changed: true, failure: null }
    : {
        changed: false,
        failure: `Finished command related to promiser '${command.trim()}' -- an error occurred, returned ${String(code)}`,
      };
}

function wordsOf({ type, promiser, attributes }: Promise_): string {
  if (type === "packages") return `Successfully installed package '${promiser}'`;
  if (type === "users") return `Created user '${promiser}'`;
  if (type === "commands") return `Completed execution of '${promiser}'`;
  if (type === "services") return `Completed execution of '/usr/bin/systemctl restart ${promiser}'`;
  return attributes.has("content")
    ? `Updated file '${promiser}' with content`
    : `Created file '${promiser}'`;
}
