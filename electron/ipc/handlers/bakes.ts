/** Requests about bakes beside the plan of one: several at once, copies, the queue, what was left, schedules. */
import { BennuError, toErrorData } from "../../../shared/errors.ts";
import type { StartedTogether } from "../../../shared/contract/bake-schemas.ts";
import type { BakeQueue, Leftovers } from "../../../shared/model/bake.ts";
import {
  connectionId,
  imageId,
  planId,
  serverId,
  type ConnectionId,
} from "../../../shared/model/ids.ts";
import type { BakeIntent } from "../../../shared/model/intent.ts";
import type { Planned, PlanKind } from "../../../shared/model/plan.ts";
import type { BakeSettingsFile } from "../../bake/settings-file.ts";
import type { Scheduler } from "../../bake/schedules/scheduler.ts";
import type { Operations } from "../../operations/operations.ts";
import type { PlanBook } from "../../planning/plan-book.ts";
import type { Random } from "../../ports.ts";
import type { Handlers } from "../gate.ts";
import type { RequestPayload } from "../../../shared/contract/requests.ts";

type Own = Pick<
  Handlers,
  | "plan:bake"
  | "plan:bake-matrix"
  | "plan:copy"
  | "plan:sweep"
  | "bake:start-together"
  | "bake:queue"
  | "bake:settings"
  | "bake:save-settings"
  | "bake:left"
  | "schedule:list"
  | "schedule:save"
  | "schedule:remove"
>;

export interface BakeParts {
  readonly book: PlanBook;
  readonly operations: Operations;
  readonly settings: BakeSettingsFile;
  readonly scheduler: Scheduler;
  readonly random: Pick<Random, "id">;
  /** Throws `not-found`. */
  readonly connection: (id: string) => unknown;
  queue(id: ConnectionId): BakeQueue;
  left(id: ConnectionId): Promise<Leftovers>;
}

export function bakeHandlers(parts: BakeParts): Own {
  const { book, settings, scheduler } = parts;
  const plan = (payload: BakeWish) => book.make(bakeIntent(payload));
  return {
    "plan:bake": (payload) => plan(payload),
    "plan:bake-matrix": async ({ lanes, ...common }) => ({
      lanes: await Promise.all(
        lanes.map(async (lane) => ({
          instanceType: lane.instanceType,
          planned: await plan({ ...common, ...lane }),
        })),
      ),
    }),
    "plan:copy": async ({ sourceConnectionId, imageId: image, targets }) => ({
      targets: await Promise.all(
        targets.map(async (target) => ({
          connectionId: target.connectionId,
          planned: await orRefused(
            book.make({
              kind: "copy",
              ...target,
              connectionId: connectionId(target.connectionId),
              sourceConnectionId: connectionId(sourceConnectionId),
              imageId: imageId(image),
            }),
          ),
        })),
      ),
    }),
    "plan:sweep": ({ connectionId: id, serverIds, imageIds, snapshotIds }) =>
      book.make({
        kind: "sweep",
        connectionId: connectionId(id),
        serverIds: serverIds.map((one) => serverId(one)),
        imageIds: imageIds.map((one) => imageId(one)),
        snapshotIds,
      }),
    "bake:start-together": (payload) => startTogether(parts, payload),
    "bake:queue": async (payload) => parts.queue(connectionId(payload.connectionId)),
    "bake:settings": async (payload) => settings.of(payload.connectionId),
    "bake:save-settings": async (payload) => {
      parts.connection(payload.connectionId);
      settings.save(payload.connectionId, payload.settings);
      return null;
    },
    "bake:left": (payload) => parts.left(connectionId(payload.connectionId)),
    "schedule:list": async () => ({ schedules: scheduler.list() }),
    "schedule:save": async ({ id, schedule }) => {
      parts.connection(schedule.connectionId);
      return scheduler.save(id, { ...schedule, connectionId: connectionId(schedule.connectionId) });
    },
    "schedule:remove": async ({ id }) => {
      scheduler.remove(id);
      return null;
    },
  };
}

/** A place that can't be reached, or is read only, is no reason not to plan the others. */
async function orRefused(planned: Promise<Planned>): Promise<Planned> {
  try {
    return await planned;
  } catch (error) {
    if (!(error instanceof BennuError)) throw error;
    return {
      refused: true,
      reason: error.message,
      cure: "The other places are not touched by it.",
    };
  }
}

type BakeWish = RequestPayload<"plan:bake">;

export const bakeIntent = (wish: BakeWish): BakeIntent => ({
  kind: "bake",
  ...wish,
  connectionId: connectionId(wish.connectionId),
  baseImageId: wish.baseImageId === null ? null : imageId(wish.baseImageId),
});

async function startTogether(
  { book, operations, random }: BakeParts,
  { planIds, reason, changeNumber }: RequestPayload<"bake:start-together">,
): Promise<StartedTogether> {
  const release = random.id("release");
  const outcomes: StartedTogether["outcomes"][number][] = [];
  for (const id of planIds) {
    try {
      const plan = await book.stillGood(id);
      if (!startsTogether.includes(plan.kind))
        throw new BennuError({ code: "refused", message: oneByOne });
      const operationId = operations.start(plan, { reason, changeNumber, release });
      book.forget(plan.id);
      outcomes.push({ planId: planId(id), operationId, problem: null });
    } catch (error) {
      outcomes.push({ planId: planId(id), operationId: null, problem: toErrorData(error).message });
    }
  }
  return { release, outcomes };
}

/** Nothing has to be said or typed before one of these. */
const startsTogether: readonly PlanKind[] = ["bake", "copy"];
const oneByOne = "Only bakes and copies are started together. Nothing was started of this one.";
