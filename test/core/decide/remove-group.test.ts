import { describe, expect, it } from "vitest";
import { decideRemoveGroup } from "../../../shared/decide/generation/remove-group.ts";
import type { GroupFact } from "../../../shared/model/facts.ts";
import { groupName, serverId } from "../../../shared/model/ids.ts";
import { aMemory } from "../bake/bake-world.ts";
import { aGroup } from "../../shell/operations/small-facts.ts";

const OLD = groupName("shop-v001");
const LIVE = groupName("shop-v002");

const member: GroupFact["members"][number] = {
  serverId: serverId("i-1"),
  zone: "a",
  instanceType: null,
  lifecycleState: "InService",
  healthStatus: "Healthy",
  template: null,
  protectedFromScaleIn: false,
};

function decide(deletionProtection: string | null, members: GroupFact["members"]) {
  const group = aGroup(OLD, { members });
  const old = { ...group, settings: { ...group.settings, deletionProtection } };
  const live = aGroup(LIVE, { members: [{ ...member, serverId: serverId("i-2") }] });
  const groups = new Map([old, live].map((each) => [each.name, each]));
  return decideRemoveGroup(
    { kind: "remove-group", group: OLD, servingGroup: LIVE, reason: "" },
    { fleet: { groups, targetGroupArns: [], targetHealth: [], readAtMs: 0 } },
    aMemory({ floor: 1 }),
  );
}

describe("the end of a group", () => {
  it.each([
    ["none", [member], true],
    [null, [], true],
    ["prevent-force-deletion", [], false],
  ] as const)("with the deletion protection %s: asked for, forced if it may be", (...row) => {
    const [protection, members, force] = row;
    expect(decide(protection, members)).toMatchObject({ kind: "act", calls: [{ force }] });
  });

  it.each([
    ["prevent-force-deletion", [member]],
    ["prevent-all-deletion", []],
  ] as const)("is not asked for again and again where it is refused: %s", (protection, members) => {
    expect(decide(protection, members)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining(protection) as string,
    });
  });
});
