/** Bases and variables as a plan reads them from the region, afresh: by name, parameter, recipe; and what is refused. */
import { describe, expect, it, vi } from "vitest";
import { imageId } from "../../../../shared/model/ids.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { aPracticeRegion } from "../../operations/practice-region.ts";
import { accepted, plannedBake, recipes } from "../baking.ts";

vi.setConfig({ testTimeout: 120_000 });
const FILE = "payments.yaml";
const PARAMETER = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

const withBase = async (base: string) =>
  (await recipes.text(FILE)).replace("  recipe: hardened", base);
type Region = ReturnType<typeof aPracticeRegion>;
const baseOf = async ({ cloud }: Region, text: string) =>
  accepted(await plannedBake(cloud, { file: FILE, base: null, text })).bake?.base;

describe("the base that a recipe names", () => {
  it.each([
    ["name", '  name: "hardened *"', "hardened 92"],
    ["parameter", `  parameter: ${PARAMETER}`, "al2023-2026.11.14"],
    ["recipe", "  recipe: hardened", "hardened 92"],
  ])("by its %s is the newest there is now", async (how, base, name) => {
    const found = await baseOf(aPracticeRegion(), await withBase(base));
    expect(found).toMatchObject({ how, name });
  });

  it("is another one as soon as the newest is revoked, and none that is revoked is taken by hand", async () => {
    const region = aPracticeRegion();
    const [newest] = await region.cloud.reader.imagesByName("hardened 92");
    if (!newest) throw new Error("The region has no base");
    await region.cloud.actor.perform({
      call: "CreateTags",
      resourceId: newest.id,
      tags: { [TAG.revoked]: `${new Date(region.world.nowMs).toISOString()} ada: it has a hole` },
    });
    const found = await baseOf(region, await withBase("  recipe: hardened"));
    expect(found?.name).not.toBe("hardened 92");
    const planned = await plannedBake(region.cloud, { file: FILE, base: imageId(newest.id) });
    expect(planned.refused && planned.reason).toMatch(/hardened 92 is revoked.*it has a hole/);
  });

  it("that is chosen and not the newest is warned of", async () => {
    const region = aPracticeRegion();
    const [older] = await region.cloud.reader.imagesByName("hardened 91");
    const plan = accepted(
      await plannedBake(region.cloud, { file: FILE, base: imageId(older?.id ?? "") }),
    );
    expect(plan.warnings).toContain(
      "hardened 92 is newer than hardened 91, and is what the recipe names now.",
    );
  });
});

describe("a variable that is read from a parameter", () => {
  const text = async (parameter: string) =>
    (await recipes.text(FILE)).replace(
      "steps:\n",
      `variables:\n  LEVEL: { ssm: ${parameter} }\n\nsteps:\n`,
    );
  it("goes in with its value and its version", async () => {
    const plan = accepted(
      await plannedBake(aPracticeRegion().cloud, {
        file: FILE,
        base: null,
        text: await text(PARAMETER),
      }),
    );
    const input = plan.bake?.inputs.find(({ name }) => name === "variable LEVEL");
    expect(input?.value).toMatch(/^ami-[0-9a-f]+ \(\/aws\/service\/.*, version \d+\)$/);
  });

  it("that isn't there is refused by its name", async () => {
    const planned = await plannedBake(aPracticeRegion().cloud, {
      ...{ file: FILE, base: null, text: await text("/shop/nowhere") },
    });
    expect(planned.refused && planned.reason).toContain("There is no parameter /shop/nowhere here");
  });

  it("that is a SecureString is refused: a variable stands in plain sight", async () => {
    const secret = "/shop/prod/checkout-web/database-password";
    const planned = await plannedBake(aPracticeRegion().cloud, {
      ...{ file: FILE, base: null, text: await text(secret) },
    });
    expect(planned.refused && planned.reason).toContain("is a SecureString: a secret");
    expect(JSON.stringify(planned)).not.toContain("practice-checkout-web");
  });
});
