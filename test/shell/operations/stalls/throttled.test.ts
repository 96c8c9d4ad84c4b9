import { describe, expect, it } from "vitest";
import { aConsole, until } from "../console.ts";
import { replacePlan } from "../plans.ts";
import { refusal } from "../small-cloud.ts";

const why = { reason: "release 2", changeNumber: null };

describe("AWS refuses calls as too many", () => {
  it("is shown as what holds the step, and forgotten when it has passed", async () => {
    let refusals = 5;
    const console = aConsole({
      before: (call) =>
        call.call === "CreateAutoScalingGroup" && refusals-- > 0
          ? refusal("Throttling", "Rate exceeded")
          : null,
    });
    const { operations } = console;
    const id = operations.start(replacePlan(), why);
    await until(operations, () => (operations.summary(id)?.stuck ?? null) !== null);
    expect(operations.summary(id)?.stuck?.cause).toContain("AWS slows Bennu down");
    const detail = await console.ended(id);
    expect(detail.status).toBe("succeeded");
    expect(detail.steps.every(({ stuck }) => stuck === null)).toBe(true);
  });

  it("is shown while each call gets through in the end, but only as long as it goes on", async () => {
    const console = aConsole();
    const { operations, cloud } = console;
    let forMs: number | null = 42_000;
    Object.assign(cloud, { slowedForMs: () => forMs });
    const id = operations.start(replacePlan(), why);
    expect(operations.summary(id)?.stuck?.cause).toContain("for 42 s now");
    operations.pause(id);
    expect(operations.summary(id)?.stuck).toBeNull();
    operations.resume(id);
    forMs = null;
    expect(operations.summary(id)?.stuck).toBeNull();
    await operations.stop(id, "");
  });
});
