/** A group that comes back into traffic: its alarms saw no load, and must not take its servers away. */
import { describe, expect, it } from "vitest";
import type { Planned } from "../../../../shared/model/plan.ts";
import { planRollback } from "../../../../shared/plan/rollback/plan-rollback.ts";
import { generationId, groupName } from "../../../../shared/model/ids.ts";
import type { GroupBuilder } from "../../../builders/group.ts";
import { inputOf, madePlan } from "../../../builders/plan.ts";
import { aFleet, noExtras } from "../../../builders/world.ts";
import { fullExtras } from "../../clone/some-extras.ts";

const retired = (group: GroupBuilder) =>
  group
    .size(4)
    .suspended("Launch", "Terminate", "AlarmNotification", "ScheduledActions")
    .settings({ targetGroupArns: [] });

function back(extras: typeof noExtras, ownMin?: number): Planned {
  const facts = aFleet()
    .withGeneration(1, retired)
    .withGeneration(2, (group) => group.size(4))
    .facts();
  const input = inputOf(facts);
  const warm = input.fleet.generations.find(({ label }) => label === "v1");
  const intent = {
    kind: "rollback",
    fleetId: input.fleet.id,
    to: warm?.id ?? generationId(""),
  } as const;
  const group = warm?.groupName ?? groupName("");
  const sizes = { minSize: ownMin ?? 0, maxSize: 8, desiredCapacity: 4 };
  const held = ownMin === undefined ? {} : { ownSizes: new Map([[group, sizes]]) };
  return planRollback({ ...input, ...held, intent, extrasWarm: extras });
}

const inWords = (planned: Planned) =>
  madePlan(planned).steps.map(({ work }) => {
    if (work.kind === "wake")
      return `wake ${work.processes.filter((p) => /Alarm|Sched/.test(p)).join()}`;
    if (work.kind === "pin")
      return `pin ${String(work.desiredCapacity)}, own min ${String(work.minSize)}`;
    return work.kind === "settle" ? `settle min ${String(work.sizes.minSize)}` : work.kind;
  });

describe("waking a group with policies or schedules", () => {
  it("holds its minimum at its size first, until its alarms saw the load", () => {
    const words = inWords(back(fullExtras));
    const minimum = words.at(-3);
    const own = Number(minimum?.split(" ").at(-1));
    expect(words.slice(3)).toEqual([
      `pin 4, own min ${String(own)}`,
      "wake AlarmNotification,ScheduledActions",
      "shift-away",
      "soak",
      minimum,
      "release",
      "release",
    ]);
    expect(own).toBeLessThan(4);
    expect(madePlan(back(fullExtras)).temporary.map(({ what }) => what)).toContain(
      "minimum size 4",
    );
  });

  it("gives it its own minimum, where the operation that is taken over holds it at its size", () => {
    const words = inWords(back(fullExtras, 3));
    expect(words).toContain("pin 4, own min 3");
    expect(words.at(-3)).toBe("settle min 3");
  });

  it("does nothing of it where there is nothing that scales", () => {
    expect(inWords(back(noExtras)).slice(3)).toEqual([
      "wake AlarmNotification,ScheduledActions",
      "shift-away",
      "release",
      "release",
    ]);
  });
});
