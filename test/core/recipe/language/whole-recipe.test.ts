import { describe, expect, it } from "vitest";
import { parseRecipe } from "../../../../shared/recipe/parse.ts";
import type { ParseGiven } from "../../../../shared/recipe/parse.ts";
import type { RecipeStep } from "../../../../shared/recipe/recipe-step.ts";
import { testsOn } from "../../../../shared/recipe/recipe-test.ts";
import { wholeEntries, wholeRecipe } from "./whole-recipe.ts";

const parse = (given: ParseGiven = {}) =>
  parseRecipe(wholeRecipe, "web/shop.yaml", { entries: wholeEntries, ...given });

function whole(given: ParseGiven = {}) {
  const { recipe, problems } = parse(given);
  expect(problems).toEqual([]);
  if (!recipe) throw new Error("no recipe");
  return recipe;
}

function stepsOf<K extends RecipeStep["kind"]>(kind: K) {
  return whole().steps.filter(
    (step): step is Extract<RecipeStep, { kind: K }> => step.kind === kind,
  );
}

describe("the recipe language", () => {
  it("names what it takes from its repository, seen from the recipe's own folder", () => {
    expect(parseRecipe(wholeRecipe, "web/shop.yaml").paths.toSorted()).toEqual(
      [...wholeEntries.keys()].toSorted(),
    );
  });

  it("has the matrix, the builder and where the image goes", () => {
    expect(whole()).toMatchObject({
      architectures: ["x86_64", "arm64"],
      regions: [
        { region: "eu-central-1", kmsKey: null },
        { region: "us-east-1", kmsKey: "alias/images" },
      ],
      accounts: ["111122223333"],
      builder: { instanceProfile: "builder", diskGib: 20, minutes: 90 },
    });
  });

  it("has secrets by reference alone", () => {
    expect(whole().secrets).toEqual([
      { name: "TOKEN", from: { kind: "ssm", parameter: "/shop/token" } },
      {
        name: "PASSWORD",
        from: { kind: "secretsManager", id: "shop/repository", key: "password" },
      },
    ]);
  });

  it("installs from repositories, addresses and files", () => {
    expect(stepsOf("packages")[0]?.install.map(({ source }) => source)).toEqual([
      "repository",
      "repository",
      "url",
      "file",
    ]);
  });

  it("writes a folder's files one by one, as executable as they are", () => {
    const written = stepsOf("files")[0]?.files.map(({ path, mode, owner }) => [path, mode, owner]);
    expect(written).toEqual([
      ["/etc/channel", "0644", "root:root"],
      ["/usr/share/site/one.conf", "0644", "root:root"],
      ["/usr/share/site/run.sh", "0755", "root:root"],
      ["/etc/one.conf", "0600", "shop"],
    ]);
  });

  it("has Ansible from a folder and inline", () => {
    expect(stepsOf("ansible")).toMatchObject([
      {
        playbook: { kind: "in-tree", path: "site.yml" },
        tree: { from: "web/playbook" },
        install: { source: "repository", name: "ansible-core" },
        variables: { port: "8080" },
      },
      { playbook: { kind: "text" }, tree: null, install: null, format: "deb" },
    ]);
  });

  it("has Chef, Puppet, CFEngine, containers and a reboot", () => {
    expect(stepsOf("chef")).toMatchObject([
      { mode: "solo", runList: ["recipe[web::default]", "role[shop]"], install: { name: "cinc" } },
    ]);
    expect(stepsOf("puppet")).toMatchObject([
      {
        manifest: { kind: "in-tree", path: "manifests" },
        modules: ["modules"],
        hiera: "hiera.yaml",
        install: { name: "puppet-agent" },
      },
    ]);
    expect(stepsOf("cfengine")).toMatchObject([{ bundles: ["main"], classes: ["build"] }]);
    expect(stepsOf("container")).toMatchObject([
      { engine: "podman", ports: ["8080:80"], unit: { kind: "file" }, command: ["serve"] },
    ]);
    expect(stepsOf("reboot")).toEqual([{ kind: "reboot", title: "reboot" }]);
  });

  it("has every test, and asks a builder nothing about the image's boot", () => {
    const { tests } = whole();
    expect(tests.map(({ name }) => name)).toEqual([
      "true",
      "port 8080 listens",
      "http://localhost:8080/ answers 204",
      "nginx 1.28 is installed",
      "/etc/one.conf is there",
      "nginx is active and enabled",
      "user nobody-else is absent",
      "nothing but tcp/22, tcp/8080, udp/323 listens",
      "it boots within 60 s",
    ]);
    expect(testsOn(tests, "builder")).toHaveLength(8);
    expect(testsOn(tests, "fresh-boot")).toHaveLength(9);
  });
});

describe("variables", () => {
  it("fill in texts and numbers, and can be set for one bake", () => {
    const recipe = whole({ values: new Map([["VERSION", "8.0.0"]]) });
    expect(recipe.version).toBe("8.0.0");
    expect(recipe.tests[1]).toMatchObject({ kind: "port", port: 8080 });
  });

  it("are checked again once they are known", () => {
    const { problems } = parse({ values: new Map([["PORT", "80800"]]) });
    expect(problems.map(({ path }) => path)).toContain("tests[1].port");
  });

  it("from SSM are not known until they are read", () => {
    const channel = (given: ParseGiven) =>
      whole(given).variables.find(({ name }) => name === "CHANNEL")?.value;
    expect(channel({})).toBeNull();
    expect(channel({ values: new Map([["CHANNEL", "stable"]]) })).toBe("stable");
  });

  it.each([
    ["x86_64", "/aws/al2023-x86_64", "https://packages.example.com/a-x86_64.rpm"],
    ["arm64", "/aws/al2023-arm64", "https://packages.example.com/a-aarch64.rpm"],
  ] as const)("know %s as each packager calls it", (architecture, parameter, url) => {
    const recipe = whole({ architecture });
    expect(recipe.base).toEqual({ kind: "parameter", parameter });
    expect(recipe.steps[0]).toMatchObject({
      install: expect.arrayContaining([{ source: "url", url, sha256: "a".repeat(64) }]),
    });
  });

  it("leave $${{ as it is", () => {
    const text = wholeRecipe.replace('echo "$VERSION"', () => "echo '$${{ github.sha }}'");
    const { recipe, problems } = parseRecipe(text, "web/shop.yaml", { entries: wholeEntries });
    expect(problems).toEqual([]);
    expect(recipe?.steps[2]).toMatchObject({ script: "echo '${{ github.sha }}'" });
  });
});
