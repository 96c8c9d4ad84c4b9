import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Chance } from "../../../../electron/practice/world/kernel/chance.ts";
import { Table } from "../../../../electron/practice/world/kernel/table.ts";
import type { TableJson } from "../../../../electron/practice/world/kernel/table.ts";
import { TimerQueue, timerKind } from "../../../../electron/practice/world/kernel/timers.ts";
import { World } from "../../../../electron/practice/world/kernel/world.ts";
import type { WorldJson, WorldPart } from "../../../../electron/practice/world/kernel/world.ts";

const OPTIONS = { seed: 5, region: "eu-west-1", accountId: "441722901163", startMs: 1000 };
const note = timerKind<{ readonly word: string }>("test.note");
const noting: WorldPart = (world) =>
  world.on(note, (_, { word }) =>
    world.state.loose.set(`${world.nowMs} ${word}`, world.chance.next()),
  );

function throughJson<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

describe("timers", () => {
  it("come in the order of their time, then in the order in which they were set", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(30), (times, until) => {
        const queue = new TimerQueue();
        for (const [index, atMs] of times.entries()) queue.add(atMs, "kind", index);
        const taken: unknown[] = [];
        for (let due = queue.takeDue(until); due; due = queue.takeDue(until))
          taken.push(due.payload);
        const wanted = [...times.entries()]
          .filter(([, atMs]) => atMs <= until)
          .sort((a, b) => a[1] - b[1] || a[0] - b[0]);
        expect(taken).toEqual(wanted.map(([index]) => index));
      }),
    );
  });

  it("do not come once cancelled, nor count as the next", () => {
    const queue = new TimerQueue();
    const first = queue.add(1, "kind", "first");
    queue.add(2, "kind", "second");
    expect(queue.cancel(first)).toBe(true);
    expect(queue.cancel(first)).toBe(false);
    expect(queue.nextAtMs()).toBe(2);
    expect(queue.takeDue(9)?.payload).toBe("second");
  });

  it("run at their own time, and the clock never goes back", () => {
    const world = World.create(OPTIONS, [noting]);
    world.after(note, 500, { word: "b" });
    world.after(note, 100, { word: "a" });
    world.advanceTo(9000);
    world.advanceTo(10);
    expect([...world.state.loose.keys()]).toEqual(["1100 a", "1500 b"]);
    expect(world.nowMs).toBe(9000);
  });

  it("of a kind that nobody handles are an error, not a silence", () => {
    const world = World.create(OPTIONS, []);
    world.after(note, 1, { word: "lost" });
    expect(() => world.advanceTo(2000)).toThrow(/No handler for timer test.note/);
  });
});

describe("a world", () => {
  it("restored in the middle goes on as it would have", () => {
    const step = fc.record({
      delayMs: fc.nat(5000),
      passMs: fc.nat(3000),
      word: fc.string({ maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(30), (steps, cut) => {
        const straight = World.create(OPTIONS, [noting]);
        let broken = World.create(OPTIONS, [noting]);
        for (const [index, { delayMs, passMs, word }] of steps.entries()) {
          if (index === cut) broken = World.restore(throughJson<WorldJson>(broken), [noting]);
          for (const world of [straight, broken]) {
            world.after(note, delayMs, { word });
            world.id("i");
            world.advanceTo(world.nowMs + passMs);
          }
        }
        expect(JSON.stringify(broken)).toBe(JSON.stringify(straight));
      }),
    );
  });

  it("makes other ids from another seed, and the same from the same", () => {
    const ids = (seed: number) => {
      const world = World.create({ ...OPTIONS, seed }, []);
      return [world.id("i"), world.id("ami")];
    };
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
    expect(ids(1)[0]).toMatch(/^i-[0-9a-f]{17}$/);
  });
});

describe("chance", () => {
  it("is even enough to be called so", () => {
    const chance = Chance.seeded(3);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 8000; draw++) {
      const at = chance.whole(0, 3);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});

describe("a table", () => {
  it("pages through exactly the living rows, whatever is deleted on the way", () => {
    const plan = fc.record({
      rows: fc.integer({ min: 0, max: 300 }),
      gone: fc.array(fc.nat(299)),
      limit: fc.integer({ min: 1, max: 50 }),
      scan: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(plan, ({ rows, gone, limit, scan }) => {
        const table = new Table<number>();
        for (let row = 0; row < rows; row++) table.set(`row-${row}`, row);
        for (const row of gone) table.delete(`row-${row}`);
        const copy = Table.from(throughJson<TableJson<number>>(table));
        const even = (value: number) => value % 2 === 0;
        for (const each of [table, copy])
          expect(allPages(each, { limit, scan, even })).toEqual([...table.values()].filter(even));
      }),
    );
  });
});

function allPages(
  table: Table<number>,
  how: { limit: number; scan: number; even: (value: number) => boolean },
) {
  const seen: number[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page = table.page(after, how.limit, how.scan, how.even);
    expect(page.items.length).toBeLessThanOrEqual(how.limit);
    seen.push(...page.items);
    after = page.nextSeq;
  }
  return seen;
}
