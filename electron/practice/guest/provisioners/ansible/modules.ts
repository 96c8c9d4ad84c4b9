/** The modules of Ansible that a practice server carries out, each by what it wants of the server. */
import type { Machine } from "../../machine/machine.ts";
import {
  ensureAbsent,
  ensureDirectory,
  ensureFile,
  ensurePackages,
  ensureService,
  ensureUser,
} from "../resources.ts";
import type { FileWish, Outcome } from "../resources.ts";
import { runScript } from "../../shell/run-shell.ts";
import { wordOf } from "../words.ts";
import { render } from "./jinja.ts";
import type { Values } from "./jinja.ts";

export interface TaskPlace {
  /** Where a role's templates and files are; the playbook's own folder elsewhere. */
  readonly folder: string;
  readonly values: Values;
}
type Options = Readonly<Record<string, unknown>>;
type Module = (machine: Machine, options: Options, place: TaskPlace) => Outcome;

const kept: Outcome = { changed: false, failure: null };
const text = (value: unknown) =>
  value === undefined || value === null ? undefined : wordOf(value);
const namesOf = (value: unknown) =>
  (Array.isArray(value) ? value.map(wordOf) : wordOf(value).split(",")).map((one) => one.trim());

const packages: Module = (machine, { name, state }) =>
  named(
    ensurePackages(
      machine,
      namesOf(name),
      state === "absent" || state === "latest" ? state : "present",
    ),
    "Failed to install some of the specified packages: ",
  );

const service: Module = (machine, { name, state, enabled }) => {
  if (name === undefined) return kept;
  const wanted = state === "reloaded" ? "restarted" : state;
  const running =
    wanted === "started" || wanted === "stopped" || wanted === "restarted" ? wanted : undefined;
  return ensureService(machine, wordOf(name), {
    running,
    enabled: enabled === undefined ? undefined : isYes(enabled),
  });
};

const isYes = (value: unknown) => /^(true|yes|1|on)$/i.test(String(value));

const command: Module = (machine, options) => {
  const script = text(options["cmd"] ?? options["_raw_params"] ?? options["argv"]) ?? "";
  const creates = text(options["creates"]);
  if (creates !== undefined && machine.exists(creates)) return kept;
  const environment = new Map([...machine.variables, ...machine.secrets]);
  const { code, lines } = machine.quietly(() => runScript(machine, script, environment));
  const failure =
    code === 0 ? null : `non-zero return code: ${lines.at(-1) ?? `rc=${String(code)}`}`;
  return { changed: true, failure };
};

function wishOf(options: Options, content: string): FileWish {
  const owner = text(options["owner"]);
  const group = text(options["group"]);
  return {
    text: content,
    mode: text(options["mode"]),
    owner: owner !== undefined && group !== undefined ? `${owner}:${group}` : owner,
  };
}

const sourceOf = (
  machine: Machine,
  { folder }: TaskPlace,
  kind: "templates" | "files",
  name: string,
) =>
  [`${folder}${kind}/${name}`, `${folder}${name}`, `${kind}/${name}`, name]
    .map((path) => machine.tree.get(path))
    .find((found) => found !== undefined);

const template: Module = (machine, options, place) => {
  const source = sourceOf(machine, place, "templates", String(options["src"]));
  if (source === undefined) return notFound(String(options["src"]));
  const content = render(source, place.values);
  return ensureFile(machine, String(options["dest"]), wishOf(options, content));
};

const copy: Module = (machine, options, place) => {
  const content =
    text(options["content"]) ?? sourceOf(machine, place, "files", String(options["src"]));
  if (content === undefined) return notFound(String(options["src"]));
  return ensureFile(machine, String(options["dest"]), wishOf(options, content));
};

const notFound = (name: string): Outcome => ({
  changed: false,
  failure: `Could not find or access '${name}' on the Ansible Controller.`,
});

const file: Module = (machine, options) => {
  const path = String(options["path"] ?? options["dest"] ?? options["name"]);
  if (options["state"] === "absent") return ensureAbsent(machine, path);
  if (options["state"] === "directory") return ensureDirectory(machine, path);
  if (options["state"] !== "touch" && !machine.exists(path))
    return { changed: false, failure: `file (${path}) is absent, cannot continue` };
  return ensureFile(machine, path, wishOf(options, machine.files.get(path)?.text ?? ""));
};

const lineinfile: Module = (machine, options) => {
  const path = String(options["path"] ?? options["dest"]);
  const before = machine.files.get(path)?.text ?? "";
  const line = wordOf(options["line"]);
  const pattern = text(options["regexp"]);
  const lines = before.split("\n").filter((one) => one !== "");
  const rest = lines.filter((one) => one !== line && !fits(one, pattern));
  const wanted = options["state"] === "absent" ? rest : [...rest, line];
  return ensureFile(machine, path, { text: `${wanted.join("\n")}\n` });
};

function fits(line: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return false;
  try {
    return new RegExp(pattern).test(line);
  } catch {
    // Python's pattern, and none of ours: then it fits no line.
    return false;
  }
}

const user: Module = (machine, { name, state }) =>
  ensureUser(machine, String(name), state !== "absent");

const sysctl: Module = (machine, { name, value }) =>
  ensureFile(machine, "/etc/sysctl.conf", {
    text: `${machine.files.get("/etc/sysctl.conf")?.text ?? ""}${String(name)} = ${String(value)}\n`,
  });

const cron: Module = (machine, options) => {
  const when = ["minute", "hour", "day", "month", "weekday"].map(
    (part) => text(options[part]) ?? "*",
  );
  const line = `${when.join(" ")} ${text(options["user"]) ?? "root"} ${String(options["job"])}\n`;
  return ensureFile(machine, `/etc/cron.d/${text(options["cron_file"]) ?? "ansible"}`, {
    text: line,
  });
};

const nothing: Module = () => kept;

export const modules: Readonly<Record<string, Module>> = {
  ...{ package: packages, dnf: packages, yum: packages, apt: packages },
  ...{ service, systemd: service, systemd_service: service },
  ...{ command, shell: command, raw: command, script: command },
  ...{ template, copy, file, lineinfile, user, sysctl, cron },
  ...{ group: nothing, debug: nothing, set_fact: nothing, meta: nothing, assert: nothing },
  ...{ setup: nothing, stat: nothing, wait_for: nothing, get_url: nothing, tempfile: nothing },
};

const named = ({ changed, failure }: Outcome, words: string): Outcome => ({
  changed,
  failure:
    failure === null
      ? null
      : words + failure.replace(/^Error: Unable to find a match: /, "No package available: "),
});
