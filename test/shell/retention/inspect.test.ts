/** Any image is started once, prints what is in it, and its server ends: nothing of the image is changed. */
import { randomBytes } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { TAG } from "../../../shared/model/tags.ts";
import { accepted, aKeeper } from "./keeping.ts";

vi.setConfig({ testTimeout: 60_000 });

const foreignImage = async (keeper: Awaited<ReturnType<typeof aKeeper>>) => {
  const found = [...keeper.facts.images.values()].find(
    ({ tags, state }) =>
      tags[TAG.recipe] === undefined && tags[TAG.kind] === undefined && state === "available",
  );
  if (!found) throw new Error("The region has no image that Bennu didn't make");
  return found;
};

describe("looking into an image that Bennu didn't make", () => {
  it("says the cost before, learns its packages and leaves nothing behind", async () => {
    const keeper = await aKeeper();
    const image = await foreignImage(keeper);
    const before = new Set(keeper.region.world.state.instances.values());
    const plan = accepted(await keeper.inspect(image.id));
    expect(plan.outlook?.money.basis).toMatch(
      /^about 5 minutes of one server: t4g.small at \$0\.0/,
    );
    expect(plan.outlook?.money.usd).toBeGreaterThan(0);
    expect(plan.expected.medianMs).toBeGreaterThan(60_000);
    const detail = await keeper.console.carryOut(plan);
    expect([detail.status, detail.outcome]).toEqual(["succeeded", expect.any(String)]);
    const record = keeper.console.journal.memory.image(image.id);
    expect(record?.manifest?.packages.length).toBeGreaterThan(50);
    expect(record?.manifest?.files.map(({ path }) => path)).toContain("/etc/ssh/sshd_config");
    const [made] = [...keeper.region.world.state.instances.values()].filter(
      (one) => !before.has(one),
    );
    expect(made?.state).toBe("terminated");
    expect(made?.tags).toMatchObject({
      [TAG.role]: "builder",
      [TAG.operation]: detail.id,
    });
    const [after] = await keeper.region.cloud.reader.images([image.id]);
    expect({ ...after, readAtMs: 0 }).toEqual({ ...image, readAtMs: 0 });
  });

  it("travels packed where many files are watched", async () => {
    const keeper = await aKeeper();
    const image = await foreignImage(keeper);
    const watch = Array.from({ length: 100 }, (_, at) => `/etc/shop/service-${String(at)}.conf`);
    const plan = accepted(await keeper.inspect(image.id, { watch }));
    const detail = await keeper.console.carryOut(plan);
    expect(detail.status).toBe("succeeded");
  });

  it("turns to another zone where one has no room, unless a subnet was chosen", async () => {
    const keeper = await aKeeper();
    const image = await foreignImage(keeper);
    const subnets = await keeper.region.cloud.reader.subnets();
    const work = async (more = {}) =>
      accepted(await keeper.inspect(image.id, more)).steps[0]?.work as {
        readonly subnetId: string;
        readonly otherSubnetIds?: readonly string[];
      };
    const open = await work();
    const zoneOf = (id: string) => subnets.find((one) => one.id === id)?.zone;
    const zones = [open.subnetId, ...(open.otherSubnetIds ?? [])].map(zoneOf);
    expect(zones.length).toBeGreaterThan(1);
    expect(new Set(zones).size).toBe(zones.length);
    const chosen = await work({ subnetId: open.subnetId });
    expect(chosen).toMatchObject({ subnetId: open.subnetId });
    expect(chosen.otherSubnetIds).toBeUndefined();
  });

  it("keeps what a bake left of it", async () => {
    const keeper = await aKeeper();
    const image = await foreignImage(keeper);
    const baked = {
      imageId: image.id,
      manifest: null,
      tests: [{ name: "it answers", passed: true, where: "builder" as const, detail: "" }],
      recipeName: "web",
      recipeText: "name: web",
      bakedByOperation: "op-1",
      recordedAtMs: 1,
    };
    keeper.console.journal.memory.saveImage(baked as never);
    await keeper.console.carryOut(accepted(await keeper.inspect(image.id)));
    const record = keeper.console.journal.memory.image(image.id);
    expect(record).toMatchObject({
      recipeName: "web",
      bakedByOperation: "op-1",
      tests: baked.tests,
    });
    expect(record?.manifest).not.toBeNull();
  });
});

describe("an image that can't be looked into", () => {
  it("one that never speaks is told so after its time, and its server is ended", async () => {
    const keeper = await aKeeper();
    const image = await foreignImage(keeper);
    const { world } = keeper.region;
    world.guests.set("silent", { boot: () => undefined } as never);
    const contentsId = world.state.images.get(image.id)?.contentsId ?? "";
    const contents = world.state.contents.get(contentsId);
    if (contents)
      world.state.contents.set(contentsId, {
        ...contents,
        facts: { ...contents.facts, guest: "silent" },
      });
    const detail = await keeper.console.carryOut(accepted(await keeper.inspect(image.id)));
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toMatch(
      /doesn't run user data at its first boot .*The image was not touched/s,
    );
    const running = [...world.state.instances.values()].filter(
      ({ imageId, state, tags }) =>
        imageId === image.id && tags[TAG.role] !== undefined && state !== "terminated",
    );
    expect(running).toEqual([]);
  });

  it.each([
    ["of another architecture", { instanceType: "t3.small" }, /is of arm64, and t3.small isn't/],
    ["in a subnet that isn't there", { subnetId: "subnet-none" }, /subnet-none doesn't exist/],
    [
      "with too many files",
      { watch: Array.from({ length: 100 }, () => `/${randomBytes(150).toString("hex")}`) },
      /bytes with these files to watch, packed; EC2 takes 16384/,
    ],
  ])("%s is refused before anything starts", async (_what, more, words) => {
    const keeper = await aKeeper();
    const image = await foreignImage(keeper);
    const planned = await keeper.inspect(image.id, more);
    expect(planned.refused && planned.reason).toMatch(words);
  });

  it("one that is gone, or Windows", async () => {
    const keeper = await aKeeper();
    const image = await foreignImage(keeper);
    const gone = await keeper.inspect("ami-00000000000000000" as never);
    expect(gone.refused && gone.reason).toMatch(/knows no image/);
    const reader = {
      ...keeper.region.cloud.reader,
      images: async () => [{ ...image, platform: "windows" as const }],
    };
    keeper.parts.cloudOf = () => ({ ...keeper.region.cloud, reader });
    const windows = await keeper.inspect(image.id);
    expect(windows.refused && windows.reason).toMatch(/is a Windows image/);
  });
});
