import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createPracticeWorld,
  restorePracticeWorld,
} from "../../../../electron/practice/practice-world.ts";
import type { GroupState } from "../../../../electron/practice/world/kernel/state/autoscaling.ts";
import type { World, WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { Ec2Region } from "./ec2-region.ts";

const HOUR_MS = 3_600_000;
const shop = (seed = 1) => createPracticeWorld({ seed, scenario: "shop" });
const groupsOf = (world: World) => [...world.state.groups.values()];

function groupOf(world: World, name: string): GroupState {
  const group = world.state.groups.get(name);
  if (!group) throw new Error(`No group ${name}`);
  return group;
}

describe("the seeded shop", () => {
  it("has the fleets, servers and generations that a newcomer is told of", () => {
    const sizes = groupsOf(shop()).map((group) => [group.name, group.members.length]);
    expect(Object.fromEntries(sizes)).toEqual({
      "checkout-web-v040": 20,
      "catalog-api-v118": 64,
      "search-indexer-v076": 22,
      "search-indexer-v077": 22,
      "payments-v203": 18,
      "session-cache-v019": 12,
      "image-resizer-asg": 40,
      "mail-worker-v033": 9,
      "ledger-db-v008": 3,
    });
  });

  it("has forty images, three of them bases, in one lineage for each base", () => {
    const world = shop();
    const images =
      new Ec2Region(world).call("DescribeImages", { IncludeDisabled: true }).Images ?? [];
    expect(images).toHaveLength(40);
    const kinds = images.map(
      (image) => image.Tags?.find((tag) => tag.Key === "bennu:kind")?.Value ?? "foreign",
    );
    expect(kinds.filter((kind) => kind === "base")).toHaveLength(3);
    expect(kinds.filter((kind) => kind === "golden")).toHaveLength(3);
    const orphans = images.filter(
      (image, at) => image.SourceImageId === undefined && kinds[at] === "server",
    );
    expect(orphans).toEqual([]);
  });

  it("makes nothing before what it was made from", () => {
    const { images, templates } = shop().state;
    const madeAt = (id: string | null | undefined) =>
      images.get(id ?? "")?.createdAtMs ?? -Infinity;
    const early = [...images.values()].filter(
      (image) => madeAt(image.sourceImageId) >= image.createdAtMs,
    );
    expect(early).toEqual([]);
    const versions = [...templates.values()].flatMap((template) => template.versions);
    expect(versions.filter((version) => !images.has(version.data.ImageId ?? ""))).toEqual([]);
    expect(
      versions.filter((version) => madeAt(version.data.ImageId) >= version.createdAtMs),
    ).toEqual([]);
  });

  it("has contents that differ from base to base, with 60 to 120 packages on each", () => {
    const world = shop();
    const kernels = new Set([...world.state.contents.values()].map((each) => each.kernel));
    expect(kernels.size).toBeGreaterThanOrEqual(3);
    for (const { packages } of world.state.contents.values()) {
      expect(packages.length).toBeGreaterThanOrEqual(60);
      expect(packages.length).toBeLessThanOrEqual(120);
    }
  });

  it("has a warm generation without traffic, whose processes are suspended", () => {
    const warm = groupOf(shop(), "search-indexer-v076");
    expect(warm.trafficSources).toEqual([]);
    const suspended = warm.suspended.map((each) => each.process);
    expect(suspended).toEqual(expect.arrayContaining(["Launch", "Terminate", "AddToLoadBalancer"]));
    expect(warm.tags.map((tag) => tag.key)).toContain("bennu:warm-until");
  });

  it("has one snowflake, a fleet with data volumes that stay, and a foreign fleet", () => {
    const world = shop();
    const cache = groupOf(world, "session-cache-v019");
    const odd = cache.members.filter(
      (member) => member.template?.version !== cache.template?.version,
    );
    expect(odd).toHaveLength(1);
    const ledger = groupOf(world, "ledger-db-v008").members[0]?.instanceId ?? "";
    const volumes = world.state.instances.get(ledger)?.volumes ?? [];
    expect(volumes.map((volume) => volume.deleteOnTermination)).toEqual([true, false]);
    const foreign = groupOf(world, "image-resizer-asg");
    expect(foreign.template?.version).toBe("$Latest");
    expect(foreign.tags.every((tag) => !tag.key.startsWith("bennu:"))).toBe(true);
  });

  it("stays as it is when nobody touches it", () => {
    const world = shop();
    const members = () =>
      groupsOf(world).map((group) =>
        group.members.map((each) => [each.instanceId, each.lifecycleState]),
      );
    const before = JSON.stringify(members());
    world.advanceTo(world.nowMs + 6 * HOUR_MS);
    expect(JSON.stringify(members())).toBe(before);
    const unhealthy = [...world.state.targetGroups.values()].flatMap((group) =>
      Object.values(group.targets).filter((target) => target.state !== "healthy"),
    );
    expect(unhealthy).toEqual([]);
  });
});

describe("determinism", () => {
  const act = fc.constantFrom("run", "terminate", "image", "tag", "wait");

  function perform(world: World, what: string, at: number): void {
    const region = new Ec2Region(world);
    const instances = [...world.state.instances.keys()];
    const id = instances[at % instances.length] ?? "";
    region.codeOf(() => {
      if (what === "run")
        region.run({ ImageId: firstImage(world), ClientToken: `token-${at % 3}` });
      if (what === "terminate") region.call("TerminateInstances", { InstanceIds: [id] });
      if (what === "image") region.call("CreateImage", { InstanceId: id, Name: `image-${at}` });
      if (what === "tag")
        region.call("CreateTags", { Resources: [id], Tags: [{ Key: "at", Value: String(at) }] });
    });
    world.advanceTo(world.nowMs + at * 1000);
  }

  function firstImage(world: World): string {
    return [...world.state.images.values()].find((image) => image.state === "available")?.id ?? "";
  }

  it("same seed and same calls give the same world, also through a restore in the middle", () => {
    const steps = fc.array(fc.tuple(act, fc.nat(90)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(1000), steps, fc.nat(7), (seed, calls, cut) => {
        const straight = shop(seed);
        let broken = shop(seed);
        for (const [index, [what, at]] of calls.entries()) {
          if (index === cut)
            broken = restorePracticeWorld(JSON.parse(JSON.stringify(broken)) as WorldJson);
          perform(straight, what, at);
          perform(broken, what, at);
        }
        expect(JSON.stringify(broken) === JSON.stringify(straight)).toBe(true);
      }),
      { numRuns: 8 },
    );
  }, 30_000);

  it("another seed gives another world", () => {
    expect(JSON.stringify(shop(1)) === JSON.stringify(shop(2))).toBe(false);
  });
});

describe("the large region", () => {
  it("has exactly the sizes that were asked for", () => {
    const { state } = createPracticeWorld({
      seed: 1,
      scenario: "large",
      servers: 501,
      groups: 12,
      images: 97,
    });
    expect([
      state.instances.size,
      state.groups.size,
      state.images.size,
      state.targetGroups.size,
    ]).toEqual([501, 12, 97, 12]);
  });
});

describe("the region of a fleet a size", () => {
  it("has fleets of 3, 20 and 300 servers, each with images of its own", () => {
    const { state } = createPracticeWorld({ seed: 1, scenario: "sizes" });
    expect([...state.groups.values()].map(({ name, members }) => [name, members.length])).toEqual([
      ["fleet-of-3-v007", 3],
      ["fleet-of-20-v007", 20],
      ["fleet-of-300-v007", 300],
    ]);
    expect(state.instances.size).toBe(323);
    const own = [...state.images.values()].filter(({ name }) => name.startsWith("fleet-of-300"));
    const newest = own.toSorted((a, b) => a.createdAtMs - b.createdAtMs).at(-1);
    expect(newest?.name).toContain("1.7.0");
    const used = [...state.instances.values()].some(({ imageId }) => imageId === newest?.id);
    expect(used).toBe(false);
  });
});

describe("the empty region", () => {
  it("has a network and nothing else", () => {
    const { state } = createPracticeWorld({ seed: 1, scenario: "empty" });
    expect([
      state.subnets.size,
      state.instances.size,
      state.images.size,
      state.groups.size,
    ]).toEqual([3, 0, 0, 0]);
  });
});
