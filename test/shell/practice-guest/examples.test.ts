import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../../../electron/practice/world/seed/packages.ts";
import type { ImageContents } from "../../../electron/practice/world/kernel/state/ec2/contents.ts";
import { readRecipe } from "../../../electron/recipes/reading/read-recipe.ts";
import { RepositoryReader } from "../../../electron/recipes/reading/repository-reader.ts";
import { readConsole } from "../../../shared/bake/console.ts";
import { userData } from "../../../shared/bake/user-data.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import type { RepositoryFile } from "../../../shared/recipe/recipe-step.ts";
import type { RepositoryEntries, RepositoryEntry } from "../../../shared/recipe/repository.ts";
import { gunzip } from "../../core/bake/zlib-packer.ts";
import { base, boot, consoleOf } from "./booting.ts";

const root = new URL("../../../electron/practice/recipes/examples", import.meta.url).pathname;

/** The region's own golden image: what the examples stand on. */
const wish = { base: 2, arch: "x86_64", hardened: true, runtime: null, app: null } as const;
const hardened: ImageContents = {
  ...base,
  packages: packagesOf(wish),
  users: ["root", "ec2-user"],
  services: ["sshd", "chronyd", "auditd", "fail2ban", "prometheus-node-exporter"],
  ports: [22, 9100],
  files: [{ path: "/etc/os-release", digest: "aa" }],
};

interface Example {
  readonly text: string;
  readonly file: string;
  readonly entries: RepositoryEntries;
}
const examples = new Map<string, Example>();

beforeAll(async () => {
  for (const folder of readdirSync(root)) {
    const [name] = readdirSync(join(root, folder)).filter((one) => one.endsWith(".yaml"));
    const reader = new RepositoryReader(join(root, folder));
    const { text, entries } = await readRecipe(reader, name ?? "", { architecture: "x86_64" });
    examples.set(folder, { text, file: name ?? "", entries });
  }
});

type Change = readonly [from: string | RegExp, to: string];

/** The example with a text changed, in the recipe or in any of its files. */
function changed(folder: string, [from, to]: Change): Example {
  const example = examples.get(folder);
  if (!example) throw new Error(`There is no example ${folder}`);
  const entries = new Map(
    [...example.entries].map(([path, entry]) => [path, changedEntry(entry, from, to)] as const),
  );
  return { ...example, text: example.text.replace(from, () => to), entries };
}

function changedEntry(entry: RepositoryEntry, from: string | RegExp, to: string): RepositoryEntry {
  if (entry.kind === "unusable") return entry;
  if (entry.kind === "file") return { ...entry, file: changedFile(entry.file, from, to) };
  return { ...entry, files: entry.files.map((file) => changedFile(file, from, to)) };
}

function changedFile(file: RepositoryFile, from: string | RegExp, to: string): RepositoryFile {
  const text = Buffer.from(file.base64, "base64").toString();
  return { ...file, base64: Buffer.from(text.replace(from, () => to)).toString("base64") };
}

function bake({ text, file, entries }: Example, contents = hardened) {
  const { recipe, problems } = parseRecipe(text, file, { entries, architecture: "x86_64" });
  if (!recipe) throw new Error(JSON.stringify(problems));
  const options = { recipeText: text, timeoutMs: 45 * 60_000 } as const;
  const said = boot(userData(recipe, { ...options, role: "builder" }), contents);
  const fresh = userData(recipe, { ...options, role: "fresh-boot" });
  return { said, fresh, reading: readConsole(consoleOf(said), "b", gunzip) };
}

const names = readdirSync(root);

describe("each example, on a practice server", () => {
  it.each(names)("%s passes on the builder and again on a fresh boot", (folder) => {
    const { said, fresh, reading } = bake(changed(folder, ["", ""]));
    expect(reading.tests.filter((test) => !test.passed)).toEqual([]);
    expect(reading.end).toEqual({ ok: true, reason: "" });
    const again = boot(fresh, said.contents ?? base);
    const second = readConsole(consoleOf(again), "t", gunzip);
    expect(second.end).toEqual({ ok: true, reason: "" });
    expect(second.tests).toHaveLength(reading.tests.length);
    expect(second.manifest?.packages).toEqual(reading.manifest?.packages);
  });

  it.each(names)("%s takes minutes, as a real one would", (folder) => {
    const { said } = bake(changed(folder, ["", ""]));
    expect(said.offAtMs).toBeGreaterThan(25_000);
    expect(said.offAtMs).toBeLessThan(15 * 60_000);
  });

  it.each<[string, string, Change, RegExp]>([
    [
      "a package that no repository has",
      "shell",
      ["install: [nginx]", "install: [ngnix]"],
      /Web server: Error: Unable to find a match: ngnix \(dnf ended with 1\)/,
    ],
    [
      "a port that nobody listens to",
      "shell",
      ["listen 8080", "listen 8081"],
      /2 of 6 tests failed: port 8080 listens; the page is served/,
    ],
    [
      "a text that isn't there",
      "shell",
      ["contains: Everything works", "contains: Nothing works"],
      /1 of 6 tests failed: \/usr\/share/,
    ],
    [
      "a command that fails",
      "shell",
      ["chmod 0644 /etc/status-page/title", "chmod 0644 /etc/none"],
      /What this image is: sh ended with 1; its last line was: chmod: cannot access '\/etc\/none'/,
    ],
    [
      "a version that the repository hasn't",
      "rpm",
      ["ORDERS_VERSION: 1.9.0", "ORDERS_VERSION: 1.9.7"],
      /The service: Error: Unable to find a match: shop-orders-1.9.7/,
    ],
    [
      "an owner that doesn't exist",
      "rpm",
      ["owner: root:orders\n        content", "owner: ordrs:orders\n        content"],
      /could not write \/etc\/shop\/orders.yaml: chown: invalid user: 'ordrs:orders'/,
    ],
    [
      "a module of Ansible that doesn't exist",
      "ansible",
      ["ansible.builtin.template:", "ansible.builtin.templat:"],
      /Apply the role: ERROR! couldn't resolve module\/action 'ansible.builtin.templat'.*\(ansible-playbook ended with 4\)/,
    ],
    [
      "a variable that nobody sets",
      "ansible",
      ["{{ proxy_port }}", "{{ proxy_prot }}"],
      /'proxy_prot' is undefined.*\(ansible-playbook ended with 2\)/,
    ],
    [
      "a package in a playbook",
      "ansible",
      ["name: nginx\n    state: present", "name: ngnix\n    state: present"],
      /fatal: \[localhost\]: FAILED! => .*ngnix/,
    ],
    [
      "a role that isn't there",
      "ansible",
      ["- proxy", "- proxi"],
      /ERROR! the role 'proxi' was not found/,
    ],
    [
      "a playbook that is no YAML",
      "ansible",
      ["- name: Make this server a proxy", "- name: [Make"],
      /ERROR! We were unable to read/,
    ],
    [
      "a resource that Chef doesn't know",
      "chef",
      ["directory '/etc/valkey' do", "directoy '/etc/valkey' do"],
      /Converge: FATAL: NoMethodError: undefined method `directoy' for cookbook: session-store, recipe: default.*\(cinc-client ended with 1\)/,
    ],
    [
      "a recipe that its cookbook hasn't",
      "chef",
      ["recipe[session-store]", "recipe[session-store::none]"],
      /RecipeNotFound: could not find recipe none for cookbook session-store/,
    ],
    [
      "a package in a cookbook",
      "chef",
      ["package 'valkey'", "package 'walkey'"],
      /No candidate version available for walkey/,
    ],
    [
      "a template that isn't there",
      "chef",
      ["source 'valkey.conf.erb'", "source 'walkey.conf.erb'"],
      /does not contain a file at any of these locations: templates\/default\/walkey.conf.erb/,
    ],
    [
      "no program for Chef",
      "chef",
      ["install: cinc", "install: false"],
      /there is no chef-client here, and the recipe names no package that brings it/,
    ],
    [
      "a class that Puppet can't find",
      "puppet",
      ["class { 'timeserver':", "class { 'timesever':"],
      /Apply the manifest: Error: Evaluation Error: .*Could not find class ::timesever/,
    ],
    [
      "a type that Puppet doesn't know",
      "puppet",
      ["service { 'chronyd':", "servize { 'chronyd':"],
      /Unknown resource type: 'servize'/,
    ],
    [
      "a manifest with a brace too few",
      "puppet",
      ["enable => true,\n  }", "enable => true,\n"],
      /Syntax error at/,
    ],
    [
      "a service that Puppet can't start",
      "puppet",
      ["service { 'chronyd':", "service { 'chrony':"],
      /Could not find the requested service chrony.*\(puppet ended with 6\)/,
    ],
    [
      "a listener that nobody expects",
      "puppet",
      ["listening: [22, 9100", "listening: [22"],
      /1 of 5 tests failed: only known doors are open/,
    ],
    [
      "a bundle that isn't there",
      "cfengine",
      ["bundles: [bastion]", "bundles: [bastian]"],
      /Keep the promises: error: Bundle 'bastian' listed in the bundlesequence was not found/,
    ],
    [
      "a package that is promised in vain",
      "cfengine",
      ['"htop"', '"hotp"'],
      /Keep the promises: error: Finished command related to promiser 'hotp'/,
    ],
    [
      "a policy with a brace too few",
      "cfengine",
      [/\}\s*$/, ""],
      /Keep the promises: error: \/var\/lib\/bennu\/tree\/bastion.cf:\d+:1: error: syntax error/,
    ],
    [
      "an image that no registry has",
      "container",
      ["shop/image-proxy:", "shop/no-such-proxy:"],
      /manifest unknown: manifest unknown \(docker ended with 1\)/,
    ],
  ])("fails for %s (%s)", (_, folder, change, reason) => {
    const { said, reading } = bake(changed(folder, change));
    expect(reading.end?.ok).toBe(false);
    expect(reading.end?.reason).toMatch(reason);
    expect(reading.manifest).toBeNull();
    expect(said.offAtMs).not.toBeNull();
  });
});

describe("what an image of an example holds", () => {
  it("is what was installed, and not what was taken out again", () => {
    const { manifest } = bake(changed("ansible", ["", ""])).reading;
    const packages = manifest?.packages.map((fact) => fact.name) ?? [];
    expect(packages).toContain("nginx");
    expect(packages).not.toContain("ansible-core");
    expect(manifest?.services).toContain("nginx");
    expect(manifest?.ports).toContain("tcp/8080");
    expect(manifest?.localPorts).toEqual(["udp/323"]);
    expect(manifest?.files).toMatchObject([{ path: "/etc/nginx/conf.d/proxy.conf", mode: "0644" }]);
  });

  it("has the settings, modes and users that a recipe gave it", () => {
    const { manifest } = bake(changed("rpm", ["", ""])).reading;
    const file = manifest?.files.find(({ path }) => path === "/etc/shop/orders.yaml");
    expect(file).toMatchObject({ mode: "0640", owner: "root:orders" });
    expect(manifest?.userFacts?.map((user) => user.name)).toContain("orders");
    expect(manifest?.packages.find((fact) => fact.name === "shop-orders")).toMatchObject({
      repository: "shop",
    });
  });
});
