import { describe, expect, it, test } from "vitest";
import { planCampaign } from "../../../shared/campaign/plan-campaign.ts";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import { deriveImages } from "../../../shared/fleet/derive-images.ts";
import { holeOf, indexHoles, type HoleWorld } from "../../../shared/lineage/hole.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import type { Facts, ImageFact } from "../../../shared/model/facts.ts";
import { connectionId, imageId, planId, stepId, type FleetId } from "../../../shared/model/ids.ts";
import type { CampaignIntent } from "../../../shared/model/intent.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { anImage } from "../../builders/image.ts";
import { HOUR_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const passed = { [TAG.verified]: "passed 3/3 2026-11-01T00:00:00Z" };

function made(
  id: string,
  parent: string | null,
  recipe: string | null,
  over: Partial<ImageFact> = {},
) {
  const tags = { ...passed, ...(recipe === null ? {} : { [TAG.recipe]: recipe }) };
  return anImage(`ami-${id}`, {
    name: id,
    sourceImageId: parent === null ? null : imageId(`ami-${parent}`),
    ...over,
    tags: { ...tags, ...over.tags },
  });
}

const base = (id: string, hoursAgo: number, over: Partial<ImageFact> = {}) =>
  made(id, null, null, {
    createdAtMs: NOW_MS - hoursAgo * HOUR_MS,
    ...over,
    tags: { [TAG.kind]: "base", ...over.tags },
  });

const lineage: readonly ImageFact[] = [
  base("os-1", 900),
  base("os-2", 10),
  made("hardened-1", "os-1", "hardened"),
  made("web-1", "hardened-1", "web", { createdAtMs: NOW_MS - 50 * HOUR_MS }),
  made("1", "hardened-1", "web"),
  made("mail-1", "hardened-1", "mail"),
  made("unknown-1", "os-1", null),
];

const recipe = (name: string, file = `${name}.yaml`) => ({
  file,
  name,
  digest: null,
  problems: [],
});
const recipes = [recipe("hardened"), recipe("web"), recipe("mail")];

interface Wish {
  readonly images?: readonly ImageFact[];
  readonly recipes?: readonly ReturnType<typeof recipe>[];
  readonly intent?: Partial<CampaignIntent>;
  readonly connection?: Partial<Connection>;
  readonly world?: Facts;
  readonly elsewhere?: readonly HoleWorld[];
}

/** One fleet whose generation v1 runs ami-1, the newer image of "web"; nothing runs "mail", which is asked for. */
function planned(wish: Wish = {}): Planned {
  const facts = wish.world ?? aFleet().withGeneration(1).facts();
  const images = new Map((wish.images ?? lineage).map((image) => [image.id as string, image]));
  const world = { ...facts, images };
  const connection = aConnection(wish.connection);
  const fleets = deriveFleets(world, { connection, nowMs: NOW_MS, policy: defaultPolicy });
  const views = deriveImages(world, fleets, new Set(), connection);
  const worlds = [{ connectionId: connection.id, fleets, images: views }];
  const from = wish.intent?.fromImageId ?? "ami-os-1";
  return planCampaign({
    intent: {
      kind: "campaign",
      connectionId: connection.id,
      fromImageId: imageId("ami-os-1"),
      toImageId: imageId("ami-os-2"),
      bakesAtOnce: 3,
      onFailure: "hold",
      leftOut: [],
      alsoBake: ["mail"],
      ...wish.intent,
    },
    connection,
    facts: world,
    fleets,
    hole: holeOf(indexHoles([...worlds, ...(wish.elsewhere ?? [])]), from),
    recipes: wish.recipes ?? recipes,
    past: { bake: () => null, replacement: () => null },
    policy: defaultPolicy,
    ids: { planId: planId("p"), stepId: (place) => stepId(`p/${String(place)}`) },
    nowMs: NOW_MS,
  });
}

function plan(wish: Wish = {}): Plan {
  const result = planned(wish);
  if (result.refused) throw new Error(`${result.reason} ${result.cure}`);
  return result.plan;
}

const outline = (wish: Wish = {}) => {
  const { campaign } = plan(wish);
  if (campaign === undefined) throw new Error("It has an outline");
  return campaign;
};
const why = (wish: Wish, name: string) =>
  outline(wish).skipped.find((one) => one.name === name)?.reason ?? "not skipped";

describe("what is made anew", () => {
  it("is the newest of each recipe, on what its forerunner stood on, parents first", () => {
    const { bakes } = outline();
    expect(bakes.map(({ recipe: name, instead }) => [name, instead.name])).toEqual([
      ["hardened", "hardened-1"],
      ["mail", "mail-1"],
      ["web", "1"],
    ]);
    const [hardened, mail, web] = bakes;
    expect([hardened?.on, mail?.on, web?.on]).toEqual([null, hardened?.key, hardened?.key]);
  });

  it("begins with the new base, and goes on with what was baked", () => {
    const [step] = plan().steps;
    if (step?.work.kind !== "run-children") throw new Error("It bakes first");
    const bases = step.work.children.map(({ intent }) => intent.kind === "bake" && intent.base);
    const first = step.work.children[0]?.key ?? "";
    expect(bases).toEqual([
      { kind: "image", imageId: "ami-os-2" },
      { kind: "baked", by: first },
      { kind: "baked", by: first },
    ]);
  });

  it("is not what is there already, on the new base, newer and verified", () => {
    const ready = made("hardened-2", "os-2", "hardened", { createdAtMs: NOW_MS - HOUR_MS });
    const found = outline({ images: [...lineage, ready] });
    expect(found.ready.map(({ image }) => image.name)).toEqual(["hardened-2"]);
    expect(found.bakes.map(({ recipe: name }) => name)).toEqual(["mail", "web"]);
    const untested = { ...ready, tags: { [TAG.recipe]: "hardened" } };
    expect(outline({ images: [...lineage, untested] }).ready).toEqual([]);
  });

  it.each<readonly [string, Wish, string, RegExp]>([
    ["carries no recipe", { intent: { alsoBake: ["unknown"] } }, "unknown", /carries no tag/],
    ["no fleet needs", { intent: { alsoBake: [] } }, "mail", /No fleet needs/],
    [
      "has a recipe that isn't there",
      { recipes: [recipe("hardened"), recipe("web")] },
      "mail",
      /isn't in the recipe folder/,
    ],
    [
      "stands on what is skipped",
      {
        recipes: [recipe("web"), recipe("mail"), recipe("tool")],
        intent: { alsoBake: ["tool"] },
        images: [...lineage, made("tool-1", "os-1", "tool")],
      },
      "web",
      /isn't made anew/,
    ],
    [
      "has several recipes of its name",
      {
        recipes: [...recipes, recipe("mail", "a.yaml"), recipe("mail", "b.yaml")].filter(
          ({ file }) => file !== "mail.yaml",
        ),
      },
      "mail",
      /Several files are recipes named mail: a.yaml and b.yaml/,
    ],
    [
      "is left out",
      { intent: { leftOut: [{ id: "mail", reason: "goes away" }] } },
      "mail",
      /Left out: goes away/,
    ],
  ])("skips what %s, with the reason", (_, wish, name, reason) => {
    expect(why(wish, name)).toMatch(reason);
  });

  it("takes the recipe that the image was made of, where several carry its name", () => {
    const own = { ...recipe("mail", "old/mail.yaml"), digest: "sha256:1" };
    const images = lineage.map((image) =>
      image.name === "mail-1"
        ? { ...image, tags: { ...image.tags, [TAG.recipeDigest]: "sha256:1" } }
        : image,
    );
    const all = [...recipes, own as never];
    const { bakes } = outline({ images, recipes: all });
    expect(bakes.find(({ recipe: name }) => name === "mail")?.recipeFile).toBe("old/mail.yaml");
  });
});

describe("what no fleet needs", () => {
  const left = { intent: { alsoBake: [] } };

  it("isn't baked, and can be taken in; what stands between a fleet's image and the base is", () => {
    const { bakes, skipped } = outline(left);
    expect(bakes.map(({ recipe: name }) => name)).toEqual(["hardened", "web"]);
    expect(skipped.filter(({ isUnused }) => isUnused).map(({ name }) => name)).toEqual([
      "mail",
      "unknown",
    ]);
  });

  it("is no campaign where nothing is left", () => {
    const world = aFleet("none").facts();
    const result = planned({ ...left, world });
    expect(result.refused && result.reason).toMatch(/No fleet needs/);
  });
});

describe("which fleets are replaced", () => {
  it("are those whose live generation stands on the old base, by the image of their recipe", () => {
    const { bakes, fleets } = outline();
    const web = bakes.find(({ recipe: name }) => name === "web")?.key;
    expect(fleets).toMatchObject([{ key: "fleet-1", label: "v1", on: web, stage: 0 }]);
  });

  it("not those whose image isn't made anew, and it says so", () => {
    const wish = { recipes: [recipe("hardened"), recipe("mail")] };
    const skipped = outline(wish).skipped.find(({ what }) => what === "fleet");
    expect(skipped?.reason).toMatch(/No new image is made in the place of 1/);
  });

  it("says of servers beside a live generation on another base that they stay, and bakes nothing for them", () => {
    const world = aFleet()
      .withGeneration(1, (group) => group.size(2))
      .withGeneration(2, (group) => group.size(3))
      .facts();
    const elsewhere = made("2", "os-2", "web", { createdAtMs: NOW_MS - HOUR_MS });
    const { fleets, bakes, skipped } = outline({ world, images: [...lineage, elsewhere] });
    expect(fleets).toEqual([]);
    expect(bakes.map(({ recipe: name }) => name)).not.toContain("web");
    const [first] = skipped;
    expect(first).toMatchObject({ what: "fleet", servers: 2 });
    expect(first?.name).toMatch(/ v1$/);
    expect(first?.reason).toMatch(/^2 servers serve on 1 beside v2/);
  });

  it("says of another connection's servers that it doesn't touch them", () => {
    const facts = { ...aFleet().withGeneration(1).facts() };
    const images = new Map(lineage.map((image) => [image.id as string, image]));
    const connection = aConnection({ id: connectionId("other") });
    const fleets = deriveFleets(
      { ...facts, images },
      { connection, nowMs: NOW_MS, policy: defaultPolicy },
    );
    const views = deriveImages({ ...facts, images }, fleets, new Set(), connection);
    const elsewhere = [{ connectionId: connection.id, fleets, images: views }];
    expect(outline({ elsewhere }).skipped[0]?.reason).toMatch(/in another connection/);
  });

  it("in the user's order, and what is in no stage is skipped", () => {
    const stages = [{ name: "none", fleetIds: ["elsewhere" as FleetId], asks: false }];
    expect(outline({ intent: { stages } }).skipped.map(({ reason }) => reason)).toContain(
      "It is in none of the stages.",
    );
  });
});

test.each<readonly [string, Wish, RegExp]>([
  ["to itself", { intent: { toImageId: imageId("ami-os-1") } }, /is the base itself/],
  [
    "to one of its own descendants",
    { intent: { toImageId: imageId("ami-web-1") } },
    /was itself made from os-1/,
  ],
  ["to one that isn't there", { intent: { toImageId: imageId("ami-gone") } }, /isn't there/],
  [
    "to a disabled one",
    {
      images: [
        ...lineage.filter(({ name }) => name !== "os-2"),
        base("os-2", 10, { state: "disabled" }),
      ],
    },
    /is disabled/,
  ],
  [
    "to a revoked one",
    {
      images: [
        ...lineage.filter(({ name }) => name !== "os-2"),
        base("os-2", 10, { tags: { [TAG.revoked]: "2026-01-01T00:00:00Z ada: bad" } }),
      ],
    },
    /is revoked by ada: bad/,
  ],
  [
    "from one on which nothing stands",
    { intent: { fromImageId: imageId("ami-mail-1") } },
    /Nothing was made from mail-1/,
  ],
])("there is no campaign %s", (_, wish, reason) => {
  const result = planned(wish);
  expect(result.refused && result.reason).toMatch(reason);
});
