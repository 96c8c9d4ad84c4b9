import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkpointServers,
  refreshShape,
} from "../../../../shared/plan/refresh/refresh-arithmetic.ts";

describe("percentages in servers", () => {
  it.each<[number, number, number, ReturnType<typeof refreshShape>]>([
    // AWS's own examples.
    [100, 90, 120, { batch: 30, least: 90, most: 120, rounds: 4, order: "together" }],
    [10, 80, 100, { batch: 2, least: 8, most: 10, rounds: 5, order: "old-first" }],
    // One server: story 19. Below 100 the only one goes first.
    [1, 90, 100, { batch: 1, least: 0, most: 1, rounds: 1, order: "old-first" }],
    [1, 100, 100, { batch: 1, least: 1, most: 2, rounds: 1, order: "new-first" }],
    [1, 100, 110, { batch: 1, least: 1, most: 2, rounds: 1, order: "new-first" }],
    // A share of less than one server: one at a time all the same.
    [3, 100, 110, { batch: 1, least: 3, most: 4, rounds: 3, order: "new-first" }],
    [5, 95, 100, { batch: 1, least: 4, most: 5, rounds: 5, order: "old-first" }],
    [20, 100, 110, { batch: 2, least: 20, most: 22, rounds: 10, order: "new-first" }],
    [300, 100, 110, { batch: 30, least: 300, most: 330, rounds: 10, order: "new-first" }],
    [10, 0, 100, { batch: 10, least: 0, most: 10, rounds: 1, order: "old-first" }],
    [4, 100, 200, { batch: 4, least: 4, most: 8, rounds: 1, order: "new-first" }],
    [7, 50, 150, { batch: 6, least: 4, most: 10, rounds: 2, order: "together" }],
    [0, 100, 110, { batch: 0, least: 0, most: 0, rounds: 0, order: "new-first" }],
  ])("%d servers at %d and %d", (desired, min, max, shape) => {
    expect(refreshShape(desired, { minHealthyPercentage: min, maxHealthyPercentage: max })).toEqual(
      shape,
    );
  });

  it("always gets on, and never says less than it may take", () => {
    const sizes = fc.integer({ min: 1, max: 2000 });
    const min = fc.integer({ min: 0, max: 100 });
    const above = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(sizes, min, above, (desired, minHealthyPercentage, more) => {
        const maxHealthyPercentage = Math.min(200, 100 + more);
        const bounds = { minHealthyPercentage, maxHealthyPercentage };
        const { batch, least, most, rounds } = refreshShape(desired, bounds);
        expect(batch).toBeGreaterThan(0);
        expect(batch * rounds).toBeGreaterThanOrEqual(desired);
        expect(least).toBeLessThanOrEqual(desired);
        expect(most).toBeGreaterThanOrEqual(desired);
        expect(least < desired || most > desired).toBe(true);
      }),
    );
  });
});

describe("checkpoints in servers", () => {
  it.each([
    [10, [10, 50, 100], [1, 5, 10]],
    [3, [10, 50, 100], [1, 2, 3]],
    [2, [10, 40, 100], [1, 2]],
    [300, [1, 10, 100], [3, 30, 300]],
    [10, [], []],
  ])("%d at %j", (desired, percentages, counts) => {
    expect(checkpointServers(desired, percentages)).toEqual(counts);
  });
});
