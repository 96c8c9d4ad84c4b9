/**
 * Each strategy on fleets of 1 to 1,000 servers, in virtual time: beside the cloud's critical path, with its calls;
 * the way back, warm and cold; and what AWS's instance refresh does by its defaults with the same fleet.
 */
import { AutoScalingClient, StartInstanceRefreshCommand } from "@aws-sdk/client-auto-scaling";
import { makeCloud } from "../../electron/aws/make-cloud.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJournal } from "../../electron/journal/journal.ts";
import { createOperations, type Operations } from "../../electron/operations/operations.ts";
import { steps } from "../../electron/operations/steps/registry.ts";
import { PRACTICE_CREDENTIALS } from "../../electron/practice/access-keys.ts";
import { createInThreadPractice } from "../../electron/practice/in-thread.ts";
import type { World } from "../../electron/practice/world/kernel/world.ts";
import type { Cloud, Clock } from "../../electron/ports.ts";
import type { OperationDetail } from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { Strategy } from "../../shared/model/intent.ts";
import { plainParallel } from "../../shared/rules/replace-defaults.ts";
import {
  connection,
  plannersOn,
  readAll,
  type AnyHow,
} from "../shell/operations/practice-region.ts";
import { aSimulatedWorld } from "../simulation/world/simulated-world.ts";
import { criticalPathMs } from "./critical-path.ts";
import type { Figure } from "./figures.ts";
import { keepLedger, type Ledger } from "./ledger.ts";

const FLEET = "checkout-web";
const HOUR_MS = 3_600_000;

export async function strategyFigures(servers: number): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const strategy of ["parallel", "grow-shrink", "refresh", "root-volume"] as const)
    figures.push(...(await strategyFigure(strategy, servers)));
  figures.push(await plainRefresh(servers));
  return figures;
}

interface Bench {
  readonly world: World;
  readonly ledger: Ledger;
  readonly planners: ReturnType<typeof plannersOn>;
  readonly operations: Operations;
  /** Requests that were sent, reads and changes. */
  readonly sent: () => number;
  readonly autoScaling: AutoScalingClient;
  readonly sleep: (ms: number) => void;
}

async function onFleet<T>(servers: number, work: (bench: Bench) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bennu-bench-"));
  const journal = openJournal(join(folder, "journal.sqlite"));
  const { world } = aSimulatedWorld(1, shapeOf(servers));
  const practice = createInThreadPractice({ seed: 1, world });
  const ledger = keepLedger(world);
  const { cloud, sent, handler } = countedCloud(practice);
  let ids = 0;
  const operations = createOperations({
    journal,
    cloudOf: () => cloud,
    steps,
    random: { next: () => 0.5, id: (prefix) => `${prefix}-${String((ids += 1))}` },
    who: "bench",
    holder: "bench@console",
    onFault: (_, error) => console.error(error.message),
  });
  const planners = plannersOn(cloud, () => readAll(cloud));
  const autoScaling = new AutoScalingClient({
    region: connection.region,
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: handler,
    endpoint: "https://practice.invalid",
  });
  const sleep = (ms: number) => practice.advance(ms);
  try {
    return await work({ world, ledger, planners, operations, sent, autoScaling, sleep });
  } finally {
    await operations.close();
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function countedCloud(practice: ReturnType<typeof createInThreadPractice>) {
  const { world } = practice;
  const clock: Clock = {
    now: () => world.nowMs,
    sleep: async (ms, signal) => {
      if (!signal?.aborted) practice.advance(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    reading: () => ({ nowMs: world.nowMs, wallMs: world.nowMs, speed: 1 }),
  };
  const handler = practice.requestHandler();
  const handle = handler.handle.bind(handler);
  let count = 0;
  handler.handle = (...args) => {
    count += 1;
    return handle(...args);
  };
  const cloud: Cloud = makeCloud({
    connection,
    clock,
    random: { next: () => 0.5 },
    credentials: null,
    transport: { kind: "practice", requestHandler: handler as never },
    time: { nowMs: () => world.nowMs, sleep: (ms, signal) => clock.sleep(ms, signal) },
  });
  return { cloud, handler, sent: () => count };
}

const shapeOf = (servers: number) => ({
  entry: FLEET,
  servers,
  zones: 3 as const,
  targetGroups: 1,
  snowflake: false,
  below: 0,
  above: Math.max(1, Math.ceil(servers / 5)),
  isProtected: false,
  held: [],
  traits: [],
  settings: {},
});

const common = { soakMs: 0, gates: [], onFailure: "hold" } as const;

/** Without canaries and soaks: those are the user's time, not the strategy's. */
function howOf(strategy: Strategy, servers: number): AnyHow {
  const batch = Math.max(1, Math.ceil(servers / 10));
  switch (strategy) {
    case "parallel":
      return { ...plainParallel, ...common, canary: 0, canarySoakMs: 0, warmForMs: HOUR_MS };
    case "grow-shrink":
      return { ...common, strategy, batch, batchSoakMs: 0 };
    case "root-volume":
      return { ...common, strategy, batch, batchSoakMs: 0, keepReplaced: false };
    case "refresh":
      return { ...common, strategy, preferences };
  }
}

const preferences = {
  minHealthyPercentage: 100,
  maxHealthyPercentage: 110,
  instanceWarmupSeconds: null,
  skipMatching: true,
  autoRollback: false,
  checkpointPercentages: [],
  checkpointDelaySeconds: null,
  bakeTimeSeconds: null,
  scaleInProtectedInstances: "Ignore",
  standbyInstances: "Ignore",
  alarms: [],
} as const;

async function strategyFigure(strategy: Strategy, servers: number): Promise<readonly Figure[]> {
  const name = `replace ${String(servers)}, ${strategy}`;
  try {
    return await onFleet(servers, async (bench) => {
      const image = await bench.planners.otherImage(FLEET);
      const plan = await bench.planners.replaceBy(FLEET, image, howOf(strategy, servers));
      const before = bench.sent();
      const detail = await carryOut(bench, plan);
      const own = figureOf(name, detail, bench, before);
      return strategy === "parallel" ? [own, ...(await waysBack(bench, plan, servers))] : [own];
    });
  } catch (error) {
    const note = error instanceof Error ? error.message : String(error);
    return [{ name, unit: "s", value: Number.NaN, note }];
  }
}

async function carryOut({ operations }: Bench, plan: Plan): Promise<OperationDetail> {
  const id = operations.start(plan, { reason: "bench", changeNumber: null });
  await operations.finished(id);
  const detail = operations.detail(id);
  if (detail?.status !== "succeeded") throw new Error(`${plan.title}: ${String(detail?.outcome)}`);
  return detail;
}

function figureOf(name: string, detail: OperationDetail, bench: Bench, before: number): Figure {
  const ownMs = (detail.endedAtMs ?? Number.NaN) - detail.startedAtMs;
  const events = bench.operations.events(detail.id);
  const cloudMs = criticalPathMs(detail, bench.ledger, events);
  const changes = events.filter(({ call }) => call?.outcome === "ok").length;
  const calls = `${String(bench.sent() - before)} requests, ${String(changes)} of them changes`;
  const hasPath = !detail.plan.steps.some(({ work }) => work.kind === "swap-roots");
  return {
    name,
    unit: "s",
    value: ownMs / 1000,
    runs: 1,
    ...(hasPath
      ? {
          peer: { name: "cloud's critical path", value: cloudMs / 1000 },
          ratio: ownMs / cloudMs,
        }
      : {}),
    note: hasPath ? `${((ownMs - cloudMs) / 1000).toFixed(1)} s beyond it, ${calls}` : calls,
  };
}

/** Warm to the generation before, then cold to one of which only the image is left. */
async function waysBack(bench: Bench, { groups }: Plan, servers: number): Promise<Figure[]> {
  const { planners } = bench;
  const view = await planners.fleet(FLEET);
  const former = view.generations.find(({ groupName }) => groupName === groups?.from);
  const past = view.generations.find(({ state }) => state === "cold");
  const figures: Figure[] = [];
  for (const [kind, to] of [
    ["warm", former],
    ["cold", past],
  ] as const) {
    if (!to) continue;
    const plan = await planners.rollback(FLEET, to.label);
    const before = bench.sent();
    const detail = await carryOut(bench, plan);
    figures.push(figureOf(`  back ${kind}, ${String(servers)}`, detail, bench, before));
  }
  return figures;
}

/** As somebody does it who gives no preferences: 90 percent healthy. */
async function plainRefresh(servers: number): Promise<Figure> {
  return onFleet(servers, async ({ world, ledger, planners, autoScaling, sleep }) => {
    const view = await planners.fleet(FLEET);
    const live = view.generations.find(({ id }) => id === view.liveId);
    const older = view.generations.find(
      ({ templateVersion, id }) => templateVersion !== null && id !== view.liveId,
    );
    const group = live?.groupName ?? "";
    const fromMs = world.nowMs;
    await autoScaling.send(
      new StartInstanceRefreshCommand({
        AutoScalingGroupName: group,
        DesiredConfiguration: {
          LaunchTemplate: {
            LaunchTemplateId: live?.templateId ?? "",
            Version: String(older?.templateVersion ?? ""),
          },
        },
      }),
    );
    const status = () =>
      [...world.state.refreshes.values()].find(({ groupName }) => groupName === group)?.status;
    while (
      !/Successful|Failed|Cancelled/.test(status() ?? "") &&
      world.nowMs - fromMs < 48 * HOUR_MS
    )
      sleep(5000);
    const fewest = ledger.fewestServing(fromMs, world.nowMs, group);
    return {
      name: `AWS's refresh of ${String(servers)} by its defaults`,
      unit: "s",
      value: (world.nowMs - fromMs) / 1000,
      runs: 1,
      note: `${status() ?? "?"}; at least ${String(fewest)} of ${String(servers)} in service`,
    };
  });
}
