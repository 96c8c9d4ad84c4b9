import { describe, expect, it } from "vitest";
import { readFleet } from "../../../../electron/operations/turn/fleet-reading.ts";
import { servingMembers } from "../../../../shared/guard/serving.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { until } from "../console.ts";
import {
  aParallelConsole,
  groupsOf,
  weightsNow,
  why,
  withIdleTargetGroup,
} from "./parallel-console.ts";

const MINUTE = 60_000;
const cameTo = ({ status, outcome }: OperationDetail) => [status, outcome];
const DONE = ["succeeded", "Everything in the plan is done."];
const leastOf = ({ samples }: OperationDetail) =>
  Math.min(...samples.map((sample) => sample.from + sample.to));

describe("a parallel generation on the practice world", () => {
  it("rises in waves, each proved, never with less in service than before", async () => {
    const { region, carryOut, replacement } = aParallelConsole();
    const plan = await replacement({ canary: 2, waves: [6, 12], waveSoakMs: MINUTE });
    const detail = await carryOut(plan);
    expect(cameTo(detail)).toEqual(DONE);
    expect(leastOf(detail)).toBe(20);
    const seen = new Set(detail.samples.map(({ to }) => to));
    for (const size of [2, 6, 12, 20]) expect(seen).toContain(size);
    expect(servingMembers(await readFleet(plan, region.cloud), groupsOf(plan).to)).toHaveLength(20);
  });

  it("raised in the dark, serves nobody until all are up, then everything", async () => {
    const { region, carryOut, replacement, operations } = aParallelConsole();
    const plan = await replacement({ traffic: "dark", canary: 2 });
    const { to, targetGroupArns } = groupsOf(plan);
    const attachedWith: number[] = [];
    operations.onChange(() => {
      const group = region.world.state.groups.get(to);
      const sources = group?.trafficSources.length ?? 0;
      if (group && sources > 0 && attachedWith.length === 0)
        attachedWith.push(group.members.length);
    });
    const detail = await carryOut(plan);
    expect(cameTo(detail)).toEqual(DONE);
    expect(attachedWith).toEqual([20]);
    expect(leastOf(detail)).toBe(20);
    const fleet = await readFleet(plan, region.cloud);
    expect(fleet.groups.get(to)?.settings.targetGroupArns).toEqual(targetGroupArns);
    expect(servingMembers(fleet, to)).toHaveLength(20);
  });

  it("by weights, gets as large a part as its servers are, then everything", async () => {
    const made = aParallelConsole();
    const idle = withIdleTargetGroup(made);
    const plan = await made.replacement({ traffic: "weights", canary: 2, waves: [10] });
    const seen: string[] = [];
    made.operations.onChange(() => {
      const now = weightsNow(made.region, idle).join("/");
      if (seen.at(-1) !== now) seen.push(now);
    });
    const detail = await made.carryOut(plan);
    expect(cameTo(detail)).toEqual(DONE);
    expect(seen).toEqual(["100/0", "18/2", "10/10", "0/100"]);
    expect(leastOf(detail)).toBe(20);
    const fleet = await readFleet(plan, made.region.cloud);
    const { from, to } = groupsOf(plan);
    expect(fleet.groups.get(to)?.settings.targetGroupArns).toEqual([idle]);
    expect(fleet.groups.get(from)?.settings.targetGroupArns).toEqual([]);
    expect(servingMembers(fleet, to)).toHaveLength(20);
  });

  it("by weights, puts the weights of before back when it is stopped in the middle", async () => {
    const made = aParallelConsole();
    const idle = withIdleTargetGroup(made);
    const plan = await made.replacement({
      traffic: "weights",
      canary: 2,
      canarySoakMs: 30 * MINUTE,
    });
    const id = made.operations.start(plan, why);
    await until(made.operations, () => weightsNow(made.region, idle).join("/") === "18/2");
    await until(made.operations, () => made.operations.summary(id)?.phase === "Canary");
    await made.operations.stop(id, "a test");
    const detail = await made.ended(id);
    expect(detail.status).toBe("stopped");
    expect(weightsNow(made.region, idle)).toEqual([100, 0]);
    expect(detail.outcome).not.toContain("Left behind");
  });

  it("by weights, is rolled back from the middle and from the end", async () => {
    const made = aParallelConsole();
    const idle = withIdleTargetGroup(made);
    const plan = await made.replacement({
      traffic: "weights",
      canary: 2,
      canarySoakMs: 30 * MINUTE,
    });
    const { from, to } = groupsOf(plan);
    const id = made.operations.start(plan, why);
    await until(made.operations, () => weightsNow(made.region, idle).join("/") === "18/2");
    const back = await made.region.rollback("checkout-web", "v40", id);
    await made.operations.supersede(id, "Roll back");
    const detail = await made.carryOut(back);
    expect(cameTo(detail)).toEqual(DONE);
    expect(weightsNow(made.region, idle)).toEqual([100, 0]);
    const fleet = await readFleet(back, made.region.cloud);
    expect(servingMembers(fleet, from)).toHaveLength(20);
    expect(fleet.groups.get(to)?.settings.targetGroupArns).toEqual([]);
  });

  it("by weights, comes back warm after it ended, through the new target group", async () => {
    const made = aParallelConsole();
    withIdleTargetGroup(made);
    const plan = await made.replacement({ traffic: "weights", canary: 2 });
    expect(cameTo(await made.carryOut(plan))).toEqual(DONE);
    const back = await made.region.rollback("checkout-web", "v40");
    const detail = await made.carryOut(back);
    expect(cameTo(detail)).toEqual(DONE);
    expect(leastOf(detail)).toBeGreaterThanOrEqual(20);
    const fleet = await readFleet(back, made.region.cloud);
    expect(servingMembers(fleet, groupsOf(plan).from)).toHaveLength(20);
  });

  it("removes the old generation when it was kept warm for so long, and a roll back ends the wait", async () => {
    const { region, carryOut, replacement } = aParallelConsole();
    const plan = await replacement({ retireAfterWarm: true, warmForMs: 10 * MINUTE });
    const detail = await carryOut(plan);
    expect(cameTo(detail)).toEqual(DONE);
    expect(region.world.state.groups.has(groupsOf(plan).from)).toBe(false);

    const other = aParallelConsole();
    const again = await other.replacement({ retireAfterWarm: true, warmForMs: 60 * MINUTE });
    const id = other.operations.start(again, why);
    await until(
      other.operations,
      () => other.operations.summary(id)?.phase.startsWith("Keep v40") ?? false,
    );
    const back = await other.region.rollback("checkout-web", "v40", id);
    await other.operations.supersede(id, "Roll back");
    expect(cameTo(await other.carryOut(back))).toEqual(DONE);
    expect(other.region.world.state.groups.has(groupsOf(again).from)).toBe(true);
  });
});
