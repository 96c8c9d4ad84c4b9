import { describe, expect, it } from "vitest";
import { comeUp, type ComingUp } from "../../../shared/decide/generation/coming-up.ts";
import { groupName, serverId } from "../../../shared/model/ids.ts";
import { aGroup } from "../../shell/operations/small-facts.ts";

const NAME = groupName("shop");
const MINUTE = 60_000;
const member = {
  serverId: serverId("i-1"),
  zone: "a",
  instanceType: null,
  lifecycleState: "InService",
  healthStatus: "Healthy",
  template: null,
  protectedFromScaleIn: false,
};
const held = [{ process: "Launch", reason: "" }];

/** Two servers are wanted and one is there; at each minute Launch is suspended or not. */
function looks(isHeld: (minute: number) => boolean, minutes: number) {
  let kept: ComingUp | null = null;
  for (let minute = 0; minute <= minutes; minute += 1) {
    const suspended = isHeld(minute) ? held : [];
    const group = aGroup(NAME, { desiredCapacity: 2, members: [member], suspended });
    const fleet = {
      groups: new Map([[NAME, group]]),
      targetGroupArns: [],
      targetHealth: [],
      readAtMs: minute * MINUTE,
    };
    const how = { group: NAME, target: 2, observations: 1, expected: { medianMs: 1, worstMs: 1 } };
    const decision = comeUp({ fleet, activities: [], ...how }, kept, minute * MINUTE);
    if (decision.kind === "failed") return { failedAt: minute, reason: decision.reason };
    kept = (decision.kept ?? null) as ComingUp | null;
  }
  return null;
}

describe("servers that don't come", () => {
  it("are given up after ten minutes in which nothing held them", () => {
    expect(looks(() => false, 30)?.failedAt).toBe(11);
  });

  it("have their time anew when somebody lets them come, however long they were held", () => {
    expect(looks((minute) => minute < 27, 36)).toBeNull();
    expect(looks((minute) => minute < 27, 60)?.failedAt).toBe(37);
  });

  it("are given up after an hour, held all the time or again and again", () => {
    expect(looks(() => true, 90)).toMatchObject({
      failedAt: 61,
      reason: expect.stringContaining("Launch of shop is suspended"),
    });
    expect(looks((minute) => minute % 5 === 0, 90)?.failedAt).toBe(61);
  });
});
