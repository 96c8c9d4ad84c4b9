/**
 * The world of a story: a small fleet on the practice cloud in virtual time, a console of the real planners, executor
 * and journal, a colleague who is not asked, and a hand in each call. Every call is watched: what takes the fleet
 * below its floor is found, whatever the operation says of itself.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { fastFolder } from "../../build/fast-folder.ts";
import { openJournal } from "../../electron/journal/journal.ts";
import {
  createOperations,
  type OperationPorts,
  type Operations,
} from "../../electron/operations/operations.ts";
import { steps } from "../../electron/operations/steps/registry.ts";
import type { Cloud } from "../../electron/ports.ts";
import { FaultBook } from "../../electron/practice/faults/fault-book.ts";
import type { FaultRule } from "../../electron/practice/faults/fault-rule.ts";
import { bringMishaps, carryOut } from "../../electron/practice/faults/faulty-world.ts";
import type { GroupState } from "../../electron/practice/world/kernel/state/autoscaling.ts";
import type { World } from "../../electron/practice/world/kernel/world.ts";
import type { Call, CallOutcome } from "../../shared/model/call.ts";
import type { OperationId } from "../../shared/model/ids.ts";
import { isTerminal, type OperationDetail } from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import { regionOf } from "../crash/anywhere/region.ts";
import { plannersOn, readAll } from "../shell/operations/practice-region.ts";
import { servingOf } from "../simulation/judging/serving.ts";
import type { FleetShape } from "../simulation/scenario/scenario.ts";
import { aSimulatedWorld } from "../simulation/world/simulated-world.ts";

export const FLEET = "checkout-web";
export const OLD = "checkout-web-v040";
export const NEW = "checkout-web-v041";
export const MINUTE = 60_000;
const LIMIT_MS = 20 * 60 * MINUTE;

const plain: FleetShape = {
  entry: FLEET,
  servers: 4,
  zones: 3,
  targetGroups: 1,
  snowflake: false,
  below: 1,
  above: 8,
  isProtected: false,
  held: [],
  traits: [],
  settings: {},
};

/** Before a call: what it is answered in its place. After it: what is answered in the place of what AWS said. */
export interface Hand {
  before?: (call: Call) => CallOutcome | null;
  after?: (call: Call) => CallOutcome | null;
}

export const noAnswer: CallOutcome = { kind: "unknown", message: "The connection was lost" };
export const answeredOk: CallOutcome = { kind: "ok", requestId: "r", produced: {} };

export const atBoot = (effect: Extract<FaultRule, { at: "boot" }>["effect"]): FaultRule => ({
  ...{ at: "boot", resource: null, imagesMadeAfterMs: null, effect },
  ...{ probability: 1, count: null, fromMs: null, untilMs: null },
});

export function aStory(shape: Partial<FleetShape> = {}, rules: readonly FaultRule[] = []) {
  const { world } = aSimulatedWorld(1, { ...plain, ...shape });
  bringMishaps(world, FaultBook.of({ seed: 1, rules: [...rules] }), []);
  const { cloud: aws, time, watch } = regionOf(world);
  const hand: Hand = {};
  const calls: Call[] = [];
  const cloud = handed(aws, hand, calls);
  const planners = plannersOn(aws, () => readAll(aws));
  const console = aConsole(cloud, "ada");
  const { operations } = console;

  const until = async (when: () => boolean) => {
    const limitMs = world.nowMs + LIMIT_MS;
    // The SDK reads parts of itself when they are first needed: meanwhile nobody sleeps, and nothing is over.
    for (let turn = 0; turn < 10_000 && !when() && world.nowMs < limitMs; turn += 1)
      await time.runUntil(when, limitMs);
    expect(when(), "it never came to that").toBe(true);
  };
  const detailOf = (id: OperationId, all: Operations = operations): OperationDetail => {
    const detail = all.detail(id);
    if (!detail) throw new Error("The operation is gone");
    return detail;
  };
  const ended = async (id: OperationId, all: Operations = operations) => {
    await until(() => isTerminal(all.summary(id)?.status ?? "running"));
    return detailOf(id, all);
  };
  const start = (plan: Plan, all: Operations = operations) => {
    watch.floor = plan.floor;
    return all.start(plan, { reason: "a story", changeNumber: null });
  };
  return {
    ...{ world, time, watch, aws, cloud, hand, calls, console, operations },
    ...{ until, ended, start, detailOf },
    ...planners,
    /** Another console, with a journal of its own. */
    another: (who: string, wanted: Partial<OperationPorts> = {}) => aConsole(cloud, who, wanted),
    carryOut: async (plan: Plan) => ended(start(plan)),
    replaceIt: async (how: Parameters<typeof planners.replace>[2] = {}) =>
      planners.replace(FLEET, await planners.otherImage(FLEET), how),
    group: (name: string) => groupOf(world, name),
    there: () => [...world.state.groups.keys()],
    serving: (name: string) => {
      const group = world.state.groups.get(name);
      return group ? servingOf(world, group).length : 0;
    },
    named: <N extends Call["call"]>(name: N) =>
      calls.filter((call): call is Extract<Call, { call: N }> => call.call === name),
    /** A colleague's call, past every guard. */
    colleague: (operation: string, name: string, input: object = {}) => {
      watch.othersActed();
      const named = { AutoScalingGroupName: name, ...input };
      expect(carryOut(world, { service: "autoscaling", operation, input: named })).toBeNull();
    },
    /** Their service ends; health checks find out in their own time. */
    fail: (name: string, count: number) => {
      watch.othersActed();
      for (const { instanceId } of groupOf(world, name).members.slice(0, count)) {
        const server = world.state.instances.get(instanceId);
        if (server) server.health = "unhealthy";
      }
    },
    /** While nothing of ours runs. */
    pass: (ms: number) => world.advanceTo(world.nowMs + ms),
    at: (ms: number, act: () => void) => void time.sleep(ms).then(act),
  };

  function aConsole(on: Cloud, who: string, wanted: Partial<OperationPorts> = {}) {
    const folder = mkdtempSync(join(fastFolder(), "bennu-story-"));
    const journal = openJournal(join(folder, "journal.sqlite"));
    const faults: string[] = [];
    let count = 0;
    const all = createOperations({
      ...{ journal, cloudOf: () => on, steps, who, holder: `${who}@console` },
      random: { next: () => 0.5, id: (prefix) => `${prefix}-${who}-${String((count += 1))}` },
      onFault: (_id, error) => faults.push(error.message),
      pauseAfterFault: (tries, signal) => time.sleep(tries * 1000, signal),
      ...wanted,
    });
    onTestFinished(async () => {
      await all.close();
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    });
    return { journal, operations: all, faults };
  }
}

function handed(aws: Cloud, hand: Hand, calls: Call[]): Cloud {
  const perform: Cloud["actor"]["perform"] = async (call) => {
    const early = hand.before?.(call) ?? null;
    if (early) return early;
    calls.push(call);
    const outcome = await aws.actor.perform(call);
    return hand.after?.(call) ?? outcome;
  };
  return { ...aws, actor: { perform } };
}

function groupOf({ state }: World, name: string): GroupState {
  const group = state.groups.get(name);
  if (!group) throw new Error(`There is no group ${name}`);
  return group;
}

export const suspendedOf = ({ suspended }: GroupState) =>
  suspended.map(({ process }) => process).toSorted();
export const sizesOf = ({ minSize, maxSize, desiredCapacity }: GroupState) => [
  minSize,
  maxSize,
  desiredCapacity,
];
