import { expect, it } from "vitest";
import { capacityEvents } from "../../../shared/decide/capacity-events.ts";
import type { FleetReading } from "../../../shared/guard/serving.ts";
import type { MemberFact } from "../../../shared/model/facts.ts";
import { aRefreshed, member, NAME, NOW_MS } from "./refresh/refresh-builders.ts";

const reading = (members: readonly MemberFact[]): FleetReading => ({
  groups: new Map([[NAME, aRefreshed([], { members })]]),
  targetGroupArns: [],
  targetHealth: [],
  readAtMs: NOW_MS,
});
const both = reading([member(1, 7), member(2, 7)]);

it.each([
  ["on its way out", [member(1, 7), member(2, 7, { lifecycleState: "Terminating:Wait" })], "info"],
  ["gone from the list", [member(1, 7)], "info"],
  ["set aside", [member(1, 7), member(2, 7, { lifecycleState: "Standby" })], "info"],
  ["there and ill", [member(1, 7), member(2, 7, { healthStatus: "Unhealthy" })], "warn"],
])("a server that no longer serves, %s", (_, members, level) => {
  expect(capacityEvents(both, reading(members))).toEqual([
    { level, text: "i-2 no longer in service in shop" },
  ]);
});

it("ill at its traffic alone, and still in its group", () => {
  const [arn] = aRefreshed([]).settings.targetGroupArns;
  if (arn === undefined) throw new Error("a target group is needed");
  const health = (state: string) => [
    {
      targetGroupArn: arn,
      serverId: member(1, 7).serverId,
      state,
      reason: null,
      description: null,
    },
  ];
  const at = (state: string): FleetReading => ({
    ...reading([member(1, 7)]),
    targetGroupArns: [arn],
    targetHealth: health(state),
  });
  expect(capacityEvents(at("healthy"), at("unhealthy"))).toMatchObject([{ level: "warn" }]);
});
