/**
 * The practice region of a newcomer under a virtual clock, reached through the real SDK: sleeping moves the world,
 * nothing else does. Facts are read from it page by page, plans are made by the real planners.
 */
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import type { PlanningParts } from "../../../electron/planning/make-plan.ts";
import type { Cloud, Clock } from "../../../electron/ports.ts";
import {
  createInThreadPractice,
  type InThreadPractice,
} from "../../../electron/practice/in-thread.ts";
import { rulesFor } from "../../../electron/planning/shared-rules.ts";
import { restorePracticeWorld } from "../../../electron/practice/practice-world.ts";
import type { World, WorldJson } from "../../../electron/practice/world/kernel/world.ts";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import {
  connectionId,
  generationId,
  imageId,
  planId,
  stepId,
  type ImageId,
} from "../../../shared/model/ids.ts";
import type { OperationId } from "../../../shared/model/ids.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import type { ParallelIntent, ReplaceIntent } from "../../../shared/model/intent.ts";
import type { PlanInput } from "../../../shared/plan/plan-input.ts";
import { planByStrategy } from "../../../shared/plan/strategy/plan-by-strategy.ts";
import { planReplace } from "../../../shared/plan/parallel/plan-replace.ts";
import { planRetire } from "../../../shared/plan/plan-retire.ts";
import { planRollback } from "../../../shared/plan/rollback/plan-rollback.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { historiesOf } from "../../builders/world.ts";

export const connection: Connection = {
  id: connectionId("practice"),
  name: "Practice",
  kind: "practice",
  profile: null,
  region: "eu-west-1",
  endpoint: null,
  environment: "practice",
  colour: "green",
  readOnly: false,
};
const MINUTE = 60_000;

export interface PracticeRegionForTests {
  readonly practice: InThreadPractice;
  readonly world: World;
  readonly cloud: Cloud;
  readonly facts: () => Promise<Facts>;
  readonly fleet: (name: string) => Promise<FleetView>;
  readonly replace: (
    fleet: string,
    image: ImageId,
    changes?: Partial<ParallelIntent>,
  ) => Promise<Plan>;
  readonly rollback: (fleet: string, label: string, superseding?: OperationId) => Promise<Plan>;
  readonly retire: (fleet: string, label: string) => Promise<Plan>;
  /** An image of the same lineage that the fleet could run: not the live one. */
  readonly otherImage: (fleet: string) => Promise<ImageId>;
}

export function aPracticeRegion(
  saved: WorldJson | null = null,
  onTime: () => void = () => undefined,
): PracticeRegionForTests {
  const practice = createInThreadPractice(
    saved ? { seed: 1, world: restorePracticeWorld(saved) } : { seed: 1 },
  );
  const { world } = practice;
  const clock: Clock = {
    now: () => world.nowMs,
    sleep: async (ms, signal) => {
      if (!signal?.aborted) {
        practice.advance(ms);
        onTime();
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
    reading: () => ({ nowMs: world.nowMs, wallMs: world.nowMs, speed: 1 }),
  };
  const requestHandler = practice.requestHandler() as never;
  const random = { next: () => 0.5 };
  const cloud = makeCloud({
    connection,
    clock,
    random,
    credentials: null,
    transport: { kind: "practice", requestHandler },
  });
  const facts = () => readAll(cloud);
  const planners = plannersOn(cloud, facts);
  return { practice, world, cloud, facts, ...planners };
}

export async function readAll({ pages }: Cloud): Promise<Facts> {
  const [groups, servers, images, targetGroups] = await Promise.all([
    all(pages.groupPages()),
    all(pages.serverPages()),
    all(pages.imagePages()),
    all(pages.targetGroupPages()),
  ]);
  const templates = new Set(groups.flatMap((group) => group.template?.id ?? []));
  const versions = await all(pages.templateVersionPages([...templates]));
  return {
    groups: new Map(groups.map((group) => [group.name, group])),
    servers: new Map(servers.map((server) => [server.id, server])),
    images: new Map(images.map((image) => [image.id, image])),
    templateVersions: new Map(
      versions.map((version) => [`${version.templateId}:${String(version.version)}`, version]),
    ),
    templateHistories: historiesOf(versions),
    targetGroups: new Map(targetGroups.map((target) => [target.arn, target])),
    targetHealth: new Map(),
  };
}

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

type HowOf<I> = I extends ReplaceIntent ? Omit<I, "kind" | "fleetId" | "imageId"> : never;
export type AnyHow = HowOf<ReplaceIntent>;

/** The real planners on a cloud. */
export function plannersOn(
  cloud: Cloud,
  facts: () => Promise<Facts>,
  trafficTaken: PlanningParts["trafficTaken"] = () => null,
  takenOver: NonNullable<PlanningParts["takenOver"]> = () => null,
) {
  let count = 0;

  async function withHealth(read: Facts): Promise<Facts> {
    const arns = [...read.targetGroups.values()].map((target) => target.arn);
    const health = (await Promise.all(arns.map((arn) => cloud.reader.targetHealth(arn)))).flat();
    return {
      ...read,
      targetHealth: new Map(health.map((one) => [`${one.targetGroupArn}|${one.serverId}`, one])),
    };
  }

  async function inputFor(name: string): Promise<PlanInput> {
    const read = await withHealth(await facts());
    const nowMs = cloud.clock.now();
    const fleet = deriveFleets(read, { connection, nowMs, policy: defaultPolicy }).find(
      (one) => one.name === name,
    );
    if (!fleet) throw new Error(`No fleet ${name}`);
    const live = fleet.generations.find((one) => one.id === fleet.liveId)?.groupName;
    if (!live) throw new Error(`${name} has no live group`);
    const extras = await cloud.reader.groupExtras(live);
    count += 1;
    const ids = {
      planId: planId(`plan-${String(count)}`),
      stepId: (place: number) => stepId(`s${String(place)}`),
    };
    const taken = trafficTaken(fleet.id, live);
    const running = extras.activeRefresh === null ? [] : await cloud.reader.refreshes(live);
    const found = { facts: read, fleet, extras, refresh: running[0] ?? null, trafficTaken: taken };
    return { ...found, policy: defaultPolicy, nowMs, ids };
  }

  return {
    fleet: async (name: string) => (await inputFor(name)).fleet,
    replace: async (name: string, image: ImageId, changes: Partial<ParallelIntent> = {}) => {
      const input = await inputFor(name);
      const times = { canarySoakMs: MINUTE, soakMs: 2 * MINUTE, warmForMs: 60 * MINUTE };
      const intent = {
        ...plainParallel,
        kind: "replace",
        fleetId: input.fleet.id,
        imageId: image,
        canary: 2,
        ...times,
        ...changes,
      } as const;
      const rules = await rulesFor(cloud.reader, input, intent);
      return planOf(
        planReplace({ ...input, image: input.facts.images.get(image) ?? null, intent, rules }),
      );
    },
    /** By any strategy. */
    replaceBy: async (name: string, image: ImageId, how: AnyHow) => {
      const input = await inputFor(name);
      const intent = { kind: "replace", fleetId: input.fleet.id, imageId: image, ...how } as const;
      return planOf(
        planByStrategy({ ...input, image: input.facts.images.get(image) ?? null, intent }),
      );
    },
    rollback: async (name: string, label: string, superseding?: OperationId) => {
      const input = await inputFor(name);
      const to = labelled(input.fleet, label);
      const intent = { kind: "rollback", fleetId: input.fleet.id, to: generationId(to) } as const;
      const over = superseding === undefined ? null : (takenOver(superseding) ?? null);
      const rules = await rulesFor(cloud.reader, input, intent);
      const taken = { superseding: superseding ?? null, takenOver: over };
      const group = input.fleet.generations.find((one) => one.id === to)?.groupName ?? null;
      const extrasWarm = group === null ? null : await cloud.reader.groupExtras(group);
      return planOf(planRollback({ ...input, intent, ...taken, rules, extrasWarm }));
    },
    retire: async (name: string, label: string) => {
      const input = await inputFor(name);
      const generation = generationId(labelled(input.fleet, label));
      return planOf(
        planRetire({ ...input, intent: { kind: "retire", fleetId: input.fleet.id, generation } }),
      );
    },
    otherImage: async (name: string) => {
      const { facts: read, fleet } = await inputFor(name);
      const live = fleet.generations.find((one) => one.id === fleet.liveId)?.imageId;
      const own = [...read.images.values()].filter(
        (image) => image.name.startsWith(name) && image.state === "available",
      );
      const other = own
        .sort((a, b) => b.createdAtMs - a.createdAtMs)
        .find((image) => image.id !== live);
      if (!other) throw new Error(`No other image for ${name}`);
      return imageId(other.id);
    },
  };
}

function planOf(planned: Planned): Plan {
  if (planned.refused) throw new Error(`${planned.reason} ${planned.cure}`);
  return planned.plan;
}

function labelled(fleet: FleetView, label: string): string {
  const generation = fleet.generations.find((one) => one.label === label);
  if (!generation)
    throw new Error(
      `${fleet.name} has no ${label}: ${fleet.generations.map((one) => one.label).join()}`,
    );
  return generation.id;
}
