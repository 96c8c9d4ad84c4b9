import { expect, it } from "vitest";
import { guard } from "../../../shared/guard/guard.ts";
import { takesAway } from "../../../shared/guard/asked.ts";
import { emptyFleetReading } from "../../../shared/guard/serving.ts";
import type { Call } from "../../../shared/model/call.ts";
import { groupName } from "../../../shared/model/ids.ts";

const call = (name: "ModifyRule" | "ModifyListener"): Call => ({
  call: name,
  groupName: groupName("shop-v001"),
  ruleArn: "arn:rule/1",
  actions: [],
  weights: [],
});

it.each(["ModifyRule", "ModifyListener"] as const)("%s is judged before it is made", (name) => {
  expect(takesAway(call(name))).toBe(true);
});

it("weights of a group that isn't there are not changed", () => {
  const verdict = guard(
    call("ModifyRule"),
    { ...emptyFleetReading(0), servers: [], extras: null },
    1,
  );
  expect(verdict).toMatchObject({ ok: false });
});
