import { describe, expect, it } from "vitest";
import { aPracticeRegion, plannersOn } from "../practice-region.ts";
import type { AnyHow } from "../practice-region.ts";

const common = { batchSoakMs: 0, soakMs: 0, gates: [], onFailure: "hold" } as const;
const grow = (batch: number): AnyHow => ({ ...common, strategy: "grow-shrink", batch });
const swap = (batch: number): AnyHow => ({
  ...common,
  strategy: "root-volume",
  batch,
  keepReplaced: true,
});

async function planned(
  fleet: string,
  how: AnyHow,
  change?: (r: ReturnType<typeof aPracticeRegion>) => void,
) {
  const region = aPracticeRegion();
  change?.(region);
  const image = await region.otherImage(fleet);
  return plannersOn(region.cloud, region.facts).replaceBy(fleet, image, how);
}

describe("plans that change one group", () => {
  it("stay few steps for many servers, and say the most servers, what is held and what is lost", async () => {
    const plan = await planned("catalog-api", grow(8));
    expect(plan.steps.length).toBeLessThan(12);
    expect(plan).toMatchObject({ floor: 64, mostServers: 64 + 16 });
    expect(plan.temporary.map(({ what }) => what).join()).toContain("AZRebalance");
    expect(plan.lost.join()).toContain("private addresses");
    expect(plan.groups).toMatchObject({ inPlace: { fromVersion: expect.any(Number) as number } });
  });

  it("put gates after the first batch and before the last old servers end", async () => {
    const gate = { kind: "status-checks" } as const;
    const plan = await planned("ledger-db", { ...grow(1), gates: [gate] } as AnyHow);
    expect(plan.steps.map(({ work }) => ("stage" in work ? work.stage : work.kind))).toEqual([
      "preflight",
      "claim",
      "make-template-version",
      "hold",
      "first",
      "gate",
      "rest",
      "gate",
      "last",
      "give-back",
      "release",
    ]);
  });

  it("serve with a batch less where roots are exchanged, and say so", async () => {
    const plan = await planned("ledger-db", swap(1));
    expect(plan).toMatchObject({ floor: 2, mostServers: 3 });
    expect(plan.warnings.join()).toContain("serves with 2 of 3");
    expect(plan.lost.join()).toContain("kept, unattached");
  });

  it("are refused where nothing would serve meanwhile", async () => {
    await expect(planned("ledger-db", swap(3))).rejects.toThrow(/nothing would serve.*at most 2/);
  });

  it("are refused where the image's root is smaller than the servers'", async () => {
    const shrink = ({ world }: ReturnType<typeof aPracticeRegion>) => {
      for (const image of world.state.images.values())
        if (image.name.startsWith("ledger-db-0.7"))
          for (const mapping of image.mappings) Object.assign(mapping, { sizeGib: 1 });
    };
    await expect(planned("ledger-db", swap(1), shrink)).rejects.toThrow(/root volume smaller/);
  });
});
