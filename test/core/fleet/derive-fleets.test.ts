import { describe, expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import { deriveServers } from "../../../shared/fleet/derive-servers.ts";
import type { Facts, ImageFact } from "../../../shared/model/facts.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { fleetId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { aGroup, type GroupBuilder } from "../../builders/group.ts";
import { anImage } from "../../builders/image.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet, aTemplateVersion, aWorld } from "../../builders/world.ts";

const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };
const derive = (facts: Facts) => deriveFleets(facts, about);
function only(facts: Facts): FleetView {
  const [fleet, ...others] = derive(facts);
  if (fleet === undefined || others.length > 0)
    throw new Error(`${String(others.length + 1)} fleets`);
  return fleet;
}
const states = (fleet: FleetView) => fleet.generations.map((one) => `${one.label} ${one.state}`);
const iso = (ms: number) => new Date(ms).toISOString();
const retired = (group: GroupBuilder) =>
  group
    .parked()
    .tagged({ [TAG.servedUntil]: iso(NOW_MS - HOUR_MS), [TAG.warmUntil]: iso(NOW_MS + HOUR_MS) });
const rising = (group: GroupBuilder) => group.tagged({ [TAG.operation]: "op-1" });

describe("grouping", () => {
  it("makes one fleet of the groups that share a Frigga name, with or without a sequence", () => {
    const facts = aWorld()
      .group(aGroup("web"))
      .group(aGroup("web-v002"))
      .group(aGroup("web-api-v001"))
      .facts();
    expect(derive(facts).map((fleet) => [fleet.name, fleet.id])).toEqual([
      ["web", "c1/web"],
      ["web-api", "c1/web-api"],
    ]);
  });

  it("follows the tag bennu:fleet over any name", () => {
    const tags = { [TAG.fleet]: "shop" };
    const facts = aWorld()
      .group(aGroup("blue").tagged(tags))
      .group(aGroup("green-v003").tagged(tags))
      .facts();
    expect(derive(facts).map((fleet) => fleet.name)).toEqual(["shop"]);
  });
});

describe("generation states by group", () => {
  const table: readonly [string, Facts, readonly string[]][] = [
    ["one group is live", aFleet().withGeneration(1).facts(), ["v1 live"]],
    [
      "the newer one that serves is live; two that serve are both said to be",
      aFleet().withGeneration(1).withGeneration(2).facts(),
      ["v2 live", "v1 live"],
    ],
    [
      "one that an operation raises is rising",
      aFleet().withGeneration(1).withGeneration(2, rising).facts(),
      ["v2 rising", "v1 live"],
    ],
    [
      "one that was given the traffic is live though an operation made it",
      aFleet()
        .withGeneration(1, retired)
        .withGeneration(2, (group) =>
          rising(group).tagged({ [TAG.servedFrom]: iso(NOW_MS - HOUR_MS) }),
        )
        .facts(),
      ["v2 live", "v1 warm"],
    ],
    [
      "between the shift and its tag, the one that alone serves is live",
      aFleet().withGeneration(1, retired).withGeneration(2, rising).facts(),
      ["v2 live", "v1 warm"],
    ],
    [
      "also where the shift was broken off and the old one's processes were resumed",
      aFleet()
        .withGeneration(1, (group) => group.with({ settings: { targetGroupArns: [] } }))
        .withGeneration(2, rising)
        .facts(),
      ["v2 live", "v1 warm"],
    ],
    [
      "while its processes are held but its traffic stays, the old one still serves",
      aFleet()
        .withGeneration(1, (group) => group.suspended("Launch", "AddToLoadBalancer"))
        .withGeneration(2, rising)
        .facts(),
      ["v2 rising", "v1 live"],
    ],
    [
      "a group that another tool disabled is warm: suspended, its servers out of the target group",
      aFleet()
        .withGeneration(1, (group) =>
          group
            .suspended("Launch", "Terminate", "AddToLoadBalancer")
            .with({ targetState: "unused" }),
        )
        .withGeneration(2)
        .facts(),
      ["v2 live", "v1 warm"],
    ],
    [
      "a suspended group that alone serves is live",
      aFleet()
        .withGeneration(1, (group) => group.suspended("Launch"))
        .facts(),
      ["v1 live"],
    ],
    [
      "template version and image left: cold",
      aFleet().withCold(1).withGeneration(2).facts(),
      ["v2 live", "v1 cold"],
    ],
    [
      "an image that isn't there: gone",
      aFleet().withCold(1, null).withGeneration(2).facts(),
      ["v2 live", "v1 gone"],
    ],
    [
      "an image that is disabled: gone",
      aFleet().withCold(1, { state: "disabled" }).withGeneration(2).facts(),
      ["v2 live", "v1 gone"],
    ],
    [
      "a retired group without servers: cold",
      aFleet()
        .withGeneration(1, (group) => group.size(0))
        .withGeneration(2)
        .facts(),
      ["v2 live", "v1 cold"],
    ],
    [
      "a group that is being deleted is no live one",
      aFleet()
        .withGeneration(1)
        .withGeneration(2, (group) => group.fact({ status: "Delete in progress" }))
        .facts(),
      ["v2 cold", "v1 live"],
    ],
    [
      "without target groups the newer one that isn't suspended is live",
      aFleet()
        .withGeneration(1, (group) => group.settings({ targetGroupArns: [] }).suspended("Launch"))
        .withGeneration(2, (group) => group.settings({ targetGroupArns: [] }))
        .facts(),
      ["v2 live", "v1 warm"],
    ],
    [
      "a newer group whose servers are not healthy yet is rising, whoever made it",
      aFleet()
        .withGeneration(1)
        .withGeneration(2, (group) => group.with({ targetState: "unhealthy" }))
        .facts(),
      ["v2 rising", "v1 live"],
    ],
    [
      "a fleet of size zero keeps its live generation",
      aFleet()
        .withGeneration(1, (group) => group.size(0))
        .facts(),
      ["v1 live"],
    ],
  ];
  it.each(table)("%s", (_, facts, expected) => {
    expect(states(only(facts))).toEqual(expected);
  });

  it("takes as live what serves, not what is newest", () => {
    const facts = aFleet()
      .withGeneration(1)
      .withGeneration(2, (group) => group.with({ targetState: "unhealthy" }))
      .facts();
    expect(only(facts).liveId).toBe("c1/web#v001");
  });
});

describe("generations of one group that nobody prepared", () => {
  const mixed = (own: string) =>
    aWorld()
      .version(aTemplateVersion(1), aTemplateVersion(2))
      .image(anImage("ami-1"), anImage("ami-2"))
      .group(
        aGroup("web")
          .template(own)
          .size(3)
          .members((member, at) => ({
            ...member,
            template: member.template && { ...member.template, version: at === 0 ? "2" : "1" },
          }))
          .servers((server, at) => ({
            ...server,
            imageId: anImage(at === 0 ? "ami-2" : "ami-1").id,
          })),
      )
      .facts();

  it("are the template versions of its members", () => {
    const fleet = only(mixed("2"));
    expect(states(fleet)).toEqual(["t2 rising", "t1 live"]);
    expect(fleet.generations.map((one) => one.servers)).toEqual([1, 2]);
  });

  it("resolves $Latest to the newest version that was read", () => {
    expect(states(only(mixed("$Latest")))).toEqual(["t2 rising", "t1 live"]);
  });

  it("shows a version that most servers don't run any more as serving still", () => {
    const fleet = only(mixed("1"));
    expect(states(fleet)).toEqual(["t2 live", "t1 live"]);
    expect(fleet.findings.map((one) => one.kind)).toContain("two-live-generations");
  });

  it("takes the image from the servers where the template isn't known", () => {
    const fleet = only(
      aWorld().image(anImage("ami-9")).group(aGroup("web").image("ami-9")).facts(),
    );
    expect(fleet.generations[0]?.imageId).toBe("ami-9");
    expect(fleet.generations[0]?.readiness.kind).toBe("here");
  });
});

describe("readiness", () => {
  const of = (facts: Facts, label: string) =>
    only(facts).generations.find((one) => one.label === label)?.readiness;

  it("is warm while its servers are up, in the time that its target group takes", () => {
    const readiness = of(aFleet().withGeneration(1, retired).withGeneration(2).facts(), "v1");
    expect(readiness).toMatchObject({ kind: "warm" });
    // call 2 s + attach 5 s + 3 checks of 10 s + 2 more looks of 5 s
    expect(readiness?.kind === "warm" && readiness.expectedMs).toBe(47_000);
  });

  it("takes as long as cold if servers are missing, and is impossible then without the image", () => {
    const short = aFleet()
      .withGeneration(1, (group) => retired(group).size(1))
      .withGeneration(2, (group) => group.size(3));
    expect(of(short.facts(), "v1")).toMatchObject({ kind: "warm", expectedMs: 132_000 });
    const facts = short.facts();
    const without = new Map([...facts.images].filter(([id]) => id !== "ami-1"));
    expect(of({ ...facts, images: without }, "v1")).toMatchObject({ kind: "impossible" });
  });

  it("is cold with image and template version, and lists what was checked", () => {
    const readiness = of(aFleet().withCold(1).withGeneration(2).facts(), "v1");
    expect(readiness).toMatchObject({ kind: "cold" });
    expect(readiness?.kind === "cold" && readiness.checked).toContain("image available");
  });

  it.each([
    ["deregistered", null, "impossible"],
    ["disabled", { state: "disabled" }, "impossible"],
    ["pending", { state: "pending" }, "unknown"],
    ["failed", { state: "failed" }, "impossible"],
    ["of another architecture", { architecture: "arm64" }, "impossible"],
  ] as const)("of an image that is %s", (_, image, kind) => {
    expect(of(aFleet().withCold(1, image).withGeneration(2).facts(), "v1")?.kind).toBe(kind);
  });

  it("is unknown before any image was read", () => {
    const facts = { ...aFleet().withCold(1).withGeneration(2).facts(), images: new Map() };
    expect(of(facts, "v1")).toMatchObject({ kind: "unknown" });
    expect(states(only(facts))).toEqual(["v2 live", "v1 cold"]);
  });
});

describe("the fleet's row", () => {
  it("counts what serves, not what is kept warm", () => {
    const fleet = only(
      aFleet()
        .withGeneration(1, (group) => retired(group).size(5))
        .withGeneration(2, (group) => group.size(3))
        .facts(),
    );
    expect([fleet.servers, fleet.inService, fleet.desired, fleet.floor]).toEqual([8, 3, 3, 3]);
  });

  it("is held by the claim on its group, until that is stale", () => {
    const claimed = (atMs: number) =>
      only(
        aFleet()
          .withGeneration(1, (group) =>
            group.tagged({ [TAG.claim]: `op-7 ann@desk ${String(atMs)}` }),
          )
          .facts(),
      );
    expect(claimed(NOW_MS - MINUTE_MS).heldBy).toContain("ann@desk");
    const stale = claimed(NOW_MS - DAY_MS);
    expect(stale.heldBy).toBeNull();
    expect(stale.findings.map((one) => one.kind)).toEqual(["stale-claim"]);
    expect(stale.advice).toContain("take the tag bennu:claim off");
  });

  it("says who owns it", () => {
    const tags = { "aws:cloudformation:stack-name": "shop" };
    expect(
      only(
        aFleet()
          .withGeneration(1, (group) => group.tagged(tags))
          .facts(),
      ).ownedBy,
    ).toBe("CloudFormation stack shop");
  });

  it("advises nothing to a fleet that is in order", () => {
    expect(only(aFleet().withCold(1).withGeneration(2).facts()).advice).toBeNull();
  });

  it("advises the newest image of the recipe, if it is verified", () => {
    const of = (over: Partial<ImageFact>) => {
      const tags = { [TAG.recipe]: "web", [TAG.verified]: "passed 3/3" };
      const facts = aFleet().withCold(1).withGeneration(2).facts();
      const live = anImage("ami-2", { tags });
      const newer = anImage("ami-3", {
        name: "web-3",
        createdAtMs: NOW_MS - HOUR_MS,
        tags,
        ...over,
      });
      return only({
        ...facts,
        images: new Map([...facts.images, ["ami-2", live], ["ami-3", newer]]),
      }).advice;
    };
    expect(of({})).toMatch(/^Replace v2 with web-3/);
    expect(of({ tags: { [TAG.recipe]: "web" } })).toBeNull();
    expect(of({ state: "pending" })).toBeNull();
    expect(of({ architecture: "arm64" })).toBeNull();
  });

  it("advises to retire what was kept long enough", () => {
    const over = (group: GroupBuilder) =>
      group.parked().tagged({ [TAG.warmUntil]: iso(NOW_MS - HOUR_MS) });
    const fleet = only(aFleet().withGeneration(1, over).withGeneration(2).facts());
    expect(fleet.advice).toMatch(/^Retire v1/);
  });
});

describe("servers", () => {
  const view = (shape: (group: GroupBuilder) => GroupBuilder) => {
    const facts = aFleet()
      .withGeneration(1, (group) => shape(group.size(1)))
      .facts();
    return deriveServers(facts, derive(facts))[0];
  };
  it.each([
    ["in-service", (group: GroupBuilder) => group],
    ["warming", (group: GroupBuilder) => group.with({ targetState: "initial" })],
    ["draining", (group: GroupBuilder) => group.with({ targetState: "draining" })],
    ["launching", (group: GroupBuilder) => group.with({ lifecycle: "Pending:Wait" })],
    ["draining", (group: GroupBuilder) => group.with({ lifecycle: "Terminating:Proceed" })],
    ["retained", (group: GroupBuilder) => group.with({ lifecycle: "Terminating:Retained" })],
    ["standby", (group: GroupBuilder) => group.with({ lifecycle: "Standby" })],
    [
      "gone",
      (group: GroupBuilder) => group.servers((server) => ({ ...server, state: "terminated" })),
    ],
  ] as const)("%s", (state, shape) => {
    expect(view(shape)?.state).toBe(state);
  });

  it("of a warm generation are retained", () => {
    const facts = aFleet().withGeneration(1, retired).withGeneration(2).facts();
    const rows = deriveServers(facts, derive(facts));
    expect(
      rows.filter((row) => row.generationId === "c1/web#v001").map((row) => row.state),
    ).toEqual(["retained", "retained"]);
    expect(rows.every((row) => row.fleetId === fleetId("c1/web"))).toBe(true);
  });
});
