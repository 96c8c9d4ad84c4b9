/** The inventory on the practice cloud, over the same ports and messages as in its worker thread. */
import { MessageChannel } from "node:worker_threads";
import { afterEach, expect, test, vi } from "vitest";
import {
  inventoryInThread,
  startInventoryWorker,
} from "../../../electron/inventory/inventory-link.ts";
import {
  createInventory,
  type ConnectionAccess,
  type Inventory,
  type InventoryChange,
} from "../../../electron/inventory/inventory.ts";
import { noExtras, type ViewDelta } from "../../../electron/inventory/messages.ts";
import { createInThreadPractice } from "../../../electron/practice/in-thread.ts";
import { PRACTICE_REGION } from "../../../electron/practice/practice-world.ts";
import type { PracticeEndpoint, WireRequest } from "../../../electron/practice/wire/messages.ts";
import { servePort } from "../../../electron/practice/wire/port.ts";
import { BennuError } from "../../../shared/errors.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { connectionId, type FleetId } from "../../../shared/model/ids.ts";
import { aConnection } from "../aws/canned-aws.ts";

// Each waits for a condition, on however busy a machine.
vi.setConfig({ testTimeout: 60_000 });

const id = connectionId("c1");
const shop = aConnection({ region: PRACTICE_REGION });
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface Faults {
  failing: boolean;
}

function practiceAccess(faults: Faults = { failing: false }) {
  const practice = createInThreadPractice({ seed: 1 });
  const endpoint: PracticeEndpoint = {
    handle: (request: WireRequest) =>
      faults.failing ? Promise.resolve(page) : practice.endpoint.handle(request),
  };
  const openPort = () => {
    const { port1, port2 } = new MessageChannel();
    servePort(port1, endpoint);
    ends.push(() => port1.close());
    return port2;
  };
  const clock = () => ({ nowMs: practice.world.nowMs, wallMs: Date.now(), speed: 1 });
  const access: ConnectionAccess = { kind: "practice", openPort, clock };
  return { practice, access };
}

const page = { status: 200, headers: {}, body: "<html>Sign in</html>" };

function inventoryOf(
  access: () => Promise<ConnectionAccess>,
  link = inventoryInThread(),
): Inventory {
  const inventory = createInventory({
    link,
    access,
    wallMs: () => Date.now(),
    pauseMs: { practice: 20, aws: 20 },
  });
  ends.unshift(() => inventory.stop());
  return inventory;
}

function until(
  inventory: Inventory,
  condition: (change: InventoryChange) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const end = inventory.onChange((change) => {
      if (!condition(change)) return;
      end();
      resolve();
    });
  });
}

const ready = (inventory: Inventory) => until(inventory, ({ state }) => state?.phase === "ready");

/** Of a connection that is ready: what is old is read behind that. */
const withHistory = (inventory: Inventory) =>
  until(inventory, ({ state }) => {
    const { fleets } = inventory.views(id);
    return (
      state !== null &&
      fleets.size > 0 &&
      [...fleets.values()].every(({ olderUnread }) => !olderUnread)
    );
  });

async function started(access: ConnectionAccess, link = inventoryInThread()): Promise<Inventory> {
  const inventory = inventoryOf(async () => access, link);
  const both = [ready(inventory), withHistory(inventory)];
  await inventory.add(shop);
  await Promise.all(both);
  return inventory;
}

test("the first sync brings every table and every view, and says who we are", async () => {
  const { practice, access } = practiceAccess();
  const inventory = await started(access);
  const facts = inventory.facts(id);
  const { state } = practice.world;
  expect(facts.groups.size).toBe([...state.groups.values()].length);
  expect(facts.servers.size).toBeGreaterThan(200);
  expect(facts.templateVersions.size).toBeGreaterThan(0);
  expect(facts.targetHealth.size).toBeGreaterThan(0);
  const views = inventory.views(id);
  expect(views.fleets.size).toBe(8);
  expect(inventory.state(id)).toMatchObject({
    phase: "ready",
    error: null,
    accountId: practice.world.accountId,
    counts: { fleets: 8, servers: views.servers.size, images: views.images.size },
  });
  expect(inventory.state(id)?.callsPerMinute).toBeGreaterThan(5);
});

test("a fleet doesn't show older generations, and says so, until its template's history was read", async () => {
  const { access } = practiceAccess();
  const inventory = inventoryOf(async () => access);
  const seen: FleetView[] = [];
  inventory.onChange(({ views }) => seen.push(...views.flatMap(fleetsOf)));
  const both = [ready(inventory), withHistory(inventory)];
  await inventory.add(shop);
  await Promise.all(both);
  const unread = seen.filter(({ olderUnread }) => olderUnread);
  expect(unread.length).toBeGreaterThan(0);
  expect(unread.flatMap(({ generations }) => generations.filter((one) => !one.groupName))).toEqual(
    [],
  );
  const all = [...inventory.views(id).fleets.values()].flatMap(({ generations }) => generations);
  expect(all.filter(({ state }) => state === "cold").length).toBeGreaterThan(0);
});

const fleetsOf = ({ table, upserts }: ViewDelta) =>
  table === "fleets" ? (upserts as readonly FleetView[]) : [];

test("a change in the cloud comes as a delta of what changed and nothing else", async () => {
  const { practice, access } = practiceAccess();
  const inventory = await started(access);
  const [group] = inventory.facts(id).groups.values();
  const world = practice.world.state.groups.get(group?.name ?? "");
  const seen: InventoryChange[] = [];
  inventory.onChange((change) => seen.push(change));
  const changed = until(inventory, ({ views }) => views.some(({ table }) => table === "fleets"));
  if (world) practice.world.state.groups.set(world.name, { ...world, maxSize: world.maxSize + 1 });
  if (group) inventory.refresh(id, [group.name]);
  await changed;
  expect(inventory.facts(id).groups.get(group?.name ?? "")?.maxSize).toBe(
    (group?.maxSize ?? 0) + 1,
  );
  expect(
    seen.flatMap(({ views }) => views).map(({ table, upserts }) => [table, upserts.length]),
  ).toEqual([["fleets", 1]]);
});

test("a failure becomes the connection's error, older facts stay, and it mends by itself", async () => {
  const faults = { failing: false };
  const { access } = practiceAccess(faults);
  const inventory = await started(access);
  const broken = until(
    inventory,
    ({ state }) => state?.error !== null && state?.error !== undefined,
  );
  faults.failing = true;
  inventory.refresh(id);
  await broken;
  expect(inventory.state(id)).toMatchObject({
    phase: "ready",
    error: { code: "endpoint-nonsense" },
  });
  expect(inventory.views(id).fleets.size).toBe(8);
  const mended = until(inventory, ({ state }) => state?.error === null);
  faults.failing = false;
  await mended;
});

test("a connection that never worked is failed, until a retry finds a way", async () => {
  const { access } = practiceAccess();
  let given = false;
  const inventory = inventoryOf(async () => {
    if (given) return access;
    throw new BennuError({ code: "profile-unreadable", message: "No such profile." });
  });
  await inventory.add(shop);
  expect(inventory.state(id)).toMatchObject({
    phase: "failed",
    error: { code: "profile-unreadable" },
  });
  given = true;
  const isReady = ready(inventory);
  await inventory.retry(id);
  await isReady;
  expect(inventory.state(id)?.error).toBeNull();
});

test("a retry goes on from what was read: nothing is sent twice", async () => {
  const { access } = practiceAccess();
  const inventory = await started(access);
  const seen: InventoryChange[] = [];
  inventory.onChange((change) => seen.push(change));
  const again = until(
    inventory,
    ({ state }) => state?.phase === "ready" && state.accountId !== null,
  );
  await inventory.retry(id);
  await again;
  expect(seen.flatMap(({ views }) => views)).toEqual([]);
  expect(inventory.facts(id).servers.size).toBeGreaterThan(200);
});

test("what an operation holds is shown at once", async () => {
  const { access } = practiceAccess();
  const inventory = await started(access);
  const [fleet] = inventory.views(id).fleets.keys();
  const shown = until(inventory, ({ views }) => views.some(({ table }) => table === "fleets"));
  const heldBy = new Map([[(fleet ?? "") as FleetId, "replace op-1"]]);
  inventory.setExtras(id, { ...noExtras, heldBy });
  await shown;
  expect(inventory.views(id).fleets.get(fleet ?? "")?.heldBy).toBe("replace op-1");
});

test("a removed connection takes its rows along", async () => {
  const { access } = practiceAccess();
  const inventory = await started(access);
  const removed = until(inventory, (change) => change.removed);
  const fleets = [...inventory.views(id).fleets.keys()];
  const seen: InventoryChange[] = [];
  inventory.onChange((change) => seen.push(change));
  inventory.remove(id);
  await removed;
  expect(seen[0]?.views.find(({ table }) => table === "fleets")?.removes).toEqual(fleets);
  expect(inventory.state(id)).toBeNull();
});

test("the same in a worker thread", async () => {
  const { access } = practiceAccess();
  const file = new URL("../../../electron/inventory/inventory-worker.ts", import.meta.url);
  const inventory = await started(access, startInventoryWorker(file));
  expect(inventory.views(id).fleets.size).toBe(8);
});
