import { describe, expect, it } from "vitest";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { drawScenario } from "../scenario/draw.ts";
import { aSimulatedWorld } from "../world/simulated-world.ts";
import { before, quietProblems } from "./end-state.ts";
import { servingIds, servingOf } from "./serving.ts";

/** A group that all serve in, right after it was shifted to, and the judgement once one of them serves no more. */
function aShiftedGroup() {
  const { fleet } = drawScenario(4);
  const { world } = aSimulatedWorld(4, { ...fleet, held: [], targetGroups: 1 });
  const group = [...world.state.groups.values()].find((one) => servingOf(world, one).length > 0);
  const served = servingIds(world);
  const member = group?.members[0];
  const server = world.state.instances.get(member?.instanceId ?? "");
  if (!group || !member || !server) throw new Error("Nobody serves");
  const detail = {
    id: "op-1",
    status: "succeeded",
    plan: { kind: "replace", floor: served.size, groups: { from: "gone", to: group.name } },
  } as unknown as OperationDetail;
  const was = before(world);
  const judged = (...doomed: readonly string[]) =>
    quietProblems(world, was, detail, { served, doomed: new Set(doomed) });
  member.healthStatus = "Unhealthy";
  return { judged, server };
}

describe("a server that served at the shift and doesn't at the end", () => {
  it("is nobody's doing if the fault of its boot has killed it", () => {
    const { judged, server } = aShiftedGroup();
    server.health = "unhealthy";
    expect(judged(server.id)).toEqual([]);
  });

  it("is held against the operation if no fault was to kill it", () => {
    const { judged, server } = aShiftedGroup();
    server.health = "unhealthy";
    expect(judged()).toHaveLength(1);
  });

  it("is held against it if it was not dead yet", () => {
    const { judged, server } = aShiftedGroup();
    expect(judged(server.id)).toHaveLength(1);
    server.state = "terminated";
    expect(judged(server.id)).toHaveLength(1);
  });
});
