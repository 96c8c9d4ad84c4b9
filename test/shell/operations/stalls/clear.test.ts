import { describe, expect, it } from "vitest";
import type { BennuError } from "../../../../shared/errors.ts";
import { stepId, type OperationId } from "../../../../shared/model/ids.ts";
import { aConsole, until, type TestConsole } from "../console.ts";
import { replacePlan } from "../plans.ts";
import { NEW, refusal, type SmallFaults } from "../small-cloud.ts";

const why = { reason: "release 2", changeNumber: null };
const RAISE = stepId("s5");

const stuck = ({ operations }: TestConsole, id: OperationId) =>
  operations.detail(id)?.steps.find((state) => state.stepId === RAISE)?.stuck ?? null;

/** A replacement whose canary is held: somebody suspended Launch on the new group. */
async function heldUp(faults: SmallFaults = {}) {
  const console: TestConsole = aConsole({
    ...faults,
    after: (call) => {
      if (call.call === "CreateAutoScalingGroup")
        console.cloud.state.groups[NEW]?.suspended.push("Launch");
      return faults.after?.(call) ?? null;
    },
  });
  const id = console.operations.start(replacePlan(), why);
  await until(console.operations, () => stuck(console, id) !== null);
  return { console, id };
}

describe("clearing what holds a step", () => {
  it("makes the calls that are shown, says by whom, and the operation goes on", async () => {
    const { console, id } = await heldUp();
    const { operations, cloud } = console;
    expect(stuck(console, id)?.clear).toEqual({
      label: "Resume Launch",
      calls: [{ call: "ResumeProcesses", groupName: NEW, processes: ["Launch"] }],
    });
    await operations.clear(id, RAISE);
    expect(cloud.callsNamed("ResumeProcesses")).toHaveLength(1);
    expect((await console.ended(id)).status).toBe("succeeded");
    const texts = operations.events(id).map(({ text }) => text);
    expect(texts).toContain("Cleared by ada: Resume Launch");
    const own = console.journal.evidence.intents(id, RAISE).map(({ call }) => call.call);
    expect(own).toContain("ResumeProcesses");
  });

  it("is refused, without a call, if it is no longer what was shown", async () => {
    const { console, id } = await heldUp();
    const { operations, cloud } = console;
    const group = cloud.state.groups[NEW];
    if (group) group.suspended = [];
    await expect(operations.clear(id, RAISE)).rejects.toMatchObject({
      code: "refused",
      message: "What holds the step is no longer what was shown. Look at it again.",
    });
    expect(cloud.callsNamed("ResumeProcesses")).toHaveLength(0);
    expect((await console.ended(id)).status).toBe("succeeded");
  });

  it("says what AWS answered; the step is held as before, and can be cleared again", async () => {
    let refusals = 1;
    const { console, id } = await heldUp({
      before: (call) =>
        call.call === "ResumeProcesses" && refusals-- > 0
          ? refusal("AccessDenied", "not authorized to perform ResumeProcesses")
          : null,
    });
    await expect(console.operations.clear(id, RAISE)).rejects.toThrow(
      "AWS answered ResumeProcesses with AccessDenied: not authorized to perform ResumeProcesses",
    );
    await until(console.operations, () => stuck(console, id) !== null);
    await console.operations.clear(id, RAISE);
    expect((await console.ended(id)).status).toBe("succeeded");
  });

  it("is refused where nothing holds, while it is paused, and after the end", async () => {
    const { console, id } = await heldUp();
    const { operations } = console;
    const code = (step: string) =>
      operations.clear(id, stepId(step)).catch((error: BennuError) => error.code);
    expect(await code("s6")).toBe("refused");
    operations.pause(id);
    expect(await code(RAISE)).toBe("refused");
    await operations.stop(id, "");
    expect(await code(RAISE)).toBe("conflict");
  });
});
