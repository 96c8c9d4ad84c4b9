/** Copies of a verified image in another region, and sharing, on the practice cloud in virtual time. */
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { makeCloud } from "../../../../electron/aws/make-cloud.ts";
import { planACopy } from "../../../../electron/bake/plan/plan-a-copy.ts";
import type { Cloud } from "../../../../electron/ports.ts";
import type { CallName } from "../../../../shared/model/call.ts";
import { connectionId, imageId, planId } from "../../../../shared/model/ids.ts";
import type { CopyIntent } from "../../../../shared/model/intent.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { aFolder, consoleOn } from "../../operations/console.ts";
import { aPracticeRegion, connection } from "../../operations/practice-region.ts";
import { accepted } from "../baking.ts";

vi.setConfig({ testTimeout: 120_000 });
const OTHER = "123456789012";

function twoRegions() {
  const region = aPracticeRegion();
  const target = makeCloud({
    connection: { ...connection, id: connectionId("frankfurt"), region: "eu-central-1" },
    clock: region.cloud.clock,
    random: { next: () => 0.5 },
    credentials: null,
    transport: { kind: "practice", requestHandler: region.practice.requestHandler() as never },
  });
  return { region, target };
}
type Regions = ReturnType<typeof twoRegions>;

const verified = async ({ region }: Regions) => {
  const images = [...(await region.facts()).images.values()];
  const image = images.find(
    (one) => one.name.startsWith("checkout-web") && one.tags[TAG.verified]?.startsWith("passed"),
  );
  if (!image) throw new Error("no verified image");
  return image;
};

let plans = 0;
const plannedCopy = async ({ region, target }: Regions, changes: Partial<CopyIntent> = {}) => {
  const intent: CopyIntent = {
    kind: "copy",
    connectionId: target.connection.id,
    sourceConnectionId: region.cloud.connection.id,
    imageId: imageId((await verified({ region, target })).id),
    encryption: null,
    shareWith: [],
    ...changes,
  };
  const to = intent.connectionId === target.connection.id ? target : region.cloud;
  const { images } = await region.facts();
  plans += 1;
  return planACopy({ source: region.cloud, target: to, knownImages: images }, intent, {
    planId: planId(`copy-${String(plans)}`),
    nowMs: null,
  });
};

const worldOf = ({ region: { practice, world } }: Regions) =>
  practice.cloud.find({ accountId: world.accountId, region: "eu-central-1" });
const own = (regions: Regions) =>
  [...(worldOf(regions)?.state.images.values() ?? [])].filter(
    (one) => one.tags[TAG.copyOf] !== undefined,
  );

/** The first answer to each of these calls is lost: before AWS saw it, or after. */
function losing(cloud: Cloud, names: readonly CallName[], when: "before" | "after"): Cloud {
  const lost = new Set<CallName>();
  return {
    ...cloud,
    actor: {
      perform: async (call) => {
        const loses = names.includes(call.call) && !lost.has(call.call);
        lost.add(call.call);
        if (!loses) return cloud.actor.perform(call);
        if (when === "after") await cloud.actor.perform(call);
        return { kind: "unknown", message: "the connection was cut" };
      },
    },
  };
}

describe("a copy to another region", () => {
  it("carries what is known of the image, and can be started from", async () => {
    const regions = twoRegions();
    const source = await verified(regions);
    const console = consoleOn(regions.target, join(aFolder(), "journal.sqlite"));
    const detail = await console.carryOut(accepted(await plannedCopy(regions)));
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    const [copy] = await regions.target.reader.imagesByTag(TAG.copyOf, `eu-west-1/${source.id}`);
    expect(copy).toMatchObject({ name: source.name, state: "available" });
    expect(copy?.tags).toMatchObject({
      [TAG.recipe]: source.tags[TAG.recipe],
      [TAG.verified]: source.tags[TAG.verified],
      [TAG.operation]: detail.id,
    });
  });

  it.each(["before", "after"] as const)(
    "is made once, though the answer is lost %s the call was seen",
    async (when) => {
      const regions = twoRegions();
      const cloud = losing(regions.target, ["CopyImage"], when);
      const console = consoleOn(cloud, join(aFolder(), "journal.sqlite"));
      const detail = await console.carryOut(accepted(await plannedCopy(regions)));
      expect(detail.status).toBe("succeeded");
      expect(own(regions).map(({ state }) => state)).toEqual(["available"]);
    },
  );

  it("that is stopped half way leaves nothing", async () => {
    const regions = twoRegions();
    const console = consoleOn(regions.target, join(aFolder(), "journal.sqlite"));
    const before = worldOf(regions)?.state.snapshots.size ?? 0;
    const id = console.operations.start(accepted(await plannedCopy(regions)), {
      reason: "a test",
      changeNumber: null,
    });
    while (own(regions).length === 0) await regions.target.clock.sleep(1000);
    expect(own(regions)[0]?.state).toBe("pending");
    await console.operations.stop(id, "enough");
    expect(own(regions).filter(({ state }) => state !== "deregistered")).toEqual([]);
    expect((worldOf(regions)?.state.snapshots.size ?? 0) - before).toBe(0);
  });

  it("is not made again where it is there, and can be shared", async () => {
    const regions = twoRegions();
    const console = consoleOn(regions.target, join(aFolder(), "journal.sqlite"));
    await console.carryOut(accepted(await plannedCopy(regions)));
    const again = await plannedCopy(regions);
    expect(again.refused && again.reason).toMatch(/is in eu-central-1 already: ami-/);
    const sharing = accepted(await plannedCopy(regions, { shareWith: [OTHER] }));
    expect(sharing.title).toMatch(
      /^Share checkout-web-\S+'s copy in eu-central-1 with 123456789012$/,
    );
    const detail = await console.carryOut(sharing);
    expect(detail.status).toBe("succeeded");
    const [copy] = own(regions);
    expect(own(regions)).toHaveLength(1);
    const permissions = await regions.target.reader.launchPermissions(imageId(copy?.id ?? ""));
    expect(permissions?.accounts).toEqual([OTHER]);
  });
});

describe("sharing", () => {
  it("gives the account the image and its snapshots, without a copy", async () => {
    const regions = twoRegions();
    const source = await verified(regions);
    const console = consoleOn(regions.region.cloud, join(aFolder(), "journal.sqlite"));
    const here = { connectionId: regions.region.cloud.connection.id, shareWith: [OTHER] };
    const detail = await console.carryOut(accepted(await plannedCopy(regions, here)));
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    const { state } = regions.region.world;
    expect(
      (await regions.region.cloud.reader.launchPermissions(imageId(source.id)))?.accounts,
    ).toEqual([OTHER]);
    const calls = console.journal.evidence.intents(detail.id).map(({ call }) => call.call);
    expect(calls).toEqual([
      ...source.snapshotIds.map(() => "ModifySnapshotAttribute"),
      "ModifyImageAttribute",
    ]);
    expect(state.images.get(source.id)?.state).toBe("available");
  });
});

describe("a copy is refused", () => {
  it.each<[string, Partial<CopyIntent>, RegExp]>([
    [
      "with AWS's default key for others",
      { encryption: { kmsKeyId: null }, shareWith: [OTHER] },
      /default key encrypts can't be shared/,
    ],
    ["to where it is, for nobody", { connectionId: connection.id }, /here already/],
    [
      "of an image that isn't there",
      { imageId: imageId("ami-0123456789abcdef0") },
      /isn't there any more/,
    ],
  ])("%s", async (_, changes, reason) => {
    const planned = await plannedCopy(twoRegions(), changes);
    expect(planned.refused && planned.reason).toMatch(reason);
  });

  it("into a connection that is read only, before AWS is asked for anything", async () => {
    const regions = twoRegions();
    const connection = { ...regions.target.connection, readOnly: true, name: "audit" };
    const planned = await plannedCopy({ ...regions, target: { ...regions.target, connection } });
    expect(planned.refused && [planned.reason, planned.cure]).toEqual([
      "The connection audit is read only: nothing can be made or shared through it.",
      "Allow changes in Connections, or choose another connection.",
    ]);
  });

  it("of an image that never passed its tests", async () => {
    const regions = twoRegions();
    const [base] = await regions.region.cloud.reader.imagesByName("al2023-2026.11.14");
    const planned = await plannedCopy(regions, { imageId: imageId(base?.id ?? "") });
    expect(planned.refused && planned.reason).toContain("not known to have passed its tests");
  });
});
