/** The practice panel's requests on a whole console: faults, interference, lessons, further regions. */
import { describe, expect, test } from "vitest";
import type { Planned } from "../../../shared/model/plan.ts";
import type { PracticeView } from "../../../shared/model/practice/practice.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { aConsole, aHome } from "./a-console.ts";

type AConsole = Awaited<ReturnType<typeof aConsole>>;

const connectionId = "practice";
const fleetId = "practice/checkout-web";
const AWAY = "practice-us-east-1";

const rowWhen = async (console: AConsole, id: string, fits: (row: PracticeView) => boolean) => {
  const isIt = (row: PracticeView) => String(row.id) === id && fits(row);
  const rows = await console.rowsWhen("practice", (all) => all.some(isIt));
  return rows.find(isIt) as PracticeView;
};

/** As soon as the inventory knows it, and the fleet that it is for. */
async function imageNamed(console: AConsole, start: string): Promise<string> {
  await console.rowsWhen("fleets", (all) => all.some(({ id }) => String(id) === fleetId));
  const images = await console.rowsWhen("images", (all) =>
    all.some(({ name }) => name.startsWith(start)),
  );
  return String(images.find(({ name }) => name.startsWith(start))?.id);
}

async function startRelease(console: AConsole, reason: string): Promise<void> {
  const imageId = await imageNamed(console, "checkout-web-7.2.5");
  const order = {
    ...plainParallel,
    fleetId,
    imageId,
    canary: 2,
    canarySoakMs: 1000,
    soakMs: 1000,
    warmForMs: 0,
  };
  await start(console, await console.ask("plan:replace", order), reason);
}

async function start(console: AConsole, planned: Planned, reason = "a lesson"): Promise<void> {
  if (planned.refused) throw new Error(planned.reason);
  const words = { reason, changeNumber: null, confirmation: null };
  await console.ask("operation:start", { planId: planned.plan.id, ...words });
}

describe("the practice panel", { timeout: 60_000 }, () => {
  test("shows every region, of which the first is open", async () => {
    const console = await aConsole(aHome());
    const rows = await console.rowsWhen("practice", (all) => all.length >= 4);
    expect(rows.map(({ id, state, isMain }) => [id, state, isMain])).toEqual([
      ["practice", "open", true],
      ["practice-us-east-1", "closed", false],
      ["practice-sizes", "closed", false],
      ["practice-large", "closed", false],
    ]);
  });

  test("sets faults, which outlive the program, and takes them away", async () => {
    const home = aHome();
    const first = await aConsole(home);
    const { zones } = await first.ask("practice:choices", { connectionId });
    const target = zones[0] ?? "";
    const fault = { ready: "zone-full", target, after: 0 } as const;
    const { id } = await first.ask("practice:spoil", { connectionId, fault });
    await first.close();
    const second = await aConsole(home);
    const row = await rowWhen(second, connectionId, ({ faults }) => faults.length > 0);
    expect(row.faults[0]).toMatchObject({ id, target, state: "active" });
    await second.ask("practice:mend", { connectionId, faultId: id });
    await rowWhen(second, connectionId, ({ faults }) => faults.length === 0);
  });

  test("says in the region's words what it refuses", async () => {
    const console = await aConsole(aHome());
    const fault = { ready: "zone-full", target: null, after: 0 } as const;
    const reply = await console.request("practice:spoil", { connectionId, fault });
    expect(reply).toMatchObject({ ok: false, error: { code: "refused" } });
    const text = "faults: [{ ready: nonsense }]";
    const loaded = await console.request("practice:load", { connectionId, name: "a.yaml", text });
    expect(loaded).toMatchObject({ ok: false, error: { code: "invalid-input" } });
  });

  test("lets someone interfere in hiding, and tells of it when asked", async () => {
    const console = await aConsole(aHome());
    const order = { connectionId, fleet: "payments", hidden: true };
    expect(await console.ask("practice:interfere", order)).toBeNull();
    const row = await rowWhen(console, connectionId, ({ hiddenDeeds }) => hiddenDeeds === 1);
    expect(row.deeds).toEqual([]);
    const { deeds } = await console.ask("practice:reveal", { connectionId });
    expect(deeds).toHaveLength(1);
    await rowWhen(console, connectionId, (now) => now.deeds[0]?.id === deeds[0]?.id);
  });

  test("a lesson is reached by what the journal and the region say", async () => {
    const console = await aConsole(aHome());
    const lesson = { connectionId, lessonId: "calm-release" } as const;
    const begun = await console.ask("lesson:start", lesson);
    expect(begun).toMatchObject({ verdict: "going-on", hints: [], hintsLeft: 3 });
    const { hint } = await console.ask("lesson:hint", { connectionId });
    await rowWhen(console, connectionId, ({ lesson: now }) => now?.hints[0] === hint);
    await console.ask("practice:control", { connectionId, speed: 600 });
    await startRelease(console, "a lesson");
    const { lesson: done } = await rowWhen(
      console,
      connectionId,
      ({ lesson: now }) => now?.verdict !== "going-on",
    );
    expect(done?.points.map(({ id, state }) => [id, state])).toEqual([
      ["replace", "seen"],
      ["new-image", "seen"],
      ["earlier", "seen"],
      ["floor", "seen"],
    ]);
    expect(done?.verdict).toBe("reached");
    const ended = await console.ask("lesson:end", { connectionId });
    expect(ended).toMatchObject({ verdict: "reached", points: done?.points });
    await rowWhen(console, connectionId, ({ lesson: now }) => now === null);
  });

  test("a base image with a hole is mended by a bake and a release", async () => {
    const console = await aConsole(aHome());
    await console.ask("lesson:start", { connectionId, lessonId: "base-with-a-hole" });
    const baseImageId = await imageNamed(console, "hardened 92");
    await console.ask("practice:control", { connectionId, speed: 600 });
    const recipe = { recipeFile: "payments.yaml", instanceType: "m7i.large", subnetId: null };
    await start(console, await console.ask("plan:bake", { connectionId, baseImageId, ...recipe }));
    const [baked] = await console.rowsWhen("operations", ([row]) => row?.status === "succeeded");
    const [detail] = await console.rows("operation", String(baked?.id));
    const imageId = String(detail?.bake?.imageId);
    await console.rowsWhen("images", (all) => all.some(({ id }) => String(id) === imageId));
    const order = {
      ...plainParallel,
      imageId,
      canary: 2,
      canarySoakMs: 1000,
      soakMs: 1000,
      warmForMs: 0,
    };
    const replace = { fleetId: "practice/payments", ...order };
    await start(console, await console.ask("plan:replace", replace));
    const { lesson } = await rowWhen(
      console,
      connectionId,
      ({ lesson: now }) => now?.verdict !== "going-on",
    );
    expect(lesson?.points.filter(({ state }) => state !== "seen")).toEqual([]);
    expect(lesson?.verdict).toBe("reached");
  });

  test("a laptop that dies: the operation goes on after a restart, and nothing is doubled", async () => {
    const home = aHome();
    const first = await aConsole(home);
    await first.ask("lesson:start", { connectionId, lessonId: "laptop-dies" });
    await startRelease(first, "before the battery is empty");
    await first.ask("practice:control", { connectionId, speed: 120 });
    await first.rowsWhen("operations", ([row]) => row?.phase === "Canary");
    await first.close();
    const second = await aConsole(home);
    await second.ask("practice:control", { connectionId, speed: 600 });
    const { lesson } = await rowWhen(
      second,
      connectionId,
      ({ lesson: now }) => now?.verdict !== "going-on",
    );
    expect(lesson?.points.map(({ id, state }) => [id, state])).toEqual([
      ["interrupted", "seen"],
      ["replace", "seen"],
      ["new-image", "seen"],
      ["not-doubled", "seen"],
      ["floor", "seen"],
    ]);
    expect(lesson?.verdict).toBe("reached");
  });

  test("another world is not put in the place of one in which operations run", async () => {
    const console = await aConsole(aHome());
    await startRelease(console, "busy");
    const lesson = { connectionId, lessonId: "ill-image" } as const;
    const reply = await console.request("lesson:start", lesson);
    expect(reply).toMatchObject({ ok: false, error: { code: "conflict" } });
  });

  test("lets time pass at once", async () => {
    const console = await aConsole(aHome());
    const before = (await rowWhen(console, connectionId, () => true)).clock;
    await console.ask("practice:control", { advanceMs: 86_400_000 });
    await rowWhen(console, connectionId, ({ clock }) => clock.nowMs >= before.nowMs + 86_400_000);
  });

  test("opens a further region, which is a connection, and closes it", async () => {
    const console = await aConsole(aHome());
    const opened = await console.ask("practice:open", { connectionId: AWAY });
    expect(opened).toMatchObject({ kind: "practice", region: "us-east-1" });
    await console.rowsWhen("connections", (all) =>
      all.some(({ connection, phase }) => String(connection.id) === AWAY && phase === "ready"),
    );
    await console.rowsWhen("fleets", (all) => all.some((row) => String(row.connectionId) === AWAY));
    const row = await rowWhen(console, AWAY, ({ state }) => state === "open");
    expect(row.sharesClockWith).toEqual([connectionId]);
    await console.ask("practice:close", { connectionId: AWAY });
    await rowWhen(console, AWAY, ({ state }) => state === "closed");
    const connections = await console.rows("connections");
    expect(connections.map(({ connection }) => String(connection.id))).not.toContain(AWAY);
  });

  test("makes a rehearsal of a connection's fleets, which outlives the program", async () => {
    const home = aHome();
    const first = await aConsole(home);
    await first.rowsWhen("connections", ([row]) => row?.phase === "ready");
    const made = await first.ask("practice:rehearse", { connectionId });
    expect(made.connection).toMatchObject({
      name: "Rehearsal of Practice cloud",
      kind: "practice",
    });
    expect(made.leftOut.join(" ")).toMatch(/user data/i);
    const id = String(made.connection.id);
    const fleets = await first.rowsWhen(
      "fleets",
      (all) => all.filter((row) => String(row.connectionId) === id).length === 8,
    );
    const named = (of: string) =>
      fleets
        .filter((row) => String(row.connectionId) === of)
        .map(({ name, servers }) => `${name} ${String(servers)}`)
        .toSorted();
    expect(named(id)).toEqual(named(connectionId));
    await first.close();
    const second = await aConsole(home);
    const row = await rowWhen(second, id, ({ state }) => state === "open");
    expect(row.origin).toMatchObject({ kind: "rehearsal" });
    expect(row.notes.length).toBeGreaterThan(0);
    await second.ask("practice:close", { connectionId: id });
    const again = await second.request("practice:rehearse", { connectionId: "nothing" });
    expect(again).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});
