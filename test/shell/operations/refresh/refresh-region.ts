/** The practice region with a fleet that AWS refreshes, under the real planners, and what the tests ask of it. */
import { join } from "node:path";
import { lastStrategy } from "../../../../electron/planning/last-strategy.ts";
import { planning } from "../../../../electron/planning/make-plan.ts";
import type { OperationPorts } from "../../../../electron/operations/operations.ts";
import type { Cloud } from "../../../../electron/ports.ts";
import { doAct } from "../../../../electron/practice/faults/colleague.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { deriveFleets } from "../../../../shared/fleet/derive-fleets.ts";
import type { RefreshPreferences } from "../../../../shared/model/calls/refreshes.ts";
import type { GroupFact } from "../../../../shared/model/facts.ts";
import { planId, stepId, type GroupName, type OperationId } from "../../../../shared/model/ids.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import type { Intent, RefreshIntent, RollbackIntent } from "../../../../shared/model/intent.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { refreshDefaults } from "../../../../shared/plan/strategy/strategy-defaults.ts";
import { defaultPolicy } from "../../../../shared/rules/fleet-policy.ts";
import { aFolder, consoleOn, until } from "../console.ts";
import { aPracticeRegion, connection } from "../practice-region.ts";

export const FLEET = "checkout-web";
export const why = { reason: "release", changeNumber: null };
export const MINUTE = 60_000;

export interface RefreshOptions {
  readonly ports?: Partial<OperationPorts>;
  readonly saved?: WorldJson | null;
  readonly folder?: string;
  /** In the place of the region's own, e.g. one that loses answers. */
  readonly through?: (cloud: Cloud) => Cloud;
}

export function aRefreshConsole(options: RefreshOptions = {}) {
  const watch: (() => void)[] = [];
  const folder = options.folder ?? aFolder();
  const region = aPracticeRegion(options.saved ?? null, () => watch.forEach((look) => look()));
  const cloud = options.through?.(region.cloud) ?? region.cloud;
  const console = consoleOn(cloud, join(folder, "journal.sqlite"), options.ports);
  let count = 0;

  async function plan(intent: Intent, superseding: OperationId | null = null): Promise<Plan> {
    const facts = await region.facts();
    const [fleet] = deriveFleets(facts, {
      connection,
      nowMs: cloud.clock.now(),
      policy: defaultPolicy,
    }).filter(({ name }) => name === FLEET);
    const make = planning({
      cloudOf: () => region.cloud,
      fleet: () => fleet ?? null,
      facts: () => facts,
      heldBy: () => new Map(),
      groupsOf: (id) => console.operations.groupsOf(id),
      trafficTaken: () => null,
      lastStrategy: (id) => lastStrategy(console.journal, id),
      readRecipe: () => Promise.reject(new Error("No recipe is asked for")),
      policy: defaultPolicy,
    });
    count += 1;
    const id = `plan-${folder.slice(-6)}-${String(count)}`;
    const ids = { planId: planId(id), stepId: (place: number) => stepId(`s${String(place)}`) };
    const planned = await make({ intent, ids, nowMs: null, superseding });
    if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
    return planned.plan;
  }

  return {
    ...region,
    ...console,
    watch,
    folder,
    async refresh(
      preferences: Partial<RefreshPreferences> = {},
      over: Partial<RefreshIntent> = {},
    ): Promise<Plan> {
      return plan({
        kind: "replace",
        strategy: "refresh",
        fleetId: (await region.fleet(FLEET)).id,
        imageId: await region.otherImage(FLEET),
        soakMs: MINUTE,
        gates: [],
        onFailure: "hold",
        preferences: { ...refreshDefaults, maxHealthyPercentage: 150, ...preferences },
        ...over,
      });
    },
    async back(
      label: string,
      superseding: OperationId | null,
      strategy?: RollbackIntent["strategy"],
    ): Promise<Plan> {
      const fleet = await region.fleet(FLEET);
      const to = fleet.generations.find((one) => one.label === label)?.id;
      if (to === undefined)
        throw new Error(`No ${label}: ${fleet.generations.map((one) => one.label).join()}`);
      const intent = { kind: "rollback", fleetId: fleet.id, to } as const;
      return plan(strategy === undefined ? intent : { ...intent, strategy }, superseding);
    },
  };
}

export type RefreshConsole = Awaited<ReturnType<typeof aRefreshConsole>>;

export const groupName = (plan: Plan): GroupName => {
  if (!plan.groups) throw new Error("The plan has groups");
  return plan.groups.from;
};

export async function groupNow({ cloud }: RefreshConsole, plan: Plan): Promise<GroupFact> {
  const [group] = await cloud.reader.groups([groupName(plan)]);
  if (!group) throw new Error("The group is gone");
  return group;
}

export const versionsOf = ({ members }: GroupFact) =>
  [...new Set(members.map(({ template }) => template?.version ?? "none"))].toSorted();

/** Somebody else, at the AWS console. */
export function somebody(
  { world }: RefreshConsole,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): void {
  const act = { service: "autoscaling", operation, input, atMs: world.nowMs } as const;
  const { refusal } = doAct(world, act as never, false);
  if (refusal !== null) throw new Error(`${operation}: ${refusal}`);
}

export const stepOf = (detail: OperationDetail | null, kind: string) => {
  const step = detail?.plan.steps.find(({ work }) => work.kind === kind);
  return detail?.steps.find(({ stepId: id }) => id === step?.id) ?? null;
};

/** Resolves when AWS's refresh of the operation is so far. */
export async function untilNote(
  { operations }: RefreshConsole,
  id: OperationId,
  pattern: RegExp,
  kind = "refresh",
): Promise<void> {
  await until(operations, () => pattern.test(stepOf(operations.detail(id), kind)?.note ?? ""));
}

export async function untilStuck(
  { operations }: RefreshConsole,
  id: OperationId,
  kind = "refresh",
) {
  await until(operations, () => {
    const detail = operations.detail(id);
    return stepOf(detail, kind)?.stuck !== null || detail?.status !== "running";
  });
  return stepOf(operations.detail(id), kind)?.stuck ?? null;
}
