/** Each worked example is baked on the practice cloud: once whole, and once failing in each stage. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { seedRecipeFolder } from "../../../../electron/recipes/seed-recipes.ts";
import { aFolder, recipesIn } from "../../recipes/a-recipe-folder.ts";
import { accepted, aBakery, plannedBake } from "../baking.ts";
import { everything, leftBehind, nothing } from "../left-behind.ts";

vi.setConfig({ testTimeout: 60_000 });

interface Example {
  readonly file: string;
  /** A file of it that is changed so that provisioning fails, from what to what, and what is told then. */
  readonly spoiled: readonly [file: string, from: string, to: string, told: RegExp];
}

const at = (way: string, name: string) => `examples/${way}/${name}`;
const missing = "no-such-package";
const examples: Readonly<Record<string, Example>> = {
  "shell and files": {
    file: at("shell", "status-page.yaml"),
    spoiled: [
      at("shell", "status-page.yaml"),
      "install: [nginx]",
      `install: [${missing}]`,
      /no-such-package/,
    ],
  },
  "one RPM": {
    file: at("rpm", "orders.yaml"),
    spoiled: [
      at("rpm", "orders.yaml"),
      "ORDERS_VERSION: 1.9.0",
      "ORDERS_VERSION: 9.9.9",
      /shop-orders-9.9.9/,
    ],
  },
  Ansible: {
    file: at("ansible", "web-proxy.yaml"),
    spoiled: [
      at("ansible", "playbook/roles/proxy/tasks/main.yml"),
      "name: nginx\n    state: present",
      `name: ${missing}\n    state: present`,
      /Apply the role/,
    ],
  },
  Chef: {
    file: at("chef", "session-store.yaml"),
    spoiled: [
      at("chef", "chef-repo/cookbooks/session-store/recipes/default.rb"),
      "package 'valkey'",
      `package '${missing}'`,
      /Converge/,
    ],
  },
  Puppet: {
    file: at("puppet", "time-server.yaml"),
    spoiled: [
      at("puppet", "puppet/modules/timeserver/manifests/init.pp"),
      "package { 'chrony':",
      `package { '${missing}':`,
      /Apply the manifest/,
    ],
  },
  CFEngine: {
    file: at("cfengine", "bastion.yaml"),
    spoiled: [at("cfengine", "policy/bastion.cf"), '"htop"', `"${missing}"`, /Keep the promises/],
  },
  "a container": {
    file: at("container", "image-proxy.yaml"),
    spoiled: [
      at("container", "image-proxy.yaml"),
      'ports: ["8080:8080"]',
      'format: deb\n      ports: ["8080:8080"]',
      /The container/,
    ],
  },
};

function aCopy(file: string, from: string, to: string) {
  const folder = join(aFolder({}), "recipes");
  seedRecipeFolder(folder, new URL("../../../../electron/practice/recipes/", import.meta.url));
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  return recipesIn(folder);
}

const withTest = (file: string, test: string) =>
  [file, "tests:\n", `tests:\n  - ${test}\n`] as const;

/** Whether it was verified, what it ended with, and what of it is still there. */
async function bake(
  bakery: ReturnType<typeof aBakery>,
  file: string,
  change: readonly [file: string, from: string, to: string],
) {
  const before = everything(bakery.region.world);
  const folder = aCopy(...change);
  const planned = await plannedBake(bakery.region.cloud, { file, base: null, folder });
  const { status, outcome, bake: baked } = await bakery.carryOut(accepted(planned));
  const failed = (baked?.tests ?? []).filter(({ passed }) => !passed).map(({ name }) => name);
  return { status, outcome, failed, left: leftBehind(bakery.region.world, before) };
}

describe.each(Object.entries(examples))("the example of %s", (_, { file, spoiled }) => {
  it("passes its tests twice; or tells which step, or which test where, failed, and leaves nothing", async () => {
    const bakery = aBakery();
    const [changed, from, to, told] = spoiled;
    const whole = await bake(bakery, file, [file, "name:", "name:"]);
    expect([whole.outcome, whole.failed]).toEqual(["Everything in the plan is done.", []]);
    expect([whole.left.servers, whole.left.images.length]).toEqual([[], 1]);
    const step = await bake(bakery, file, [changed, from, to]);
    expect(step).toMatchObject({ status: "failed", failed: [], left: nothing });
    expect(step.outcome).toMatch(told);
    const test = await bake(bakery, file, withTest(file, "user: nobody-of-this-name"));
    expect(test).toMatchObject({ failed: ["user nobody-of-this-name is there"], left: nothing });
    expect(test.outcome).toMatch(/^On the builder: 1 of/);
    const boot = await bake(bakery, file, withTest(file, "boot: 1"));
    expect(boot.outcome).toMatch(/^On a fresh boot of the image: 1 of/);
    expect(boot).toMatchObject({ failed: ["it boots within 1 s"], left: nothing });
  });
});
