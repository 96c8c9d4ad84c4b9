import { describe, expect, it } from "vitest";
import { failureOf } from "../../../renderer/screens/bakes/live/failure.ts";
import type { MadeThing } from "../../../shared/model/bake.ts";
import type { OperationDetail, StepStatus } from "../../../shared/model/operation.ts";

interface Wish {
  readonly failed: string;
  readonly status?: OperationDetail["status"];
  readonly tests?: readonly (readonly [where: string, name: string, passed: boolean])[];
  readonly made?: readonly Partial<MadeThing>[];
  readonly ended?: StepStatus;
}

const works = [
  { id: "1", work: { kind: "run-builder", role: "builder" } },
  { id: "2", work: { kind: "await-builder", role: "builder" } },
  { id: "3", work: { kind: "make-image" } },
  { id: "4", work: { kind: "end-builder", role: "builder" } },
  { id: "5", work: { kind: "await-builder", role: "fresh-boot" } },
];

const aBake = ({ failed, status = "failed", tests = [], made = [], ended = "done" }: Wish) =>
  ({
    status,
    outcome: "It failed.",
    plan: { steps: works },
    steps: works.map(({ id, work }) => ({
      stepId: id,
      status: id === failed ? "failed" : work.kind === "end-builder" ? ended : "waiting",
      note: work.kind === "end-builder" ? "The builder can't be ended." : "",
    })),
    bake: {
      log: ["── 1/2 x", "", "No match for argument: nginx-9"],
      tests: tests.map(([where, name, passed]) => ({ where, name, passed, detail: "" })),
      made,
    },
  }) as unknown as OperationDetail;

describe("a bake that failed", () => {
  it("in a step tells the last lines, and that no image was made", () => {
    expect(failureOf(aBake({ failed: "2" }))).toMatchObject({
      what: "It failed.",
      lastLines: ["── 1/2 x", "No match for argument: nginx-9"],
      cure: expect.stringMatching(/step of the recipe.*No image was made/),
      remains: expect.stringMatching(/^Nothing/),
    });
  });

  it("in a test on the builder tells which", () => {
    const tests = [["builder", "a", true] as const, ["builder", "b", false] as const];
    const failure = failureOf(aBake({ failed: "2", tests }));
    expect(failure?.what).toBe("On the builder 1 of 2 tests failed.");
    expect(failure?.tests.map(({ name }) => name)).toEqual(["b"]);
  });

  it("while the image is made is not the recipe's fault", () => {
    const failure = failureOf(aBake({ failed: "3" }));
    expect(failure?.cure).toMatch(/not at fault/);
    expect(failure?.lastLines).toEqual([]);
  });

  it("on the fresh boot tells what differs there", () => {
    const tests = [["builder", "a", true] as const, ["fresh-boot", "a", false] as const];
    const failure = failureOf(aBake({ failed: "5", tests }));
    expect(failure?.what).toBe("On a fresh boot of the image 1 of 1 tests failed.");
    expect(failure?.cure).toMatch(/isn't started at boot/);
  });

  it("never says that nothing remains while something does", () => {
    const made = [{ kind: "server", id: "i-1", goneAtMs: null } as const];
    expect(failureOf(aBake({ failed: "2", made }))?.remains).toMatch(/^server i-1/);
    expect(failureOf(aBake({ failed: "2", ended: "stuck" }))?.remains).toMatch(/can't be ended/);
  });

  it("is not one that succeeded, or was stopped", () => {
    expect(failureOf(aBake({ failed: "", status: "succeeded" }))).toBeNull();
    expect(failureOf(aBake({ failed: "", status: "stopped" }))).toBeNull();
  });
});
