import { describe, expect, it } from "vitest";
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import { createInThreadPractice } from "../../../electron/practice/in-thread.ts";
import { practiceRequestHandler } from "../../../electron/practice/wire/request-handler.ts";
import { groupName, targetGroupArn } from "../../../shared/model/ids.ts";
import { connection } from "../../shell/operations/practice-region.ts";
import { drawScenario } from "../scenario/draw.ts";
import { VirtualTime } from "../virtual-time.ts";
import { aSimulatedWorld } from "../world/simulated-world.ts";
import { Watch } from "./watched-endpoint.ts";

describe("the watch over a simulated fleet", () => {
  it("sees a call that takes the fleet's last servers out of traffic", async () => {
    const { fleet } = drawScenario(4);
    const { world } = aSimulatedWorld(4, { ...fleet, targetGroups: 1 });
    const watch = new Watch(world);
    const { endpoint } = createInThreadPractice({ seed: 4, world });
    const requestHandler = practiceRequestHandler(watch.over(endpoint)) as never;
    const { actor } = makeCloud({
      connection,
      clock: new VirtualTime(world).clock,
      random: { next: () => 0.5 },
      credentials: null,
      transport: { kind: "practice", requestHandler },
    });
    const [group] = [...world.state.groups.values()];
    const targetGroupArns = [...world.state.targetGroups.keys()].map(targetGroupArn);
    expect(targetGroupArns).not.toEqual([]);
    const name = groupName(group?.name ?? "");
    await actor.perform({ call: "DetachTrafficSources", groupName: name, targetGroupArns });
    expect(watch.problems.join()).toContain("no server serves");
  });
});
