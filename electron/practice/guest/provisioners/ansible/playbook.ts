/** A playbook taken apart: plays, roles, tasks and handlers. What can't be understood is Ansible's own error. */
import { parse } from "yaml";
import type { Machine } from "../../machine/machine.ts";
import { wordOf } from "../words.ts";
import { modules } from "./modules.ts";
import type { Values } from "./jinja.ts";

type Raw = Readonly<Record<string, unknown>>;

export interface Task {
  readonly name: string;
  readonly role: string | null;
  readonly folder: string;
  readonly module: string;
  readonly options: Raw;
  readonly raw: Raw;
}

export interface Play {
  readonly name: string;
  readonly values: Values;
  readonly tasks: readonly Task[];
  readonly handlers: readonly Task[];
  readonly gathersFacts: boolean;
}

/** `code`: what ansible-playbook ends with. */
export class PlaybookError extends Error {
  readonly code: number;
  constructor(message: string, code: number) {
    super(message);
    this.name = "PlaybookError";
    this.code = code;
  }
}

export function readPlaybook(machine: Machine, path: string): readonly Play[] {
  const text = machine.tree.get(path);
  if (text === undefined) throw new PlaybookError(`the playbook: ${path} could not be found`, 1);
  return listIn(text, path).map((play) => playOf(machine, play));
}

function playOf(machine: Machine, play: Raw): Play {
  const roles = listOf(play["roles"]).map((role) => roleName(role));
  const own = (key: string) => tasksOf(rawList(play[key]), null, "", "playbook");
  const values = Object.assign(
    {},
    ...roles.map((role) => valuesOf(machine, role, "defaults")),
    ...roles.map((role) => valuesOf(machine, role, "vars")),
    play["vars"] ?? {},
  ) as Values;
  return {
    name: wordOf(play["name"] ?? play["hosts"] ?? "all"),
    values,
    tasks: [
      ...own("pre_tasks"),
      ...roles.flatMap((role) => ofRole(machine, role, "tasks")),
      ...own("tasks"),
      ...own("post_tasks"),
    ],
    handlers: [...roles.flatMap((role) => ofRole(machine, role, "handlers")), ...own("handlers")],
    gathersFacts: play["gather_facts"] !== false,
  };
}

function roleName(role: unknown): string {
  if (role === null || typeof role !== "object") return String(role);
  const { role: own, name } = role as Raw;
  return String(own ?? name);
}

function ofRole(machine: Machine, role: string, part: "tasks" | "handlers"): readonly Task[] {
  const folder = `roles/${role}/`;
  if (![...machine.tree.keys()].some((path) => path.startsWith(folder)))
    throw new PlaybookError(`the role '${role}' was not found in /var/lib/bennu/tree/roles`, 1);
  const path = `${folder}${part}/main.yml`;
  const text = machine.tree.get(path) ?? machine.tree.get(path.replace(/yml$/, "yaml"));
  return text === undefined ? [] : tasksOf(listIn(text, path), role, folder, path);
}

function valuesOf(machine: Machine, role: string, part: "defaults" | "vars"): Raw {
  const text = machine.tree.get(`roles/${role}/${part}/main.yml`);
  return text === undefined ? {} : ((yamlOf(text, part) ?? {}) as Raw);
}

function tasksOf(
  list: readonly Raw[],
  role: string | null,
  folder: string,
  path: string,
): readonly Task[] {
  return list.flatMap((raw) => {
    const inner = ["block", "always"].flatMap((key) => rawList(raw[key]));
    if (inner.length > 0) return tasksOf(inner, role, folder, path);
    return [taskOf(raw, role, folder, path)];
  });
}

const keywords = new Set(
  "name when notify register become become_user vars tags loop with_items ignore_errors changed_when failed_when no_log environment args delegate_to listen until retries delay check_mode run_once".split(
    " ",
  ),
);

function taskOf(raw: Raw, role: string | null, folder: string, path: string): Task {
  const key = Object.keys(raw).find((word) => !keywords.has(word));
  if (key === undefined)
    throw new PlaybookError(
      `no module/action detected in task.\n\nThe error appears to be in '${path}'`,
      4,
    );
  const module = key.replace(/^ansible\.(builtin|legacy|posix)\./, "");
  if (!Object.hasOwn(modules, module)) throw unknownModule(key, path);
  const value = raw[key];
  const options = typeof value === "string" ? { _raw_params: value } : ((value ?? {}) as Raw);
  const args = { ...options, ...((raw["args"] ?? {}) as Raw) };
  return { name: wordOf(raw["name"] ?? key), role, folder, module, options: args, raw };
}

const unknownModule = (key: string, path: string) =>
  new PlaybookError(
    `couldn't resolve module/action '${key}'. This often indicates a misspelling, missing collection, or incorrect module path.\n\nThe error appears to be in '/var/lib/bennu/tree/${path}'`,
    4,
  );

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const rawList = (value: unknown) =>
  listOf(value).filter((one): one is Raw => one !== null && typeof one === "object");

function listIn(text: string, path: string): readonly Raw[] {
  const value = yamlOf(text, path);
  if (Array.isArray(value)) return rawList(value);
  throw new PlaybookError(
    `A playbook must be a list of plays, got a ${typeof value} instead: ${path}`,
    4,
  );
}

function yamlOf(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const first = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    throw new PlaybookError(
      `We were unable to read either as JSON nor YAML, these are the errors we got from each: ${first} (${path})`,
      4,
    );
  }
}
