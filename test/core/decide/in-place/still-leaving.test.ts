/** Old servers that don't get away: no more are started, and after a while it is said what keeps them. */
import { expect, it } from "vitest";
import { crewOf } from "../../../../shared/decide/in-place/crew.ts";
import { stillLeaving } from "../../../../shared/decide/in-place/grow/still-leaving.ts";
import type { Scene } from "../../../../shared/decide/in-place/grow/growing.ts";
import { templateId } from "../../../../shared/model/ids.ts";
import { aGroup } from "../../../shell/operations/small-facts.ts";
import { launch, member, MINUTE, NAME, NOW_MS } from "../stall/stall-builders.ts";

const version = { id: templateId("lt-1"), version: 2 };

function scene(leaving: number, agoMs: number): Scene {
  const gone = Array.from({ length: leaving }, (_, at) =>
    member(`i-${String(at)}`, { lifecycleState: "Terminating" }),
  );
  const group = aGroup(NAME, { members: [member("i-9"), ...gone], desiredCapacity: 1 });
  const fleet = {
    groups: new Map([[NAME, group]]),
    targetGroupArns: [],
    targetHealth: [],
    readAtMs: NOW_MS,
  };
  const activities = gone.map(({ serverId }) =>
    launch("", {
      statusCode: "WaitingForELBConnectionDraining",
      description: `Terminating EC2 instance: ${serverId} - Waiting For ELB Connection Draining.`,
      startedAtMs: NOW_MS - agoMs,
      endedAtMs: null,
    }),
  );
  const targets = [{ deregistrationDelaySeconds: 300 }];
  const seen = { fleet, activities, targets } as unknown as Scene["seen"];
  const kept = { wanted: 1, away: [] } as unknown as Scene["kept"];
  const crew = crewOf(fleet, group, version);
  const rest = { work: { batch: 2 }, memory: {}, nowMs: NOW_MS } as unknown as Scene;
  return { ...rest, seen, group, version, crew, kept };
}

it.each<[string, Scene, object | null]>([
  ["a batch may leave while the next one comes", scene(2, 30 * MINUTE), null],
  ["more are waited for", scene(4, 4 * MINUTE), { kind: "wait", note: "4 servers still leaving" }],
  [
    "longer than their target group gives them: named",
    scene(4, 9 * MINUTE),
    { kind: "stuck", cause: expect.stringContaining("longer than the 300 s") as string },
  ],
])("%s", (_, at, expected) => {
  const decision = stillLeaving(at);
  if (expected === null) expect(decision).toBeNull();
  else expect(decision).toMatchObject(expected);
});
