/** What a console that never came back left in the account: found by another one, and taken away by a plan. */
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { readLeft } from "../../../../electron/bake/left/read-left.ts";
import { planSweep } from "../../../../shared/bake/left/plan-sweep.ts";
import type { Leftovers } from "../../../../shared/model/bake.ts";
import { planId } from "../../../../shared/model/ids.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { aFolder, consoleOn, until } from "../../operations/console.ts";
import { aPracticeRegion, connection } from "../../operations/practice-region.ts";
import { accepted, plannedBake } from "../baking.ts";

vi.setConfig({ testTimeout: 120_000 });
const HOUR = 3600_000;
type Region = ReturnType<typeof aPracticeRegion>;

/** A console that bakes until a step runs, and is never started again. */
async function abandoned(region: Region, step: string): Promise<void> {
  const lost = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
  const plan = accepted(await plannedBake(region.cloud, { file: "payments.yaml", base: null }));
  const id = lost.operations.start(plan, { reason: "a test", changeNumber: null });
  const isThere = () =>
    lost.operations.detail(id)?.steps.find((one) => one.stepId === step)?.status === "running";
  await until(lost.operations, isThere);
  await lost.operations.close();
}

const leftOf = async (
  region: Region,
  operation: (id: string) => "at-work" | "ended" | null = () => null,
) => readLeft({ cloud: region.cloud, knownImages: (await region.facts()).images, operation });

const count = ({ servers, images, snapshots }: Leftovers) => [
  servers.length,
  images.length,
  snapshots.length,
];

async function swept(region: Region, left: Leftovers) {
  const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
  const intent = {
    kind: "sweep" as const,
    connectionId: connection.id,
    serverIds: left.servers.map(({ id }) => id),
    imageIds: left.images.map(({ id }) => id),
    snapshotIds: left.snapshots.map(({ id }) => id),
  };
  const planned = planSweep({ planId: planId("sweep"), intent, left, nowMs: region.world.nowMs });
  return console.carryOut(accepted(planned));
}

describe("a builder whose console never came back", () => {
  it("is left alone until its time is over, then found, told and ended", async () => {
    const region = aPracticeRegion();
    await abandoned(region, "2-await-builder");
    expect(count(await leftOf(region))).toEqual([0, 0, 0]);
    await region.cloud.clock.sleep(2 * HOUR);
    const left = await leftOf(region);
    expect(count(left)).toEqual([1, 0, 0]);
    expect(left.servers[0]?.words).toMatch(
      /It was to end by .* UTC, and nobody came back for it\./,
    );
    const detail = await swept(region, left);
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    expect(count(await leftOf(region))).toEqual([0, 0, 0]);
  });

  it("is never among them while its own console works on it, whatever the time", async () => {
    const region = aPracticeRegion();
    await abandoned(region, "2-await-builder");
    await region.cloud.clock.sleep(2 * HOUR);
    expect(count(await leftOf(region, () => "at-work"))).toEqual([0, 0, 0]);
    expect(count(await leftOf(region, () => "ended"))).toEqual([1, 0, 0]);
  });
});

describe("an image that never passed its tests", () => {
  it("goes with its snapshots, once no bake can be at work on it any more", async () => {
    const region = aPracticeRegion();
    await abandoned(region, "6-await-builder");
    await region.cloud.clock.sleep(10 * HOUR);
    expect((await leftOf(region)).images).toEqual([]);
    await region.cloud.clock.sleep(40 * HOUR);
    const left = await leftOf(region);
    expect(count(left)).toEqual([1, 1, 0]);
    const detail = await swept(region, left);
    expect(detail.status).toBe("succeeded");
    const made = (tags: Readonly<Record<string, string>>) =>
      tags[TAG.operation] !== undefined &&
      tags[TAG.recipe] === "payments" &&
      tags[TAG.verified] === undefined;
    const { images, snapshots } = region.world.state;
    expect(
      [...images.values()].filter((one) => made(one.tags) && one.state !== "deregistered"),
    ).toEqual([]);
    expect([...snapshots.values()].filter((one) => made(one.tags))).toEqual([]);
  });

  it("stays where it was verified meanwhile: the plan ends without taking anything", async () => {
    const region = aPracticeRegion();
    await abandoned(region, "6-await-builder");
    await region.cloud.clock.sleep(50 * HOUR);
    const left = await leftOf(region);
    const [image] = left.images;
    await region.cloud.actor.perform({
      call: "CreateTags",
      resourceId: image?.id ?? "",
      tags: { [TAG.verified]: "passed 5/5 2026-11-22T00:00:00Z" },
    });
    const detail = await swept(region, left);
    expect(detail.outcome).toContain("is no leftover of a bake any more");
    expect(region.world.state.images.get(image?.id ?? "")?.state).toBe("available");
  });
});

describe("an image that never passed and is in use all the same", () => {
  it("stays, the plan says what needs it, and it is listed no more", async () => {
    const region = aPracticeRegion();
    await abandoned(region, "6-await-builder");
    await region.cloud.clock.sleep(50 * HOUR);
    const left = await leftOf(region);
    const [image] = left.images;
    if (!image) throw new Error("The bake has made no image");
    await region.cloud.actor.perform({
      ...{ call: "RunInstances", imageId: image.id, instanceType: "c7i.large", subnetId: null },
      ...{ securityGroupIds: [], userData: "", tags: {}, clientToken: "by hand" },
    });
    await region.cloud.clock.sleep(5 * 60_000);
    const detail = await swept(region, left);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("1 server was started from it. Nothing was taken away.");
    expect((await leftOf(region)).images).toEqual([]);
    expect(region.world.state.images.get(image.id)?.state).toBe("available");
  });
});

describe("a snapshot that no image needs", () => {
  it("is found and deleted", async () => {
    const region = aPracticeRegion();
    await abandoned(region, "6-await-builder");
    const [image] = await region.cloud.reader.imagesByTag(TAG.operation, null);
    if (!image) throw new Error("The bake has made no image");
    await region.cloud.actor.perform({ call: "DeregisterImage", imageId: image.id });
    await region.cloud.clock.sleep(50 * HOUR);
    const left = await leftOf(region);
    expect(left.snapshots.map(({ id }) => id)).toEqual(image.snapshotIds);
    await swept(region, left);
    expect((await leftOf(region)).snapshots).toEqual([]);
  });
});

describe("a sweep", () => {
  it("takes nothing that is no leftover", async () => {
    const region = aPracticeRegion();
    const left = await leftOf(region);
    const [server] = [...(await region.facts()).servers.values()];
    if (!server) throw new Error("The region has no server");
    const intent = {
      kind: "sweep" as const,
      connectionId: connection.id,
      serverIds: [server.id],
      imageIds: [],
      snapshotIds: [],
    };
    const planned = planSweep({ planId: planId("sweep"), intent, left, nowMs: region.world.nowMs });
    expect(planned.refused && planned.reason).toContain("is no leftover of a bake");
  });
});
