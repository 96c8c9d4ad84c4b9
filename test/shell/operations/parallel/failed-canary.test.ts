/** A canary that never serves: the way back takes the new generation away, and the next replacement can be made. */
import { describe, expect, it } from "vitest";
import { readFleet } from "../../../../electron/operations/turn/fleet-reading.ts";
import { servingMembers } from "../../../../shared/guard/serving.ts";
import type { ParallelIntent } from "../../../../shared/model/intent.ts";
import { aParallelConsole, groupsOf, withIdleTargetGroup } from "./parallel-console.ts";

/** From now on the servers of the new group answer nothing good, whenever they come up. */
function spoilNewServers({ operations, region }: ReturnType<typeof aParallelConsole>): void {
  operations.onChange(() => {
    const { groups, instances } = region.world.state;
    for (const { instanceId } of groups.get("checkout-web-v041")?.members ?? []) {
      const server = instances.get(instanceId);
      if (server) server.health = "unhealthy";
    }
  });
}

describe("a canary of which no server ever serves", () => {
  it.each<ParallelIntent["traffic"]>(["from-first-server", "weights"])(
    "%s: fails, is rolled back, retired, and the fleet can be replaced again",
    async (traffic) => {
      const made = aParallelConsole();
      if (traffic === "weights") withIdleTargetGroup(made);
      const plan = await made.replacement({ traffic, canary: 2 });
      const { from, to } = groupsOf(plan);
      spoilNewServers(made);
      const failed = await made.carryOut(plan);
      expect(failed.status).toBe("failed");
      const seen = await readFleet(plan, made.region.cloud);
      expect([servingMembers(seen, from).length, servingMembers(seen, to).length]).toEqual([20, 0]);

      const back = await made.carryOut(await made.region.rollback("checkout-web", "v40"));
      expect([back.status, back.outcome]).toEqual(["succeeded", "Everything in the plan is done."]);
      const after = await readFleet(plan, made.region.cloud);
      expect(servingMembers(after, from)).toHaveLength(20);
      expect(after.groups.get(to)?.settings.targetGroupArns).toEqual([]);

      const retired = await made.carryOut(await made.region.retire("checkout-web", "v41"));
      expect(retired.status).toBe("succeeded");
      expect((await made.replacement({ traffic, canary: 2 })).groups?.to).toBe("checkout-web-v042");
    },
  );

  it("in the dark, with a gate that fails: what never had traffic is taken away without touching it", async () => {
    const made = aParallelConsole();
    const gates = [{ kind: "alarms", names: ["nobody-knows-it"] }] as const;
    const plan = await made.replacement({ traffic: "dark", canary: 2, canarySoakMs: 0, gates });
    const { from, to, targetGroupArns } = groupsOf(plan);
    expect((await made.carryOut(plan)).status).toBe("failed");
    const back = await made.carryOut(await made.region.rollback("checkout-web", "v40"));
    expect(back.status).toBe("succeeded");
    const calls = made.journal.evidence.intents(back.id).map(({ call }) => call.call);
    expect(calls).not.toContain("DetachTrafficSources");
    const after = await readFleet(plan, made.region.cloud);
    expect(servingMembers(after, from)).toHaveLength(20);
    expect(after.groups.get(from)?.settings.targetGroupArns).toEqual(targetGroupArns);
    expect(after.groups.get(to)?.settings.targetGroupArns).toEqual([]);
    const fleet = await made.region.fleet("checkout-web");
    expect(fleet.generations.find(({ groupName }) => groupName === to)?.state).toBe("warm");
  });
});
