import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Machine } from "../../../electron/practice/guest/machine/machine.ts";
import { runAnsible } from "../../../electron/practice/guest/provisioners/ansible/run-ansible.ts";
import { runCfengine } from "../../../electron/practice/guest/provisioners/cfengine/run-cfengine.ts";
import { runChef } from "../../../electron/practice/guest/provisioners/chef/run-chef.ts";
import { runPuppet } from "../../../electron/practice/guest/provisioners/puppet/run-puppet.ts";
import { base, context } from "./booting.ts";

const root = new URL("../../../electron/practice/recipes/examples", import.meta.url).pathname;

/** A provisioner's files, as they go to the builder. */
function filesBelow(folder: string, pre = ""): readonly (readonly [string, string])[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path, `${pre}${name}/`);
    return [[pre + name, readFileSync(path, "utf8")] as const];
  });
}

const runs = {
  "ansible/playbook": (machine: Machine) => runAnsible(machine, "site.yml", "{}"),
  "chef/chef-repo": (machine: Machine) =>
    runChef(machine, '{"run_list":["recipe[session-store]"]}'),
  "puppet/puppet": (machine: Machine) =>
    runPuppet(machine, "manifests", ["module:modules", "fact:site_network=10.0.0.0/8"]),
  "cfengine/policy": (machine: Machine) =>
    runCfengine(machine, "bastion.cf", { bundles: "bastion", classes: "" }),
};

const pieces = fc.constantFrom(
  ...[
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "'",
    '"',
    ":",
    "=>",
    ",",
    ";",
    "\n",
    "  ",
    "- ",
    "do",
    "end",
    "$x",
    "null",
    "~",
  ],
  ...[
    "{{ a }}",
    "<%= node['a'] %>",
    "#{node['a']['b']}",
    "${facts['a']['b']}",
    "$(a)",
    "class x {",
    "regexp: '['",
  ],
);

describe("a provisioner's files on a practice server", () => {
  it.each(Object.entries(runs))("of %s, however they are spoilt, end in a word", (folder, run) => {
    const files = filesBelow(join(root, folder));
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.nat({ max: 40 }),
        fc.array(pieces, { maxLength: 3 }),
        (which, where, cut, put) => {
          const machine = new Machine(
            { ...context("", base, 1, { lines: [], contents: null, offAtMs: null, health: null }) },
            "b",
            0,
          );
          const spoilt = which % files.length;
          files.forEach(([path, text], index) => {
            const at = where % (text.length + 1);
            const other = text.slice(0, at) + put.join("") + text.slice(at + cut);
            machine.tree.set(path, index === spoilt ? other : text);
          });
          const { code, cause } = run(machine);
          expect(code === 0 || cause !== "").toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});
