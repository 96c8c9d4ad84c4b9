/** What stands against any plan, each alone in the way; and what must be there to return to. */
import { describe, expect, it } from "vitest";
import { claimText } from "../../../shared/decide/release/claim-tag.ts";
import type { GroupFact } from "../../../shared/model/facts.ts";
import { groupName, operationId, templateId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { fleetObstacle } from "../../../shared/plan/obstacles/fleet-obstacles.ts";
import { newGroupBeside } from "../../../shared/plan/parallel/new-group.ts";
import type { Live, PlanInput } from "../../../shared/plan/plan-input.ts";
import { returnable } from "../../../shared/plan/returnable.ts";
import { aGroup, anImage, aTemplateVersion } from "../../shell/operations/small-facts.ts";

const OLD = groupName("shop-v001");
const claim = claimText({ operationId: operationId("op-9"), holder: "bob@desk", atMs: 0 });
const claimed = { tags: [{ key: TAG.claim, value: claim, propagateAtLaunch: false }] };
const input = (changes: object = {}) =>
  ({
    ...{ fleet: { name: "shop", heldBy: null }, extras: { activeRefresh: null }, nowMs: 0 },
    ...changes,
  }) as unknown as PlanInput;

describe("against any change of a fleet", () => {
  it.each<[string, Partial<GroupFact>, object, RegExp | null]>([
    ["nothing stands", {}, {}, null],
    ["a group that is being deleted", { status: "Delete in progress" }, {}, /being deleted/],
    ["another console's claim", claimed, {}, /held by bob@desk/],
    ["a claim that lapsed doesn't", claimed, { nowMs: 31 * 60_000 }, null],
    ["an operation of this console", {}, { fleet: { name: "shop", heldBy: "op-3" } }, /by op-3/],
    ["AWS's own refresh", {}, { extras: { activeRefresh: "r-1" } }, /refresh r-1/],
  ])("%s", (_what, group, changes, reason) => {
    const found = fleetObstacle(input(changes), [aGroup(OLD, group)]);
    if (reason === null) expect(found).toBeNull();
    else expect(found?.reason).toMatch(reason);
  });
});

it("a new group takes no name of a group that is there, nor of one that a version was made for", () => {
  const lt = templateId("lt-1");
  const name = (groups: readonly string[], made: readonly string[]) => {
    const facts = {
      groups: new Map(groups.map((each) => [groupName(each), aGroup(each, {})])),
      templateVersions: new Map(
        made.map((each, at) => [each, aTemplateVersion(lt, at + 1, "ami-1", each)]),
      ),
    };
    const found = newGroupBeside(aGroup(OLD, {}), facts as never);
    return "refused" in found ? found.reason : found.name;
  };
  expect(name([OLD, "shop-v002"], [])).toBe("shop-v003");
  expect(name([OLD], ["shop-v007"])).toBe("shop-v008");
});

it("nothing is returned to whose image can't be started", () => {
  const look = (state: "available" | "failed") => {
    const image = anImage("ami-1", { state });
    const target = {
      ...{ label: "v1", readiness: { kind: "cold" }, templateId: "lt-1", templateVersion: 1 },
      imageId: image.id,
    };
    const facts = { images: new Map([[image.id, image]]), servers: new Map() };
    const live = { group: aGroup(OLD, {}) } as unknown as Live;
    return returnable(input({ facts }), live, target as never);
  };
  expect(look("available")).toMatchObject({ templateVersion: 1 });
  expect(look("failed")).toMatchObject({ refused: true });
});
