import { describe, expect, test } from "vitest";
import { phasesOf, standingsOf } from "../../../renderer/components/operations/phases.ts";
import type {
  OperationDetail,
  OperationStatus,
  StepStatus,
} from "../../../shared/model/operation.ts";
import { aFleet } from "../preview/fleets.ts";
import { aReplacement } from "../preview/operations.ts";

const running = aReplacement(aFleet({ name: "checkout-web", live: 40, servers: 50, rising: 24 }));

/** The seventh step is the open one; the last lets go of the fleet, also on the way out. */
function ended(status: OperationStatus, open: StepStatus, last: StepStatus): OperationDetail {
  return {
    ...running,
    status,
    endedAtMs: 1,
    steps: running.steps.map((state, index) => {
      if (index === 6) return { ...state, status: open, stuck: null };
      return index === 9 ? { ...state, status: last } : state;
    }),
  };
}
const statesOf = (operation: OperationDetail) =>
  Object.fromEntries(phasesOf(operation).map(({ title, state }) => [title, state]));

describe("a failed operation", () => {
  const failed = ended("failed", "failed", "done");

  test("what comes after the failure was not run, and is not waiting", () => {
    expect([...standingsOf(failed).values()].slice(5)).toEqual([
      "done",
      "failed",
      "not-run",
      "not-run",
      "tidied",
    ]);
  });

  test("what was only tidied up on the way out doesn't look done", () => {
    expect(statesOf(failed)).toMatchObject({
      Canary: "done",
      "Raise the rest": "failed",
      "Shift traffic": "not-run",
      "Keep v40 warm": "not-run",
    });
    expect(phasesOf(failed).at(-1)?.detail).toBe("only let go of, on the way out");
  });
});

test.each(["stopped", "superseded"] as const)(
  "%s: the step at which it broke off was not finished, and the last bead isn't green",
  (status) => {
    const operation = ended(status, "waiting", "done");
    expect(standingsOf(operation).get(operation.plan.steps[6]?.id ?? "")).toBe("not-finished");
    expect(statesOf(operation)["Keep v40 warm"]).toBe("not-run");
    expect(statesOf(operation)["Raise the rest"]).toBe("not-run");
  },
);

test("while it runs and after success every step is as it says", () => {
  expect([...standingsOf(running).values()]).toEqual(running.steps.map(({ status }) => status));
  const steps = running.steps.map((state) => ({ ...state, status: "done" as const }));
  const done = { ...running, status: "succeeded" as const, steps };
  expect(new Set(standingsOf(done).values())).toEqual(new Set(["done"]));
});
