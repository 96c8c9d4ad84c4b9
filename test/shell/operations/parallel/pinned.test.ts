/** A fleet with a scaling policy: it isn't scaled in while two generations share its load, and has its own limits after. */
import { describe, expect, it } from "vitest";
import { groupName } from "../../../../shared/model/ids.ts";
import { until } from "../console.ts";
import { aParallelConsole, groupsOf, why } from "./parallel-console.ts";

async function withPolicy() {
  const made = aParallelConsole();
  await made.region.cloud.actor.perform({
    call: "PutScalingPolicy",
    groupName: groupName("checkout-web-v040"),
    definition: {
      PolicyName: "cpu",
      PolicyType: "TargetTrackingScaling",
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
        TargetValue: 50,
      },
    },
  });
  const sizes = (name: string) => {
    const group = made.region.world.state.groups.get(name);
    return [group?.minSize, group?.desiredCapacity];
  };
  return { ...made, sizes };
}

describe("a fleet with a scaling policy", () => {
  it("is not scaled in meanwhile, and both generations have its own limits in the end", async () => {
    const made = await withPolicy();
    const [minSize] = made.sizes("checkout-web-v040");
    const plan = await made.replacement({ canary: 2 });
    const { from, to } = groupsOf(plan);
    const least: number[] = [];
    made.operations.onChange(() => {
      const serving = made.region.world.state.groups.get(to)?.members.length ?? 0;
      if (serving === 2) least.push(Number(made.sizes(from)[0]));
    });
    const detail = await made.carryOut(plan);
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    expect(Math.min(...least)).toBe(20);
    expect(made.sizes(from)[0]).toBe(minSize);
    expect(made.sizes(to)[0]).toBe(minSize);
    expect(made.region.world.state.groups.get(to)?.policies.map(({ name }) => name)).toEqual([
      "cpu",
    ]);
  });

  it("has its limits back when the plan is stopped", async () => {
    const made = await withPolicy();
    const before = made.sizes("checkout-web-v040");
    const plan = await made.replacement({ canary: 2, canarySoakMs: 1_800_000 });
    const id = made.operations.start(plan, why);
    await until(made.operations, () => made.operations.summary(id)?.phase === "Canary");
    expect(made.sizes("checkout-web-v040")).toEqual([20, 20]);
    await made.operations.stop(id, "a test");
    expect(made.sizes("checkout-web-v040")).toEqual(before);
    expect((await made.ended(id)).outcome).not.toContain("Left behind");
  });
});
