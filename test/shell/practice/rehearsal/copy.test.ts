/** A copy of a region holds what the region holds, as far as anybody can see, and nothing that is secret. */
import { describe, expect, it } from "vitest";
import {
  createPracticeWorld,
  restorePracticeWorld,
} from "../../../../electron/practice/practice-world.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import type { Facts } from "../../../../shared/model/facts.ts";
import { copyOf, readWhole, realCloud, rehearse } from "./two-clouds.ts";
import type { CloudInTest } from "./two-clouds.ts";

const LARGE = { scenario: "large", servers: 600, groups: 20, images: 200 } as const;

const without = (row: object, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** What may differ: when it was read, what stays behind on purpose, and the path of health checks, which is assumed. */
function comparable(facts: Facts) {
  const sorted = <T>(rows: ReadonlyMap<string, T>, shown: (row: T) => unknown) =>
    [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => [key, shown(row)]);
  return {
    groups: sorted(facts.groups, (row) => without(row, "readAtMs")),
    servers: sorted(facts.servers, (row) => without(row, "readAtMs")),
    images: sorted(facts.images, (row) => without(row, "readAtMs", "stateReason")),
    templateVersions: sorted(facts.templateVersions, (row) => without(row, "userData")),
    targetGroups: sorted(facts.targetGroups, (row) => without(row, "readAtMs", "healthCheck")),
  };
}

async function health({ cloud }: CloudInTest, facts: Facts): Promise<readonly string[]> {
  const all = await Promise.all(
    [...facts.targetGroups.values()].map(({ arn }) => cloud.reader.targetHealth(arn)),
  );
  return all
    .flat()
    .map(({ targetGroupArn, serverId, state }) => `${targetGroupArn} ${serverId} ${state}`)
    .toSorted();
}

describe.each([
  ["the shop", {}],
  ["a large region", LARGE],
] as const)("a copy of %s", (_, scenario) => {
  it("has the same groups, servers, images, templates and targets, with ids and names", async () => {
    const real = realCloud(scenario);
    const { seed } = await rehearse(real);
    const copy = copyOf(JSON.parse(JSON.stringify(seed)) as typeof seed);
    const [before, after] = [await readWhole(real), await readWhole(copy)];
    expect(comparable(after)).toEqual(comparable(before));
    expect(await health(copy, after)).toEqual(await health(real, before));
    expect(await copy.cloud.reader.identity()).toMatchObject({
      accountId: real.practice.world.accountId,
    });
    expect(copy.practice.world.region).toBe(real.practice.world.region);
    expect(copy.practice.world.nowMs).toBe(seed.takenAtMs);
  });

  it("stays as it is when time passes", async () => {
    const { seed } = await rehearse(realCloud(scenario));
    const copy = copyOf(seed);
    const before = await readWhole(copy);
    copy.practice.advance(30 * 60_000);
    const after = await readWhole(copy);
    expect(comparable(after)).toEqual(comparable(before));
    expect((await health(copy, after)).filter((row) => / (initial|unhealthy)/.test(row))).toEqual(
      (await health(copy, before)).filter((row) => / (initial|unhealthy)/.test(row)),
    );
  });
});

it("the same seed is the same region, also over a restore", async () => {
  const { seed } = await rehearse(realCloud());
  const make = () => createPracticeWorld({ seed: 5, rehearsal: seed });
  const [first, second] = [make(), make()];
  const restored = restorePracticeWorld(JSON.parse(JSON.stringify(second.toJSON())) as WorldJson);
  first.advanceTo(first.nowMs + 3_600_000);
  restored.advanceTo(first.nowMs);
  expect(JSON.stringify(restored.toJSON())).toBe(JSON.stringify(first.toJSON()));
});

describe("what stays behind", () => {
  it("is user data, wherever it is, and is told", async () => {
    const real = realCloud();
    const { seed, leftOut } = await rehearse(real);
    const text = JSON.stringify(seed);
    expect(JSON.stringify([...(await readWhole(real)).templateVersions.values()])).toContain(
      "LOG_LEVEL",
    );
    expect(text).not.toContain("LOG_LEVEL");
    expect(text).not.toContain("UserData");
    expect(leftOut.join("\n")).toMatch(/User data of templates: .+ and \d+ more\./);
    expect(leftOut).toContain("User data of servers.");
  });

  it("is what looks like a secret in tags and templates", async () => {
    const real = realCloud();
    const { world } = real.practice;
    const [server] = [...world.state.instances.values()];
    const [group] = [...world.state.groups.values()];
    if (!server || !group) throw new Error("The shop is empty");
    const secrets = { "db-password": "hunter22", Webhook: "https://me:pw@example.test/x" };
    const tags = { ...server.tags, ...secrets };
    world.state.instances.set(server.id, { ...server, tags });
    group.tags.push({ key: "api_key", value: "abcdef", propagateAtLaunch: true });
    const { seed, leftOut } = await rehearse(real);
    const text = JSON.stringify(seed);
    for (const secret of ["hunter22", "me:pw", 'abcdef"']) expect(text).not.toContain(secret);
    const copied = seed.servers.find(({ id }) => id === server.id);
    expect(copied?.tags).toMatchObject({ "db-password": "(left out)", Webhook: "(left out)" });
    expect(leftOut.join("\n")).toContain(`db-password of ${server.id}`);
  });

  it("is said of what was assumed too", async () => {
    const { assumed } = await rehearse(realCloud());
    expect(assumed).toContain("One load balancer forwards to all target groups that are in use.");
    expect(assumed.every((sentence) => sentence.endsWith("."))).toBe(true);
  });
});

it("images of others that are in use are read too, and what is gone stays gone", async () => {
  const real = realCloud();
  const { images, instances, templates } = real.practice.world.state;
  const used = [...instances.values()][0]?.imageId ?? "";
  const image = images.get(used);
  if (!image) throw new Error("The shop's servers have no image");
  images.set(used, {
    ...image,
    ownerId: "137112412989",
    sharedWith: [{ kind: "group", value: "all" }],
  });
  const { seed } = await rehearse(real);
  expect(seed.images.find(({ id }) => id === used)).toMatchObject({
    ownerId: "137112412989",
    state: "available",
  });
  const gone = [...images.values()].filter(({ state }) => state === "deregistered");
  const named = [...templates.values()].flatMap(({ versions }) =>
    versions.map(({ data }) => data.ImageId),
  );
  expect(gone.some(({ id }) => named.includes(id))).toBe(true);
  for (const { id } of gone) expect(seed.images.map((each) => each.id)).not.toContain(id);
});

it("reads only", async () => {
  const real = realCloud();
  const before = JSON.stringify(real.practice.world.toJSON());
  await rehearse(real);
  expect(JSON.stringify(real.practice.world.toJSON())).toBe(before);
});
