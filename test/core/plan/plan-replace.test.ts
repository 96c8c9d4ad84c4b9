import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operationId, templateId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aGroup, type GroupBuilder } from "../../builders/group.ts";
import { anImage } from "../../builders/image.ts";
import { aReplacement, madePlan, refusal } from "../../builders/plan.ts";
import { MINUTE_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet, aTemplateVersion, aWorld } from "../../builders/world.ts";

const fleetOf = (size: number, shape: (group: GroupBuilder) => GroupBuilder = (group) => group) =>
  aFleet()
    .withGeneration(41, (group) => shape(group.size(size).sized(2, 30, size)))
    .withImage(anImage("ami-new", { name: "web 7.3.0" }))
    .facts();

describe("planReplace", () => {
  const plan = madePlan(aReplacement(fleetOf(20), "ami-new", { canary: 2 }));

  it("lays, proves, raises, shifts, soaks and keeps warm, in this order", () => {
    expect(plan.steps.map((step) => `${step.phase}: ${step.work.kind}`)).toEqual([
      "Preflight: preflight",
      "Preflight: claim",
      "Lay generation v42: make-template-version",
      "Lay generation v42: create-group",
      "Canary: raise",
      "Canary: soak",
      "Raise the rest: raise",
      "Raise the rest: settle",
      "Raise the rest: compare-clone",
      "Shift traffic: shift-away",
      "Soak: soak",
      "Keep v41 warm: release",
    ]);
  });

  it("makes the group empty, with the live one's largest size and all of its settings", () => {
    const work = plan.steps.map((step) => step.work).find((one) => one.kind === "create-group");
    expect(work).toMatchObject({ group: "web-v042", templateVersion: null, maxSize: 30 });
    expect(work?.kind === "create-group" && work.settings).toEqual(
      fleetOf(20).groups.get("web-v041")?.settings,
    );
  });

  it("keeps nothing back: floor, most servers, groups, title", () => {
    expect([plan.floor, plan.mostServers]).toEqual([20, 40]);
    expect(plan.groups).toMatchObject({
      from: "web-v041",
      fromLabel: "v41",
      to: "web-v042",
      toLabel: "v42",
    });
    expect(plan.title).toBe("Replace web v41 with v42 · web 7.3.0");
    expect(plan.lost).toEqual([
      "When v41 is retired (kept warm for 1 h): The root volumes of 20 servers, with all logs and files written there",
    ]);
  });

  it("leaves out the canary and the soaks that nobody wants", () => {
    const short = madePlan(aReplacement(fleetOf(2), "ami-new", { canary: 0, soakMs: 0 }));
    expect(
      short.steps.filter((step) => step.phase === "Canary" || step.work.kind === "soak"),
    ).toEqual([]);
    expect(short.warnings.join()).toContain("No canary");
  });

  it("never uses a sequence again, also not that of a group that is gone", () => {
    const facts = aFleet().withGeneration(41).withCold(50).withImage(anImage("ami-new")).facts();
    expect(madePlan(aReplacement(facts, "ami-new")).groups?.to).toBe("web-v051");
  });

  it("carries the tags, but not what belongs to the old group or to AWS", () => {
    const tags = {
      team: "shop",
      "aws:cloudformation:stack-name": "shop",
      [TAG.servedFrom]: "x",
      [TAG.fleet]: "web",
    };
    const facts = fleetOf(2, (group) => group.tagged(tags));
    const made = madePlan(aReplacement(facts, "ami-new"));
    const work = made.steps.map((step) => step.work).find((one) => one.kind === "create-group");
    expect(work?.kind === "create-group" && work.tags.map((tag) => tag.key)).toEqual([
      "team",
      TAG.fleet,
    ]);
    expect(made.warnings.join()).toContain("CloudFormation stack shop");
  });

  it("doesn't hold, nor wake later, what someone else had suspended", () => {
    const made = madePlan(
      aReplacement(
        fleetOf(2, (group) => group.suspended("AZRebalance")),
        "ami-new",
      ),
    );
    const work = made.steps.map((step) => step.work).find((one) => one.kind === "shift-away");
    expect(work?.kind === "shift-away" && work.processes).not.toContain("AZRebalance");
    expect(made.warnings.join()).toContain("AZRebalance suspended");
  });

  it("names data volumes and instance stores that die with the old servers", () => {
    const data = { volumeId: "vol-data", device: "/dev/sdf", deleteOnTermination: true };
    const facts = fleetOf(1, (group) =>
      group.servers((server) => ({
        ...server,
        instanceType: "m5d.large",
        volumes: [...server.volumes, data],
      })),
    );
    const { lost } = madePlan(aReplacement(facts, "ami-new", { canary: 0 }));
    expect(lost.join("; ")).toMatch(
      /1 data volume: vol-data.*instance stores of 1 server \(m5d\.large\)/,
    );
  });
});

describe("planReplace refuses", () => {
  const refresh = { activeRefresh: "refresh-1" };
  const claim = (minutes: number) => ({
    [TAG.claim]: `op-9 bob@desk ${String(NOW_MS - minutes * MINUTE_MS)}`,
  });
  it.each([
    ["an image that isn't there", aReplacement(fleetOf(2), "ami-none"), /doesn't exist/],
    [
      "an image that was never tested",
      aReplacement(
        aFleet()
          .withGeneration(1)
          .withImage(anImage("ami-x", { tags: {} }))
          .facts(),
        "ami-x",
      ),
      /not verified by Bennu/,
    ],
    [
      "an image that failed",
      aReplacement(
        aFleet()
          .withGeneration(1)
          .withImage(anImage("ami-x", { tags: { [TAG.verified]: "failed: port" } }))
          .facts(),
        "ami-x",
      ),
      /did not pass/,
    ],
    [
      "an image that is pending",
      aReplacement(
        aFleet()
          .withGeneration(1)
          .withImage(anImage("ami-x", { state: "pending" }))
          .facts(),
        "ami-x",
      ),
      /is pending.*Wait/,
    ],
    [
      "another architecture",
      aReplacement(
        aFleet()
          .withGeneration(1)
          .withImage(anImage("ami-x", { architecture: "arm64" }))
          .facts(),
        "ami-x",
      ),
      /arm64/,
    ],
    [
      "a fleet of size zero",
      aReplacement(fleetOf(0), "ami-new", { canary: 0 }),
      /wants no servers/,
    ],
    [
      "a canary larger than the fleet",
      aReplacement(fleetOf(2), "ami-new", { canary: 3 }),
      /at most 2/,
    ],
    [
      "while AWS refreshes",
      aReplacement(fleetOf(2), "ami-new", {}, { extras: refresh }),
      /refresh-1/,
    ],
    [
      "a group being deleted",
      aReplacement(
        fleetOf(2, (group) => group.fact({ status: "Delete in progress" })),
        "ami-new",
      ),
      /no live generation/,
    ],
    [
      "a fleet that another console holds",
      aReplacement(
        fleetOf(2, (group) => group.tagged(claim(1))),
        "ami-new",
      ),
      /held by bob@desk/,
    ],
    [
      "an unknown template",
      aReplacement(
        fleetOf(2, (group) => group.template("99")),
        "ami-new",
      ),
      /launch template .* not known/,
    ],
    [
      "a generation that was left rising",
      aReplacement(
        aFleet()
          .withGeneration(1)
          .withGeneration(2, (group) => group.tagged({ [TAG.operation]: "op-1" }))
          .withImage(anImage("ami-new"))
          .facts(),
        "ami-new",
      ),
      /Retire v2 first/,
    ],
    [
      "to retire what AWS protects from deletion",
      aReplacement(
        fleetOf(2, (group) => group.settings({ deletionProtection: "prevent-force-deletion" })),
        "ami-new",
        { retireAfterWarm: true },
      ),
      /protected from deletion .* can't be retired/,
    ],
  ] as const)("%s", (_, planned, expected) => {
    expect(refusal(planned)).toMatch(expected);
  });

  it("but not because of a claim that nobody renews, nor of the operation that it takes over", () => {
    expect(
      aReplacement(
        fleetOf(2, (group) => group.tagged(claim(31))),
        "ami-new",
      ).refused,
    ).toBe(false);
    const superseding = operationId("op-9");
    expect(
      aReplacement(
        fleetOf(2, (group) => group.tagged(claim(1))),
        "ami-new",
        {},
        { superseding },
      ).refused,
    ).toBe(false);
  });
});

describe("every replacement", () => {
  const making = new Set([
    "create-group",
    "make-template-version",
    "raise",
    "shift-away",
    "claim",
    "settle",
  ]);
  it("keeps the floor at or below desired, can be undone, and is plain data", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.nat(600_000),
        (size, canary, soakMs) => {
          const planned = aReplacement(fleetOf(size), "ami-new", {
            canary: Math.min(canary, size),
            canarySoakMs: soakMs,
            soakMs,
          });
          const plan = madePlan(planned);
          expect(plan.floor).toBeLessThanOrEqual(size);
          expect(plan.mostServers).toBe(size * 2);
          for (const step of plan.steps.filter((one) => making.has(one.work.kind))) {
            expect(step.undo).not.toBe("");
            expect(step.calls.length).toBeGreaterThan(0);
          }
          expect(new Set(plan.steps.map((step) => step.id)).size).toBe(plan.steps.length);
          expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("planReplace of a group that nobody prepared", () => {
  const group = aGroup("web")
    .template("2")
    .size(3)
    .members((member) => ({
      ...member,
      template: { id: templateId("lt-web"), name: "web", version: "1" },
    }));
  const facts = aWorld()
    .version(aTemplateVersion(1), aTemplateVersion(2, { instanceType: "c7g.large" }))
    .image(anImage("ami-1"), anImage("ami-2"), anImage("ami-new"))
    .group(group)
    .facts();

  it("makes the first sequenced group, from the template version that serves and not from the one that would be next", () => {
    const plan = madePlan(aReplacement(facts, "ami-new"));
    expect(plan.groups).toMatchObject({
      from: "web",
      fromLabel: "t1",
      to: "web-v001",
      toLabel: "v1",
    });
    const work = plan.steps
      .map((step) => step.work)
      .find((one) => one.kind === "make-template-version");
    expect(work).toMatchObject({ sourceVersion: "1", description: "web-v001" });
    expect(plan.warnings.join()).toContain("would start t2 next");
  });

  it("is not in the way of a group that was left empty", () => {
    const left = aFleet()
      .withGeneration(1)
      .withGeneration(2, (one) => one.size(0).tagged({ [TAG.operation]: "op-1" }))
      .withImage(anImage("ami-new"))
      .facts();
    expect(madePlan(aReplacement(left, "ami-new")).groups?.to).toBe("web-v003");
  });
});
