import { describe, expect, it } from "vitest";
import { isActive } from "../../../../shared/guard/serving.ts";
import { until } from "../console.ts";
import { anInPlaceConsole, groupsOf, why } from "./in-place-region.ts";

const FLEET = "checkout-web";
const how = {
  strategy: "grow-shrink",
  batch: 6,
  batchSoakMs: 0,
  soakMs: 60_000,
  gates: [],
  onFailure: "hold",
} as const;

describe("the plan of a way back from the middle", () => {
  it("counts the servers that are missing, and not those that never went", async () => {
    const console = anInPlaceConsole();
    const plan = await console.replaceBy(FLEET, await console.otherImage(FLEET), how);
    const id = console.operations.start(plan, why);
    await until(
      console.operations,
      () => (console.operations.detail(id)?.samples.at(-1)?.from ?? 20) <= 14,
    );
    await console.operations.stop(id, "it looks odd");
    const { fromLabel } = groupsOf(plan);
    const now = await console.group(groupsOf(plan).to);
    const old = now.members
      .filter(isActive)
      .filter(({ template }) => template?.version === String(plan.groups?.inPlace?.fromVersion));
    const missing = 20 - old.length;
    expect(missing).toBeGreaterThan(5);
    const back = await console.rollback(FLEET, fromLabel);
    const titles = back.steps.map(({ title }) => title);
    expect(titles).toContain(`Start ${String(missing)} servers of ${fromLabel} in ${now.name}`);
    expect(back.mostServers).toBe(now.members.length + missing);
    expect(back.lost.join()).not.toContain("20 servers");
  });
});
