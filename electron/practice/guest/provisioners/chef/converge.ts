/** The resources of Chef that a practice server knows, and what each says it did. */
import type { Machine } from "../../machine/machine.ts";
import {
  ensureAbsent,
  ensureDirectory,
  ensureFile,
  ensurePackages,
  ensureService,
  ensureUser,
} from "../resources.ts";
import type { Outcome } from "../resources.ts";
import { runScript } from "../../shell/run-shell.ts";
import { wordOf } from "../words.ts";
import { ChefError, fileOfCookbook } from "./cookbooks.ts";
import type { Resource } from "./cookbooks.ts";
import { erb, rubyValue } from "./ruby.ts";
import type { NodeAttributes } from "./ruby.ts";

export interface Converging {
  readonly machine: Machine;
  readonly node: NodeAttributes;
}
type Provide = (of: Converging, resource: Resource, action: string) => Outcome;

const value = ({ node }: Converging, { properties }: Resource, name: string): unknown => {
  const source = properties.get(name);
  return source === undefined ? undefined : rubyValue(source, node);
};
const text = (of: Converging, resource: Resource, name: string) => {
  const found = value(of, resource, name);
  return found === undefined || found === null ? undefined : wordOf(found);
};

const packages: Provide = (of, resource, action) => {
  const named = value(of, resource, "package_name") ?? resource.name;
  const version = text(of, resource, "version");
  const names = [named]
    .flat()
    .map((name) => (version === undefined ? wordOf(name) : `${wordOf(name)}-${version}`));
  const state =
    action === "remove" || action === "purge"
      ? "absent"
      : action === "upgrade"
        ? "latest"
        : "present";
  return ensurePackages(of.machine, names, state);
};

const written = (of: Converging, resource: Resource, content: string, action: string): Outcome => {
  const path = text(of, resource, "path") ?? resource.name;
  if (action === "delete") return ensureAbsent(of.machine, path);
  const [owner, group] = [text(of, resource, "owner"), text(of, resource, "group")];
  const whose = owner === undefined ? undefined : `${owner}:${group ?? owner}`;
  return ensureFile(of.machine, path, {
    text: content,
    mode: text(of, resource, "mode"),
    owner: whose,
  });
};

const template: Provide = (of, resource, action) => {
  const [cookbook = ""] = resource.recipe.split("::");
  const name = text(of, resource, "source") ?? `${resource.name.replace(/^.*\//, "")}.erb`;
  const source = sourceIn(of.machine, cookbook, "templates", name);
  if (source === null)
    throw new ChefError(
      "Chef::Exceptions::FileNotFound",
      `Cookbook '${cookbook}' does not contain a file at any of these locations: templates/default/${name}`,
    );
  const words = [
    ...(resource.properties.get("variables") ?? "").matchAll(
      /(\w+):\s*([^,()]+)|:(\w+)\s*=>\s*([^,()]+)/g,
    ),
  ];
  const names = Object.fromEntries(
    words.map(([, a, b, c, d]) => [a ?? c ?? "", rubyValue(b ?? d ?? "", of.node)]),
  );
  return written(of, resource, erb(source, of.node, names), action);
};

function sourceIn(machine: Machine, cookbook: string, folder: string, name: string): string | null {
  return (
    fileOfCookbook(machine, cookbook, `${folder}/${name}`) ??
    fileOfCookbook(machine, cookbook, `${folder}/default/${name}`) ??
    null
  );
}

const cookbookFile: Provide = (of, resource, action) => {
  const [cookbook = ""] = resource.recipe.split("::");
  const name = text(of, resource, "source") ?? resource.name.replace(/^.*\//, "");
  const source = sourceIn(of.machine, cookbook, "files", name);
  if (source === null)
    throw new ChefError(
      "Chef::Exceptions::FileNotFound",
      `Cookbook '${cookbook}' does not contain a file at any of these locations: files/default/${name}`,
    );
  return written(of, resource, source, action);
};

const service: Provide = (of, resource, action) => {
  const name = text(of, resource, "service_name") ?? resource.name;
  if (action === "enable" || action === "disable")
    return ensureService(of.machine, name, { enabled: action === "enable" });
  const running =
    action === "stop"
      ? "stopped"
      : action === "restart" || action === "reload"
        ? "restarted"
        : "started";
  return ensureService(of.machine, name, { running });
};

const execute: Provide = (of, resource) => {
  const script = text(of, resource, "command") ?? text(of, resource, "code") ?? resource.name;
  const environment = new Map([...of.machine.variables, ...of.machine.secrets]);
  const { code, lines } = of.machine.quietly(() => runScript(of.machine, script, environment));
  if (code === 0) return { changed: true, failure: null };
  return {
    changed: false,
    failure: `Expected process to exit with [0], but received '${String(code)}': ${lines.at(-1) ?? ""}`,
  };
};

const nothing: Provide = () => ({ changed: false, failure: null });

export const providers: Readonly<Record<string, Provide>> = {
  ...{ package: packages, dnf_package: packages, yum_package: packages, apt_package: packages },
  ...{ template, cookbook_file: cookbookFile, service, systemd_unit: service },
  file: (of, resource, action) =>
    written(of, resource, text(of, resource, "content") ?? "", action),
  directory: (of, resource, action) => {
    const path = text(of, resource, "path") ?? resource.name;
    return action === "delete" ? ensureAbsent(of.machine, path) : ensureDirectory(of.machine, path);
  },
  ...{ execute, bash: execute, script: execute },
  user: (of, resource, action) => ensureUser(of.machine, resource.name, action !== "remove"),
  ...{ group: nothing, log: nothing, link: nothing, apt_update: nothing, ohai: nothing },
  ...{
    ruby_block: nothing,
    remote_file: nothing,
    cron: nothing,
    sysctl: nothing,
    hostname: nothing,
  },
};

export const defaultActions: Readonly<Record<string, string>> = {
  ...{ package: "install", dnf_package: "install", yum_package: "install", apt_package: "install" },
  ...{
    template: "create",
    cookbook_file: "create",
    file: "create",
    directory: "create",
    user: "create",
  },
  ...{ service: "nothing", systemd_unit: "nothing", execute: "run", bash: "run", script: "run" },
};
