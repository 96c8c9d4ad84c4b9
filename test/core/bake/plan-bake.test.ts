import { describe, expect, it } from "vitest";
import { noCopies, wantedWords } from "../../../shared/bake/copy/wanted.ts";
import { imageNameOf } from "../../../shared/bake/plan/naming.ts";
import { planBake } from "../../../shared/bake/plan-bake.ts";
import type { BakeInput } from "../../../shared/bake/plan-bake.ts";
import { architectureOf } from "../../../shared/bake/bake-refusals.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { fullRecipe } from "../recipe/recipe-texts.ts";
import { anImage, bakeInput, chosenBase, NOW, packingTo } from "./bake-world.ts";

function planned(input: BakeInput): Plan {
  const result = planBake(input);
  if (result.refused) throw new Error(result.reason);
  return result.plan;
}

describe("the plan of a bake", () => {
  it("builds, tests, makes the image, tests a fresh boot, and ends what it started", () => {
    const kinds = planned(bakeInput()).steps.map(({ work }) =>
      "role" in work ? `${work.kind} ${work.role}` : work.kind,
    );
    expect(kinds).toEqual([
      "take-turn",
      ...["run-builder builder", "await-builder builder", "make-image", "end-builder builder"],
      ...[
        "run-builder fresh-boot",
        "await-builder fresh-boot",
        "mark-verified",
        "end-builder fresh-boot",
      ],
    ]);
  });

  it("says which copies and shares its recipe asks for, and makes none of them", () => {
    const input = bakeInput();
    if (!input.recipe) throw new Error("the input has a recipe");
    const regions = [{ region: "eu-central-1", kmsKey: "alias/images" }];
    const recipe = { ...input.recipe, regions, accounts: ["123456789012"] };
    const plan = planned({ ...input, recipe });
    expect(plan.bake?.copies).toEqual({ regions, accounts: ["123456789012"] });
    expect(wantedWords(plan.bake?.copies ?? noCopies)).toBe(
      "copies to eu-central-1 (key alias/images), shared with 123456789012",
    );
    expect(plan.steps.map(({ work }) => work.kind)).not.toContain("copy-image");
    const without = { ...input.recipe, regions: [], accounts: [] };
    expect(planned({ ...input, recipe: without }).bake?.copies).toBeUndefined();
  });

  it("touches no fleet and keeps the recipe", () => {
    const plan = planned(bakeInput());
    expect(plan).toMatchObject({
      fleetId: null,
      floor: 0,
      mostServers: 1,
      groups: null,
      temporary: [],
    });
    expect(plan.recipe).toEqual({ name: "web-shop", text: fullRecipe, digest: "sha256:1" });
    expect(plan.warnings).toEqual([]);
  });

  it("names the image so that the name is free, and tags it at its creation", () => {
    const work = planned(bakeInput()).steps.find((step) => step.work.kind === "make-image")?.work;
    expect(work).toMatchObject({
      name: "web-shop-7.3.0-20261120093015",
      tags: {
        [TAG.recipe]: "web-shop",
        [TAG.version]: "7.3.0",
        [TAG.parent]: "ami-0base",
        [TAG.kind]: "server",
      },
    });
    expect(JSON.stringify(work)).not.toContain(TAG.verified);
  });

  it("has a name that AWS takes, however long the recipe's", () => {
    const recipe = bakeInput().recipe;
    if (!recipe) throw new Error("no recipe");
    const name = imageNameOf(
      { ...recipe, name: "a".repeat(60), version: "1".repeat(40) },
      NOW,
      "arm64",
    );
    expect(name).toMatch(/^[A-Za-z0-9()[\] ./\-'@_]{3,128}$/);
  });

  it("takes the subnet with most room where none is asked for", () => {
    const first = planned(bakeInput()).steps.find(({ work }) => work.kind === "run-builder");
    expect(first?.work).toMatchObject({ subnetId: "subnet-2", otherSubnetIds: ["subnet-1"] });
  });

  it("names the file in its title where that isn't called after the recipe", () => {
    const input = bakeInput();
    const { intent, recipe } = input;
    const titled = (recipeFile: string) =>
      planned({ ...input, intent: { ...intent, recipeFile } }).title;
    const name = recipe?.name ?? "";
    const whole = `Bake ${name} ${recipe?.version ?? ""}`;
    expect(titled(`web/${name}.yaml`)).toBe(`${whole} on hardened 92`);
    expect(titled(`${name}-broken.yaml`)).toBe(`${whole} (${name}-broken.yaml) on hardened 92`);
  });

  it("is data", () => {
    const plan = planned(bakeInput());
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it("warns of a base that the recipe doesn't expect", () => {
    const plan = planned(
      bakeInput({
        base: chosenBase(anImage({ tags: {}, name: "other", deprecatedAtMs: NOW - 1 })),
      }),
    );
    expect(plan.warnings).toEqual([
      "The recipe expects an image of the recipe hardened as its base; other is something else.",
      "other is deprecated.",
    ]);
  });
});

describe("a bake is refused", () => {
  const withType = (instanceType: string): Partial<BakeInput> => ({
    intent: { ...bakeInput().intent, instanceType },
  });
  const large = fullRecipe.replace('echo "hello from the builder"', `: ${"x".repeat(7000)}`);
  it.each<[string, BakeInput, RegExp]>([
    [
      "for a mistake in the recipe",
      bakeInput({}, fullRecipe.replace("format: rpm", "format: apk")),
      /shop.yaml, line \d+, column \d+.*"apk".*rpm, deb/,
    ],
    [
      "for a base that isn't there",
      bakeInput({ base: chosenBase(null) }),
      /no base.*ami-0base: there is none/,
    ],
    [
      "for a base that isn't available",
      bakeInput({ base: chosenBase(anImage({ state: "disabled" })) }),
      /hardened 92 is disabled/,
    ],
    [
      "for another architecture",
      bakeInput(withType("c7g.large")),
      /arm64 processor.*made for x86_64/,
    ],
    [
      "for user data that is too large",
      bakeInput({ packer: packingTo(1) }, large),
      /program is \d+ bytes, packed \d+; EC2 takes 16384/,
    ],
    ["without any subnet", bakeInput({ subnets: [] }), /no subnet in this region/],
    [
      "for a subnet that isn't there",
      bakeInput({ intent: { ...bakeInput().intent, subnetId: "subnet-9" } }),
      /subnet-9 doesn't exist/,
    ],
    [
      "for a subnet that is full",
      bakeInput({ subnets: [{ id: "s", zone: "a", name: null, available: 0 }] }),
      /no free address/,
    ],
  ])("%s", (_, input, reason) => {
    const result = planBake(input);
    expect(result.refused && result.reason).toMatch(reason);
    expect(result.refused && result.cure.length).toBeGreaterThan(10);
  });

  it.each([
    ["c7g.large", "arm64"],
    ["m6gd.xlarge", "arm64"],
    ["t4g.small", "arm64"],
    ["im4gn.large", "arm64"],
    ["a1.large", "arm64"],
    ["g5.xlarge", "x86_64"],
    ["t3.micro", "x86_64"],
    ["m7i-flex.large", "x86_64"],
  ])("knows that %s is %s", (type, architecture) =>
    expect(architectureOf(type)).toBe(architecture),
  );
});
