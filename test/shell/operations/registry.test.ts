import { describe, expect, it } from "vitest";
import { steps } from "../../../electron/operations/steps/registry.ts";

describe("every step kind", () => {
  it.each(Object.entries(steps))(
    "%s is registered under its own name and says how it is undone",
    (kind, module) => {
      expect(module.kind).toBe(kind);
      expect(module.undo).toMatch(/\w.*\.$/s);
    },
  );

  it("of which what was begun for a time must end on every way out", () => {
    const onWayOut = Object.values(steps).filter((module) => module.onWayOut);
    expect(onWayOut.map((module) => module.kind).toSorted()).toEqual([
      "end-builder",
      "end-refresh",
      "give-back",
      "release",
      "remove-copy",
      "remove-object",
      "run-children",
    ]);
  });
});
