/** AWS moves no servers between zones while the new ones are watched, and may again on every way out. */
import { describe, expect, it } from "vitest";
import { until } from "../console.ts";
import { aRefreshConsole, groupNow, somebody, stepOf, why } from "./refresh-region.ts";

const BALANCING = "AZRebalance";
const held = async (
  console: ReturnType<typeof aRefreshConsole>,
  plan: Parameters<typeof groupNow>[1],
) => (await groupNow(console, plan)).suspended.map(({ process }) => process);

describe("the zones of a group that AWS refreshes", () => {
  it("stay as they are from before the refresh until after the soak", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    const id = console.operations.start(plan, why);
    for (const kind of ["refresh", "soak"]) {
      await until(
        console.operations,
        () => stepOf(console.operations.detail(id), kind)?.status === "running",
      );
      expect([kind, await held(console, plan)]).toEqual([kind, [BALANCING]]);
    }
    expect((await console.ended(id)).outcome).toBe("Everything in the plan is done.");
    expect(await held(console, plan)).toEqual([]);
  });

  it.each(["hold", "refresh", "soak", "end-refresh", "give-back", "release"])(
    "may be balanced again after a stop at %s",
    async (kind) => {
      const console = aRefreshConsole();
      const plan = await console.refresh();
      const { maxSize } = await groupNow(console, plan);
      const id = console.operations.start(plan, why);
      await until(
        console.operations,
        () => stepOf(console.operations.detail(id), kind)?.status === "running",
      );
      await console.operations.stop(id, "");
      expect((await console.ended(id)).outcome).toBe("Stopped by ada.");
      const { suspended, maxSize: after } = await groupNow(console, plan);
      expect([suspended, after]).toEqual([[], maxSize]);
    },
  );

  it("are left to whoever holds them already, and sizes to whoever changes them meanwhile", async () => {
    const console = aRefreshConsole();
    const name = { AutoScalingGroupName: "checkout-web-v040" };
    const free = await console.refresh();
    const id = console.operations.start(free, why);
    await until(
      console.operations,
      () => stepOf(console.operations.detail(id), "soak")?.status === "running",
    );
    somebody(console, "UpdateAutoScalingGroup", { ...name, MaxSize: 77 });
    expect((await console.ended(id)).status).toBe("succeeded");
    expect((await groupNow(console, free)).maxSize).toBe(77);
    somebody(console, "SuspendProcesses", { ...name, ScalingProcesses: [BALANCING] });
    const kinds = (await console.refresh()).steps.map(({ work }) => work.kind);
    expect(kinds.filter((kind) => kind === "hold" || kind === "give-back")).toEqual([]);
  });
});
