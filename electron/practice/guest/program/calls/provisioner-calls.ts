/** The programs that users have their recipes in already. */
import type { Machine } from "../../machine/machine.ts";
import { contentOf } from "../program.ts";
import { runAnsible } from "../../provisioners/ansible/run-ansible.ts";
import { runCfengine } from "../../provisioners/cfengine/run-cfengine.ts";
import { runChef } from "../../provisioners/chef/run-chef.ts";
import { runPuppet } from "../../provisioners/puppet/run-puppet.ts";
import { endOf } from "./progress.ts";
import type { Run } from "./progress.ts";

export const provisionerCalls: Readonly<Record<string, Run>> = {
  bennu_tree: (machine) => {
    machine.tree.clear();
    return null;
  },
  bennu_put: (machine, [path, kind, text]) => {
    machine.tree.set(path ?? "", contentOf(kind, text));
    return null;
  },
  bennu_ansible: (machine, [playbook = "", variables = "{}"], progress) =>
    endOf(progress, "ansible-playbook", runAnsible(machine, playbook, variables)),
  bennu_chef: (machine, [mode, node = "{}"], progress) =>
    endOf(progress, chefProgram(machine, mode), runChef(machine, node)),
  bennu_puppet: (machine, [manifest = "", , ...words], progress) =>
    endOf(progress, "puppet", runPuppet(machine, manifest, words)),
  bennu_cfengine: (machine, [policy = "", bundles = "", classes = ""], progress) =>
    endOf(progress, "cf-agent", runCfengine(machine, policy, { bundles, classes })),
};

function chefProgram(machine: Machine, mode: string | undefined): string {
  const name = machine.packages.has("cinc") ? "cinc" : "chef";
  return `${name}-${mode === "solo" ? "solo" : "client"}`;
}
