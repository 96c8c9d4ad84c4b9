import { describe, expect, test } from "vitest";
import { setOffering } from "../../../../electron/practice/world/ec2/capacity/offerings.ts";
import { setVcpuLimit } from "../../../../electron/practice/world/ec2/capacity/quotas.ts";
import { BennuError } from "../../../../shared/errors.ts";
import { regionPlans } from "./region-plans.ts";

const FLEET = "checkout-web";
const denied = () =>
  Promise.reject(new BennuError({ code: "access-denied", message: "Not allowed." }));

async function outlookIn(plans: Awaited<ReturnType<typeof regionPlans>>) {
  const { outlook } = await plans.seen();
  if (outlook === undefined) throw new Error("no outlook");
  return outlook;
}

describe("the outlook of a plan on a region", () => {
  test("room by zone, quota and money are read from the cloud", async () => {
    const outlook = await outlookIn(await regionPlans(FLEET));
    expect(outlook.capacity.map(({ zone, needed, ok }) => [zone, needed, ok])).toEqual([
      ["eu-west-1a", 7, true],
      ["eu-west-1b", 7, true],
      ["eu-west-1c", 7, true],
    ]);
    expect(outlook.capacity[0]?.freeAddresses).toBeGreaterThan(1000);
    expect(outlook.quota).toMatchObject({ neededVcpus: 40, ok: true });
    expect(outlook.money.basis).toMatch(/m7i.large at \$0.11235 an hour/);
    expect(outlook.strategy).toBe("parallel");
  });

  test("a quota that is too small, and a zone that lacks the type, are said", async () => {
    const plans = await regionPlans(FLEET);
    setVcpuLimit(plans.world, 450);
    setOffering(plans.world, { zone: "eu-west-1b", instanceType: "m7i.large", offered: false });
    const { quota, capacity } = await outlookIn(plans);
    expect(quota.ok).toBe(false);
    expect(quota.neededVcpus).toBeGreaterThan(quota.freeVcpus ?? Infinity);
    expect(capacity.map(({ ok }) => ok)).toEqual([true, false, true]);
  });

  test("what may not be read is unknown, and no plan fails for it", async () => {
    const nothing = { types: null, offerings: null, vcpuLimit: null, alarms: null };
    const reader = { subnets: denied, activities: denied, prospects: async () => nothing };
    const { capacity, quota, money } = await outlookIn(await regionPlans(FLEET, { reader }));
    expect(capacity[0]).toMatchObject({ freeAddresses: null, ok: true });
    expect(capacity[0]?.note).toMatch(/not known/);
    expect(quota.ok).toBeNull();
    expect(money.usd).not.toBeNull();
  });

  test("prices of the connection go before the list", async () => {
    const prices = [{ instanceType: "m7i.large", usdPerHour: 1 }];
    const { money } = await outlookIn(await regionPlans(FLEET, { rails: { prices } }));
    expect(money.usd).toBeCloseTo(money.extraServerHours, 6);
  });

  test("a plan that nobody looks at has none, but the fleet's own times", async () => {
    const past = [
      {
        kind: "replace" as const,
        strategy: "parallel" as const,
        durationMs: 1,
        steps: [{ kind: "raise" as const, durationMs: 12_345 }],
      },
    ];
    const plan = await (await regionPlans(FLEET, { past })).unseen();
    expect(plan.outlook).toBeUndefined();
    const raises = plan.steps.filter(({ work }) => work.kind === "raise");
    expect(raises.map(({ expected }) => expected.medianMs)).toEqual([12_345, 12_345]);
  });
});

describe("strategies on a region", () => {
  test("every planner is asked, and a parallel generation is proposed", async () => {
    const { proposal } = await (await regionPlans(FLEET)).strategies();
    expect(proposal.strategy).toBe("parallel");
    expect(proposal.choices.map(({ strategy, possible }) => [strategy, possible])).toEqual([
      ["parallel", true],
      ["grow-shrink", true],
      ["refresh", true],
      ["root-volume", true],
    ]);
    const [parallel] = proposal.choices;
    expect(parallel?.expected?.worstMs).toBeGreaterThan(parallel?.expected?.medianMs ?? Infinity);
  });

  test("without quota for a second generation, one that needs less is proposed", async () => {
    const plans = await regionPlans(FLEET);
    setVcpuLimit(plans.world, 450);
    const { proposal } = await plans.strategies();
    expect(proposal.strategy).toBe("grow-shrink");
    expect(proposal.why).toMatch(/40 more vCPUs are needed/);
  });
});
