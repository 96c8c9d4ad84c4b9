/** Ansible, Chef, Puppet and CFEngine: the program is there or installed, the step's files are laid out, it is run. */
import type {
  AnsibleStep,
  CfengineStep,
  ChefStep,
  PuppetStep,
  Script,
} from "../../recipe/recipe-step.ts";
import { call } from "./call.ts";
import { needCall } from "./package-calls.ts";
import { putCalls, putText } from "./repository-words.ts";

const laidOut = (step: AnsibleStep | ChefStep | PuppetStep | CfengineStep) => [
  "bennu_tree",
  ...putCalls(step.tree),
];

/** A text of the step's own becomes a file beside those of its tree. */
function scriptCalls(script: Script, ownName: string) {
  if (script.kind === "in-tree") return { path: script.path, calls: [] };
  return { path: ownName, calls: [putText(ownName, script.text)] };
}

export function ansibleCalls(step: AnsibleStep): readonly string[] {
  const playbook = scriptCalls(step.playbook, "bennu-playbook.yml");
  return [
    needCall("ansible-playbook", step.format, step.install),
    ...laidOut(step),
    ...playbook.calls,
    call("bennu_ansible", playbook.path, JSON.stringify(step.variables)),
  ];
}

const chefPrograms = { local: "chef-client cinc-client", solo: "chef-solo cinc-solo" } as const;

/** A recipe of the step's own becomes a cookbook. */
export function chefCalls(step: ChefStep): readonly string[] {
  const own = step.recipe === null ? [] : ownCookbook(step.recipe);
  const runList = own.length === 0 ? step.runList : ["recipe[bennu]"];
  return [
    needCall(chefPrograms[step.mode], step.format, step.install),
    ...laidOut(step),
    ...own,
    call("bennu_chef", step.mode, JSON.stringify({ ...step.attributes, run_list: runList })),
  ];
}

const ownCookbook = (recipe: string) => [
  putText("cookbooks/bennu/metadata.rb", "name 'bennu'\nversion '1.0.0'\n"),
  putText("cookbooks/bennu/recipes/default.rb", recipe),
];

export function puppetCalls(step: PuppetStep): readonly string[] {
  const manifest = scriptCalls(step.manifest, "bennu.pp");
  const facts = Object.entries(step.facts).map(([name, value]) => `fact:${name}=${value}`);
  const modules = step.modules.map((path) => `module:${path}`);
  return [
    needCall("puppet", step.format, step.install),
    ...laidOut(step),
    ...manifest.calls,
    call("bennu_puppet", manifest.path, step.hiera ?? "", ...modules, ...facts),
  ];
}

export function cfengineCalls(step: CfengineStep): readonly string[] {
  const policy = scriptCalls(step.policy, "bennu.cf");
  return [
    needCall("cf-agent", step.format, step.install),
    ...laidOut(step),
    ...policy.calls,
    call("bennu_cfengine", policy.path, step.bundles.join(","), step.classes.join(",")),
  ];
}
