import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { defaultGuardRails } from "../../../shared/model/guard-rails.ts";
import type { OperationId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { isTerminal } from "../../../shared/model/operation.ts";
import { spoil } from "../practice/faults/faulty-region.ts";
import { aFolder, until } from "../operations/console.ts";
import { accepted, aCampaignConsole, basesOf, NEWER, OLD } from "./campaign-console.ts";

const seeds = new URL("../../../electron/practice/recipes", import.meta.url).pathname;
const why = { reason: "a hole", changeNumber: null };
const others = [
  "catalog-api",
  "checkout-web",
  "mail-worker",
  "payments",
  "report-worker",
  "search-indexer",
  "session-cache",
  "stock-api",
];
const reason = "not in this test";
/** The golden image, two server images, two fleets. */
const small = { leftOut: others.map((id) => ({ id, reason })) };

type Console = Awaited<ReturnType<typeof aCampaignConsole>>;

const childOf = ({ operations }: Console, id: OperationId, key: string) =>
  operations.summaries().find(({ partOf }) => partOf?.operationId === id && partOf.key === key) ??
  null;

const stuckOn = ({ operations }: Console, id: OperationId) =>
  operations.summary(id)?.stuck?.cause ?? "";

function brokenRecipes(): string {
  const folder = join(aFolder(), "recipes");
  cpSync(seeds, folder, { recursive: true });
  const file = join(folder, "price-api.yaml");
  const text = readFileSync(file, "utf8");
  const test = "package: shop-price-api, version: 1.13.0";
  writeFileSync(file, text.replace(test, test.replace("1.13.0", "9.9.9")));
  return folder;
}

it("a bake that fails its tests holds it with the cause; corrected, it is tried again and goes on", async () => {
  const recipes = brokenRecipes();
  const console = await aCampaignConsole({ recipes });
  const { operations } = console;
  const plan = accepted(await console.planned(small));
  const id = operations.start(plan, why);
  await until(operations, () => stuckOn(console, id).startsWith("price-api: "));
  expect(stuckOn(console, id)).toMatch(/^price-api: .*9\.9\.9/);
  const keyOf = (name: string) =>
    plan.campaign?.bakes.find(({ recipe }) => recipe === name)?.key ?? "";
  const price = keyOf("price-api");
  // The others aren't held by it.
  await until(operations, () => childOf(console, id, keyOf("cart-api"))?.status === "succeeded");
  const [bakes] = plan.steps;
  cpSync(join(seeds, "price-api.yaml"), join(recipes, "price-api.yaml"));
  if (!bakes) throw new Error("It bakes");
  // An attempt that never was would be begun again by itself, as often as it fails.
  const again = { kind: "again", key: price, reason: "corrected" } as const;
  expect(() => operations.choose(id, bakes.id, { ...again, attempt: 7 })).toThrow(
    /no such attempt/,
  );
  operations.choose(id, bakes.id, { ...again, attempt: 1 });
  await until(operations, () => childOf(console, id, price)?.partOf?.attempt === 2);
  // Left out while it is under way, its failure would hold nothing.
  expect(() =>
    operations.choose(id, bakes.id, { kind: "skip", key: price, reason: "in a hurry" }),
  ).toThrow(/under way/);
  expect((await console.ended(id)).status).toBe("succeeded");
  expect(childOf(console, id, price)?.partOf?.attempt).toBe(2);
  await console.look();
  const bases = basesOf(console.fleets());
  expect([bases["price-api"], bases["cart-api"], bases["payments"]]).toEqual([NEWER, NEWER, OLD]);
});

it("what is skipped takes what would have stood on it with it, and says so", async () => {
  const console = await aCampaignConsole({ recipes: brokenRecipes() });
  const { operations } = console;
  const plan = accepted(await console.planned(small));
  const id = operations.start(plan, why);
  await until(operations, () => stuckOn(console, id).startsWith("price-api: "));
  const [bakes] = plan.steps;
  const price = plan.campaign?.bakes.find(({ recipe }) => recipe === "price-api")?.key ?? "";
  if (!bakes) throw new Error("It bakes");
  operations.choose(id, bakes.id, { kind: "skip", key: price, reason: "its owner is away" });
  const detail = await console.ended(id);
  expect(detail.status).toBe("succeeded");
  const texts = operations.events(id).map(({ text }) => text);
  expect(texts).toContain("price-api: skipped by ada: its owner is away");
  expect(texts.join("\n")).toContain(
    "price-api skipped: There is no new image of price-api for it to stand on.",
  );
  await console.look();
  expect(basesOf(console.fleets())["price-api"]).toBe(OLD);
});

it("ended in the middle and begun anew, with no capacity in one zone meanwhile, it comes out whole", async () => {
  const first = await aCampaignConsole();
  const plan = accepted(await first.planned(small));
  const id = first.operations.start(plan, why);
  const fleet = plan.campaign?.fleets[0]?.key ?? "";
  await until(first.operations, () => (childOf(first, id, fleet)?.progress ?? 0) > 0.3);
  await first.leave();
  const saved = structuredClone(first.region.world.toJSON());
  const second = await aCampaignConsole({ folder: first.folder, saved });
  spoil(second.region.world, {
    at: "launch",
    resource: "eu-west-1a",
    effect: { kind: "no-capacity" },
  });
  second.operations.resumeAll();
  expect((await second.ended(id)).status).toBe("succeeded");
  await second.look();
  const bases = basesOf(second.fleets());
  expect([bases["price-api"], bases["cart-api"]]).toEqual([NEWER, NEWER]);
  const attempts = second.operations
    .summaries()
    .filter(({ partOf }) => partOf?.operationId === id)
    .map(({ partOf }) => `${partOf?.key ?? ""} ${String(partOf?.attempt)}`);
  expect(new Set(attempts).size).toBe(attempts.length);
  expect(attempts).toHaveLength(5);
});

it("a freeze holds a fleet as it would by hand; bakes go on, and when it is over so does the rest", async () => {
  let isFrozen = true;
  const freeze = {
    name: "Advent",
    when: { kind: "once" as const, fromMs: 0, toMs: Date.UTC(2030, 0) },
  };
  const console = await aCampaignConsole({
    rails: () => ({ ...defaultGuardRails("practice"), freezes: isFrozen ? [freeze] : [] }),
  });
  const { operations } = console;
  const id = operations.start(accepted(await console.planned(small)), why);
  await until(operations, () => stuckOn(console, id).includes("Advent"));
  const { stuck, phase } = operations.summary(id) ?? {};
  expect(phase).not.toBe("Bakes");
  expect(stuck?.cause).toMatch(/can't be begun: The freeze "Advent" is in force/);
  expect(stuck?.cure).toContain("It is tried again by itself");
  isFrozen = false;
  expect((await console.ended(id)).status).toBe("succeeded");
});

it("a fleet that a colleague holds is waited for, and begun when he is done", async () => {
  const console = await aCampaignConsole();
  const { operations, region } = console;
  const groupName = (await region.fleet("price-api")).generations.find(
    ({ state }) => state === "live",
  )?.groupName;
  if (!groupName) throw new Error("It has a group");
  const claim = `op-other bob@elsewhere ${String(region.cloud.clock.now() + 3 * 60 * 60_000)}`;
  await region.cloud.actor.perform({
    call: "CreateOrUpdateTags",
    groupName,
    tags: { [TAG.claim]: claim },
  });
  const id = operations.start(accepted(await console.planned(small)), why);
  await until(operations, () => stuckOn(console, id).startsWith("price-api can't be begun"));
  expect(stuckOn(console, id)).toContain("bob@elsewhere");
  await region.cloud.actor.perform({ call: "DeleteTags", groupName, keys: [TAG.claim] });
  expect((await console.ended(id)).status).toBe("succeeded");
});

it("a pause, and a stop, reach what it has started", async () => {
  const console = await aCampaignConsole();
  const { operations } = console;
  const plan = accepted(await console.planned(small));
  const id = operations.start(plan, why);
  const fleet = plan.campaign?.fleets[0]?.key ?? "";
  await until(operations, () => (childOf(console, id, fleet)?.progress ?? 0) > 0.2);
  operations.pause(id);
  expect(childOf(console, id, fleet)?.status).toBe("paused");
  operations.resume(id);
  expect(childOf(console, id, fleet)?.status).toBe("running");
  await operations.stop(id, "enough");
  expect(operations.summary(id)?.status).toBe("stopped");
  expect(childOf(console, id, fleet)?.status).toBe("stopped");
  expect(operations.summaries().every(({ status }) => isTerminal(status))).toBe(true);
});

it("rolled back in the middle: what is under way is taken over, and what was replaced returns, the latest first", async () => {
  const console = await aCampaignConsole();
  const { operations } = console;
  const plan = accepted(await console.planned(small));
  const [one = "", two = ""] = plan.campaign?.fleets.map(({ key }) => key) ?? [];
  const id = operations.start(plan, why);
  await until(operations, () => (childOf(console, id, two)?.progress ?? 0) > 0.3);
  expect(childOf(console, id, one)?.status).toBe("succeeded");
  await operations.supersede(id, "The roll back took over.");
  const back = accepted(await console.backOf(id));
  expect(back.warnings.join(" ")).toContain("3 images of the campaign stay, verified");
  const returned = operations.start(back, why);
  expect((await console.ended(returned)).status).toBe("succeeded");
  expect(childOf(console, id, two)?.status).toBe("superseded");
  await console.look();
  const bases = basesOf(console.fleets());
  expect([bases["price-api"], bases["cart-api"]]).toEqual([OLD, OLD]);
  const order = operations
    .summaries()
    .filter(({ partOf }) => partOf?.operationId === returned)
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs)
    .map(({ fleetName }) => fleetName);
  expect(order).toEqual(plan.campaign?.fleets.map(({ name }) => name).toReversed());
});

it("a child is started once, however often it is asked for", async () => {
  const console = await aCampaignConsole();
  const { operations, journal } = console;
  const plan = accepted(await console.planned(small));
  const [first, again] = [1, 2].map(() => operations.start(plan, { ...why, id: plan.id as never }));
  expect(first).toBe(again);
  expect(journal.running.operations()).toHaveLength(1);
});
