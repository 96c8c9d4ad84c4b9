import { describe, expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import { deriveServers } from "../../../shared/fleet/derive-servers.ts";
import { imageId } from "../../../shared/model/ids.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import type { GroupBuilder } from "../../builders/group.ts";
import { anImage } from "../../builders/image.ts";
import { DAY_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };
function findings(shape: (group: GroupBuilder) => GroupBuilder) {
  const facts = aFleet().withGeneration(1, shape).withImage(anImage("ami-9")).facts();
  return deriveFleets(facts, about)[0]?.findings ?? [];
}
const kinds = (shape: (group: GroupBuilder) => GroupBuilder) =>
  findings(shape).map((one) => one.kind);
const first =
  <O extends object>(over: O) =>
  <T extends object>(one: T, at: number): T =>
    at === 0 ? { ...one, ...over } : one;

describe("drift", () => {
  it("finds nothing in a fleet that is as its template says", () => {
    expect(findings((group) => group)).toEqual([]);
  });

  it.each([
    ["other-image", (group: GroupBuilder) => group.servers(first({ imageId: imageId("ami-9") }))],
    ["other-template-version", (group: GroupBuilder) => group.members(first({ template: null }))],
    [
      "other-security-groups",
      (group: GroupBuilder) => group.servers(first({ securityGroupIds: ["sg-1", "sg-2"] })),
    ],
    [
      "other-instance-profile",
      (group: GroupBuilder) => group.servers(first({ instanceProfileArn: null })),
    ],
    ["too-old", (group: GroupBuilder) => group.with({ launchedAtMs: NOW_MS - 31 * DAY_MS })],
    ["left-suspended", (group: GroupBuilder) => group.suspended("AZRebalance")],
    [
      "left-protected",
      (group: GroupBuilder) => group.members(first({ protectedFromScaleIn: true })),
    ],
  ] as const)("%s, once, with its evidence", (kind, shape) => {
    expect(kinds(shape)).toEqual([kind]);
    expect(findings(shape)[0]?.evidence).not.toBe("");
  });

  it("takes protection that the group gives to all as wanted", () => {
    expect(
      kinds((group) =>
        group
          .settings({ newInstancesProtectedFromScaleIn: true })
          .members((one) => ({ ...one, protectedFromScaleIn: true })),
      ),
    ).toEqual([]);
  });

  it("says on the server's row what makes it a snowflake, and counts it once", () => {
    const facts = aFleet()
      .withGeneration(1, (group) =>
        group.servers(first({ imageId: imageId("ami-9"), securityGroupIds: [] })),
      )
      .facts();
    const fleets = deriveFleets(facts, about);
    const snowflakes = deriveServers(facts, fleets).map((row) => row.snowflake.length);
    expect(snowflakes).toEqual([2, 0]);
    expect(fleets[0]?.generations[0]?.snowflakes).toBe(1);
    expect(fleets[0]?.advice).toContain("1 snowflake differs");
  });

  it("is silent about temporary states while somebody is at work", () => {
    const facts = aFleet()
      .withGeneration(1, (group) => group.suspended("AZRebalance"))
      .withGeneration(2)
      .facts();
    const heldBy = new Map(deriveFleets(facts, about).map((fleet) => [fleet.id, "op-1"]));
    expect(deriveFleets(facts, { ...about, heldBy })[0]?.findings).toEqual([]);
  });
});
