import { afterEach, describe, expect, it } from "vitest";
import { openSandbox } from "../sandbox.ts";
import type { Sandbox } from "../sandbox.ts";
import { linesOf, reading, recipeText, scriptOf } from "./programs.ts";
import type { Files } from "./programs.ts";

// Each stand-in says how it was called and what it found; that the real ones take it so was seen by hand.
const ansible = `echo "in $(ls)"; cat bennu-playbook.yml 2>/dev/null; cat "$(printf %s "$6" | cut -c2-)"; echo
echo "$ANSIBLE_NOCOLOR $LC_ALL $COLOUR"; `;
const chef = `echo "license $CHEF_LICENSE"; cat "$(echo "$*" | sed 's/.*--json-attributes //')"; echo
grep cookbook_path "$(echo "$*" | sed 's/.*--config //;s/ .*//')"; ls cookbooks; `;
const puppet = `echo "fact $FACTER_network"; ls; `;
const cfengine = `cat "$(echo "$*" | sed 's/.*--file //;s/ .*//')"; `;

let sandbox: Sandbox;
afterEach(() => sandbox.remove());

async function run(
  steps: string,
  commands: Readonly<Record<string, string>>,
  folders: Readonly<Record<string, Files>> = {},
) {
  sandbox = await openSandbox(commands);
  const variables = "variables: { COLOUR: blue }\n";
  return sandbox.run(scriptOf(recipeText(steps, variables), folders));
}

const playbooks = { "site.yml": "- hosts: all\n", "roles/web/tasks/main.yml": "[]\n" };

describe("Ansible", () => {
  it("runs the playbook of the folder where its roles lie, with extra vars and the variables", async () => {
    const step = `  - ansible: { from: playbooks, playbook: site.yml, variables: { port: "8080" } }`;
    const ran = await run(step, { "ansible-playbook": ansible }, { playbooks });
    const call = ran.calls.find((line) => line.startsWith("ansible-playbook"));
    expect(call).toMatch(/^ansible-playbook -i localhost, -c local -e @\S+ site\.yml$/);
    expect(linesOf(ran)).toEqual(
      expect.arrayContaining(["in roles", "site.yml", '{"port":"8080"}', "1 C.UTF-8 blue"]),
    );
    expect(reading(ran).end?.ok).toBe(true);
    expect(ran.calls.some((line) => line.includes("install"))).toBe(false);
  });

  it("runs a playbook of the step's own, installed from the distribution first", async () => {
    const dnf = `printf '#!/bin/sh\\necho played\\n' >"$SANDBOX/bin/ansible-playbook"; chmod +x "$SANDBOX/bin/ansible-playbook"`;
    const step = "  - ansible:\n      playbook: |\n        - hosts: all\n          tasks: []";
    const ran = await run(step, { dnf });
    expect(ran.calls).toContain("dnf -y install ansible-core");
    expect(linesOf(ran)).toContain("played");
  });

  it("tells the task that failed, not the recap after it", async () => {
    const failing = `echo 'fatal: [localhost]: FAILED! => {"msg": "no such module"}'; echo "PLAY RECAP"; exit 2`;
    const ran = await run("  - { name: Play, ansible: { playbook: '- hosts: all' } }", {
      "ansible-playbook": failing,
    });
    expect(reading(ran).end?.reason).toBe(
      'Play: fatal: [localhost]: FAILED! => {"msg": "no such module"} (ansible-playbook ended with 2)',
    );
  });

  it("that nothing brings is told as that", async () => {
    const ran = await run("  - { name: Play, ansible: { playbook: x, install: false } }", {});
    expect(reading(ran).end?.reason).toBe(
      "Play: there is no ansible-playbook here, and the recipe names no package that brings it",
    );
  });
});

const repository = { "cookbooks/web/recipes/default.rb": "# web\n" };
const converge = (rest: string) =>
  `  - { name: Converge, chef: { install: false, from: chef-repo, ${rest} } }`;
const aCookbook = 'runList: ["recipe[web]"], attributes: { web: { port: 80 } }';

describe("Chef", () => {
  it.each([
    ["local", "chef-client", "chef-client --local-mode --no-color"],
    ["local", "cinc-client", "cinc-client --local-mode --no-color"],
    ["solo", "chef-solo", "chef-solo --no-color"],
    ["solo", "cinc-solo", "cinc-solo --no-color"],
  ])("in mode %s is run by %s", async (mode, program, words) => {
    const step = converge(`mode: ${mode}, ${aCookbook}`);
    const ran = await run(step, { [program]: chef }, { "chef-repo": repository });
    expect(ran.calls.find((line) => line.startsWith(program))).toContain(words);
    expect(linesOf(ran)).toContain('{"web":{"port":80},"run_list":["recipe[web]"]}');
    expect(linesOf(ran)).toContain("license accept-silent");
    expect(linesOf(ran)).toContain("web");
    expect(reading(ran).end?.ok).toBe(true);
  });

  it("takes a recipe of the step's own as a cookbook", async () => {
    const step = `  - { chef: { install: false, recipe: "package 'htop'" } }`;
    const show = `cat cookbooks/bennu/recipes/default.rb cookbooks/bennu/metadata.rb; ${chef}`;
    const ran = await run(step, { "chef-client": show });
    expect(linesOf(ran)).toEqual(expect.arrayContaining(["package 'htop'name 'bennu'"]));
    expect(linesOf(ran)).toContain('{"run_list":["recipe[bennu]"]}');
  });

  it("tells why a run failed", async () => {
    const failing = `echo "[2026-11-20] FATAL: Chef::Exceptions::CookbookNotFound: Cookbook webb not found."; echo bye; exit 1`;
    const ran = await run(
      converge(aCookbook),
      { "chef-client": failing },
      { "chef-repo": repository },
    );
    expect(reading(ran).end?.reason).toContain("Converge: [2026-11-20] FATAL: Chef::Exceptions");
    expect(reading(ran).end?.reason).toContain("(chef-client ended with 1)");
  });
});

const modules = {
  "manifests/site.pp": "include web\n",
  "modules/web/manifests/init.pp": "class web {}\n",
  "hiera.yaml": "",
};
const apply =
  "  - { name: Apply, puppet: { install: false, from: puppet, manifest: manifests/site.pp, hiera: hiera.yaml, facts: { network: 10.0.0.0/8 } } }";

describe("Puppet", () => {
  it("applies with its modules, hiera and facts", async () => {
    const ran = await run(apply, { puppet }, { puppet: modules });
    const call = ran.calls.find((line) => line.startsWith("puppet")) ?? "";
    expect(call).toMatch(/^puppet apply --detailed-exitcodes --color=false --logdest=console /);
    expect(call).toMatch(/--modulepath=\S+\/tree\/modules:\$basemodulepath /);
    expect(call).toMatch(/--hiera_config=\S+\/tree\/hiera\.yaml manifests\/site\.pp$/);
    expect(linesOf(ran)).toContain("fact 10.0.0.0/8");
  });

  it.each([
    [0, true],
    [2, true],
    [1, false],
    [4, false],
    [6, false],
  ])("that ends with %i is done: %s", async (code, ok) => {
    const said = `echo "Error: first"; echo "Error: second"; exit ${String(code)}`;
    const ran = await run(apply, { puppet: said }, { puppet: modules });
    expect(reading(ran).end?.ok).toBe(ok);
    if (!ok)
      expect(reading(ran).end?.reason).toBe(
        `Apply: Error: first (puppet ended with ${String(code)})`,
      );
  });
});

const promises = { "site.cf": "bundle agent web {}\n" };
const keep =
  "  - { name: Keep, cfengine: { install: false, from: policy, policy: site.cf, bundles: [web, users], classes: [build] } }";

describe("CFEngine", () => {
  it("keeps promises without locks, with bundles and classes", async () => {
    const ran = await run(keep, { "cf-agent": cfengine }, { policy: promises });
    expect(ran.calls.find((line) => line.startsWith("cf-agent"))).toMatch(
      /^cf-agent --no-lock --inform --color=never --file \S+\/site\.cf --bundlesequence web,users --define build$/,
    );
    expect(linesOf(ran)).toContain("bundle agent web {}");
  });

  it("fails for a promise that could not be kept, though cf-agent ends with 0", async () => {
    const ran = await run(
      keep,
      { "cf-agent": `echo "   error: Can't stat file 'x'"; echo "    info: done"` },
      { policy: promises },
    );
    expect(reading(ran).end?.reason).toBe(
      "Keep: error: Can't stat file 'x' (cf-agent ended with 1)",
    );
  });
});

describe("a container", () => {
  it("is pulled, gets a unit, and is in the manifest with its digest", async () => {
    const docker = `case "$1" in image) echo "registry/app@sha256:11";; esac`;
    const step = `  - container: { name: app, image: "registry/app:1.2", ports: ["8080:80"], environment: { A: "50% $x" }, command: [serve, "a b"] }`;
    const ran = await run(step, { docker });
    expect(ran.calls).toEqual(
      expect.arrayContaining([
        "systemctl enable --now docker",
        "docker pull registry/app:1.2",
        "systemctl daemon-reload",
        "systemctl enable --now app",
      ]),
    );
    expect(await ran.read("etc/systemd/system/app.service")).toContain(
      'ExecStart=/usr/bin/docker run --rm --name app -p 8080:80 -e "A=50%% $$x" registry/app:1.2 serve "a b"\n',
    );
    expect(reading(ran).manifest?.packages).toContainEqual({
      ...{ name: "app", version: "1.2", arch: "-", source: "container" },
      repository: "registry/app@sha256:11",
    });
  });

  it("of podman needs no daemon, and has the unit file that the recipe brings", async () => {
    const step = `  - container: { name: app, image: app, engine: podman, unit: { from: app.service } }`;
    const ran = await run(step, { podman: "exit 0" }, { "app.service": { "": "[Service]\n" } });
    expect(ran.calls).not.toContain("systemctl enable --now docker");
    expect(await ran.read("etc/systemd/system/app.service")).toBe("[Service]\n");
  });
});
