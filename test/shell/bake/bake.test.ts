import { describe, expect, it, vi } from "vitest";
import { imageRecords } from "../../../electron/bake/image-records.ts";
import { readManifest } from "../../../electron/bake/manifest-reader.ts";
import { compareSides } from "../../../shared/compare/compare.ts";
import { imageSide } from "../../../shared/compare/sides.ts";
import { imageId, serverId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { until } from "../operations/console.ts";
import { aBakery, planOf, recipes } from "./baking.ts";

// A bake is hundreds of looks, a replacement thousands; the machine may be shared.
vi.setConfig({ testTimeout: 120_000 });

type Bakery = ReturnType<typeof aBakery>;

/** What a bake could have left behind: servers, images and snapshots beyond those that were there. */
async function leftBehind({ region }: Bakery, before: Awaited<ReturnType<typeof everything>>) {
  const after = everything(region.world);
  return {
    servers: after.servers.filter((id) => !before.servers.includes(id)),
    images: after.images.filter((id) => !before.images.includes(id)),
    snapshots: after.snapshots.filter((id) => !before.snapshots.includes(id)),
    volumes: after.volumes.filter((id) => !before.volumes.includes(id)),
  };
}

/** But for the fleets' own servers: their groups start and end some meanwhile. */
function everything(world: Bakery["region"]["world"]) {
  const { instances, images, snapshots, volumes } = world.state;
  const ofFleets = new Set(
    [...instances.values()].filter((one) => one.groupName !== null).map((one) => one.id),
  );
  return {
    servers: [...instances.values()]
      .filter((one) => one.state !== "terminated" && !ofFleets.has(one.id))
      .map((one) => one.id),
    images: [...images.values()].filter((one) => one.state !== "deregistered").map((one) => one.id),
    snapshots: [...snapshots.values()].map((one) => one.id),
    volumes: [...volumes.values()]
      .filter((one) => !ofFleets.has(one.attachedTo ?? ""))
      .map((one) => one.id),
  };
}

/** The worked examples are baked one by one in examples/. */
const isGood = ({ file }: { readonly file: string }) =>
  !file.includes("broken") && !file.startsWith("examples/");

describe("a bake on the practice region", () => {
  it("of each shipped recipe that is good ends in a verified image, and nothing is left running", async () => {
    for (const { file } of (await recipes.list()).filter(isGood)) {
      const bakery = aBakery();
      const before = everything(bakery.region.world);
      const base = await bakery.imageNamed(
        file === "hardened.yaml" ? "al2023-2026.11.14" : "hardened 92",
      );
      const plan = await planOf(bakery.cloud, file, base);
      const detail = await bakery.carryOut(plan);
      expect([file, detail.status, detail.outcome]).toEqual([
        file,
        "succeeded",
        "Everything in the plan is done.",
      ]);
      expect(plan.warnings).toEqual([]);
      const left = await leftBehind(bakery, before);
      expect(left).toMatchObject({ servers: [], volumes: [] });
      expect(left.images).toEqual([detail.bake?.imageId]);
      expect(bakery.faults).toEqual([]);
    }
  });

  it("leaves an image with its ancestry, its test results and its manifest in the journal", async () => {
    const bakery = aBakery();
    const base = await bakery.imageNamed("hardened 92");
    const detail = await bakery.carryOut(await planOf(bakery.cloud, "checkout-web.yaml", base));
    const id = imageId(detail.bake?.imageId ?? "");
    const [image] = await bakery.cloud.reader.images([id]);
    expect(image?.tags).toMatchObject({
      [TAG.recipe]: "checkout-web",
      [TAG.version]: "7.3.0",
      [TAG.parent]: base,
      [TAG.kind]: "server",
      [TAG.operation]: detail.id,
    });
    expect(image?.name).toMatch(/^checkout-web-7\.3\.0-\d{14}$/);
    expect(image?.tags[TAG.verified]).toMatch(/^passed 14\/14 /);
    const record = bakery.journal.memory.image(id);
    expect(record?.tests.filter((test) => test.where === "builder")).toHaveLength(14);
    expect(record?.tests.filter((test) => test.where === "fresh-boot")).toHaveLength(14);
    expect(record?.recipeText).toBe(await recipes.text("checkout-web.yaml"));
    const packages = new Map(record?.manifest?.packages.map((fact) => [fact.name, fact.version]));
    expect(packages.get("nodejs")).toMatch(/^24\.2\.0/);
    expect(packages.has("jemalloc")).toBe(true);
    expect(packages.has("python3-boto3")).toBe(false);
    expect(record?.manifest?.ports).toEqual(["tcp/22", "tcp/8080", "udp/323"]);
  });

  it("shows the log and the tests while it runs", async () => {
    const bakery = aBakery();
    const plan = await planOf(
      bakery.cloud,
      "payments.yaml",
      await bakery.imageNamed("hardened 92"),
    );
    const id = bakery.operations.start(plan, { reason: "a test", changeNumber: null });
    await until(bakery.operations, () => (bakery.operations.detail(id)?.bake?.log.length ?? 0) > 3);
    expect(bakery.operations.detail(id)?.status).toBe("running");
    const detail = await bakery.ended(id);
    expect(detail.bake?.log.join("\n")).toContain("Installing: shop-payments-4.2.0-1");
    expect(detail.bake?.tests.map((test) => test.where)).toContain("fresh-boot");
  });
});

describe("a recipe whose test fails", () => {
  it("ends with the reason and its log, and nothing is left", async () => {
    const bakery = aBakery();
    const before = everything(bakery.region.world);
    const base = await bakery.imageNamed("hardened 92");
    const detail = await bakery.carryOut(
      await planOf(bakery.cloud, "checkout-web-broken.yaml", base),
    );
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("1 of 3 tests failed: health check answers");
    expect(detail.bake?.log.length).toBeGreaterThan(5);
    expect(detail.bake?.tests.find((test) => !test.passed)?.detail).toContain("Connection refused");
    expect(await leftBehind(bakery, before)).toEqual({
      servers: [],
      images: [],
      snapshots: [],
      volumes: [],
    });
  });

  it("and one whose package isn't there, names it", async () => {
    const bakery = aBakery();
    const text = (await recipes.text("payments.yaml")).replace(
      "shop-payments, version: 4.2.0",
      "shop-payments, version: 9.9.9",
    );
    const plan = await planOf(
      bakery.cloud,
      "payments.yaml",
      await bakery.imageNamed("hardened 92"),
      text,
    );
    const detail = await bakery.carryOut(plan);
    expect(detail.outcome).toContain(
      "Java and the service: Error: Unable to find a match: shop-payments-9.9.9",
    );
  });

  it("on the fresh boot alone takes its image and snapshots away", async () => {
    const bakery = aBakery();
    const before = everything(bakery.region.world);
    // Starts the service on the builder, but doesn't enable it: the image comes up without.
    const text = (await recipes.text("payments.yaml"))
      .replace("services: [payments]", "services: [sshd]")
      .replace("      mkdir -p", "      systemctl start payments\n      mkdir -p");
    const plan = await planOf(
      bakery.cloud,
      "payments.yaml",
      await bakery.imageNamed("hardened 92"),
      text,
    );
    const detail = await bakery.carryOut(plan);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("On a fresh boot of the image");
    expect(detail.bake?.log).toContain("══ Fresh boot of the image");
    expect(await leftBehind(bakery, before)).toEqual({
      servers: [],
      images: [],
      snapshots: [],
      volumes: [],
    });
  });
});

describe("a bake that is stopped", () => {
  it.each(["1-run-builder", "2-await-builder", "3-make-image", "6-await-builder"])(
    "in step %s leaves nothing running",
    async (step) => {
      const bakery = aBakery();
      const before = everything(bakery.region.world);
      const plan = await planOf(
        bakery.cloud,
        "payments.yaml",
        await bakery.imageNamed("hardened 92"),
      );
      const id = bakery.operations.start(plan, { reason: "a test", changeNumber: null });
      const isThere = () =>
        bakery.operations.detail(id)?.steps.find((one) => one.stepId === step)?.status ===
        "running";
      await until(bakery.operations, isThere);
      await bakery.operations.stop(id, "enough");
      expect(bakery.operations.detail(id)?.status).toBe("stopped");
      await bakery.cloud.clock.sleep(10 * 60_000);
      expect(await leftBehind(bakery, before)).toEqual({
        servers: [],
        images: [],
        snapshots: [],
        volumes: [],
      });
    },
  );
});

describe("what is in an image that this journal never baked", () => {
  it("is read from the console of a server that runs it", async () => {
    const { region, cloud } = aBakery();
    const servers = [...(await region.facts()).servers.values()].filter(
      (one) => one.groupName === "checkout-web-v040",
    );
    const image = servers[0]?.imageId ?? imageId("");
    const ids = servers.filter((one) => one.imageId === image).map((one) => serverId(one.id));
    const record = await readManifest(cloud, image, ids);
    expect(record).toMatchObject({
      imageId: image,
      recipeName: "checkout-web",
      bakedByOperation: null,
    });
    expect(record?.recipeText).toContain("name: checkout-web");
    expect(record?.manifest?.packages.find((fact) => fact.name === "nodejs")?.version).toMatch(
      /^22\./,
    );
  });

  it("is kept in the journal, so that a new image can be held against the live one", async () => {
    const bakery = aBakery();
    const { cloud, journal, region } = bakery;
    const base = await bakery.imageNamed("hardened 92");
    const detail = await bakery.carryOut(await planOf(cloud, "checkout-web.yaml", base));
    const facts = await region.facts();
    const record = imageRecords({
      memory: journal.memory,
      cloudOf: () => cloud,
      facts: () => facts,
    });
    const connectionId = cloud.connection.id;
    const side = async (imageId: string) =>
      imageSide(
        { kind: "image", connectionId, imageId },
        facts,
        await record(connectionId, imageId),
      );
    const live = (await region.fleet("checkout-web")).generations.find(
      (one) => one.state === "live",
    );
    const comparison = compareSides([
      await side(live?.imageId ?? ""),
      await side(detail.bake?.imageId ?? ""),
    ]);
    const jumps = new Map(comparison.packages?.map((change) => [change.name, change.jump]));
    expect(jumps.get("nodejs")).toBe("major");
    expect(jumps.get("jemalloc")).toBe("added");
    expect(jumps.get("python3-boto3")).toBe("removed");
    expect(jumps.get("shop-checkout-web")).toBe("minor");
    expect(
      comparison.recipes[0]?.some((line) => line.mark === "+" && line.text.includes("jemalloc")),
    ).toBe(true);
    expect(comparison.sides[0]?.tests).toBeNull();
    expect(comparison.sides[1]?.tests).toHaveLength(14);
    expect(journal.memory.image(live?.imageId ?? "")?.manifest).not.toBeNull();
  });

  it("stays unknown where no server says anything", async () => {
    const { cloud, imageNamed } = aBakery();
    expect(await readManifest(cloud, await imageNamed("hardened 92"), [])).toBeNull();
  });
});
