/** Requests about bakes: plans, several at once, the queue, copies, what was left, schedules; and their replies. */
import { z } from "zod";
import type { BakeQueue, BakeSettings, Leftovers, ScheduleView } from "../model/bake.ts";
import type { OperationId, PlanId } from "../model/ids.ts";
import type { Planned } from "../model/plan.ts";
import { isTimeZone } from "../rules/freezes.ts";
import { id } from "./replace-schema.ts";

const reason = z.string().max(4000);
const instanceType = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/);
const accountId = z.string().regex(/^\d{12}$/);
/** AWS's rules for names of buckets. */
const bucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);
const lane = z.strictObject({ instanceType, subnetId: id.nullable() });

/** What is left out is as the connection's settings say. */
const how = {
  securityGroupIds: z.array(id).max(5).exactOptional(),
  instanceProfile: z.string().max(128).nullable().exactOptional(),
  via: z.enum(["console", "ssm"]).exactOptional(),
  bucket: bucket.nullable().exactOptional(),
  /** What the user sets some of the recipe's variables to. */
  variables: z.record(z.string().max(80), z.string().max(4000)).exactOptional(),
};

export const bakeSettingsSchema = z.strictObject({
  atOnce: z.number().int().min(1).max(50),
  bucket: bucket.nullable(),
  subnetId: id.nullable(),
  securityGroupIds: z.array(id).max(5),
  instanceProfile: z.string().min(1).max(128).nullable(),
  via: z.enum(["console", "ssm"]),
});

export const scheduleTimeSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("weekly"),
    days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
    minute: z.number().int().min(0).max(1439),
    timeZone: z.string().refine(isTimeZone, "no such time zone"),
  }),
  z.strictObject({ kind: z.literal("newer-base") }),
]);

export const scheduleSchema = z.strictObject({
  connectionId: id,
  recipeFile: id,
  lanes: z.array(lane).min(1).max(4),
  when: scheduleTimeSchema,
  isOn: z.boolean(),
  reason,
});

export const bakeRequestSchemas = {
  /** `baseImageId` null: what the recipe names. The plan's `bake` says what is offered instead of it. */
  "plan:bake": z.strictObject({
    connectionId: id,
    recipeFile: id,
    baseImageId: id.nullable(),
    instanceType,
    subnetId: id.nullable(),
    ...how,
  }),
  /** One plan a lane: each architecture has its own. */
  "plan:bake-matrix": z.strictObject({
    connectionId: id,
    recipeFile: id,
    baseImageId: id.nullable(),
    lanes: z.array(lane).min(1).max(4),
    ...how,
  }),
  /** A copy for each target, and who may start servers from it. The source's own connection: shared only. */
  "plan:copy": z.strictObject({
    sourceConnectionId: id,
    imageId: id,
    targets: z
      .array(
        z.strictObject({
          connectionId: id,
          encryption: z.strictObject({ kmsKeyId: z.string().max(2048).nullable() }).nullable(),
          shareWith: z.array(accountId).max(50),
        }),
      )
      .min(1)
      .max(20),
  }),
  /** Starts plans that touch no fleet together, as one release; one that can't be started stops none of the others. */
  "bake:start-together": z.strictObject({
    planIds: z.array(id).min(1).max(20),
    reason,
    changeNumber: z.string().max(80).nullable(),
  }),
  "bake:queue": z.strictObject({ connectionId: id }),
  "bake:settings": z.strictObject({ connectionId: id }),
  "bake:save-settings": z.strictObject({ connectionId: id, settings: bakeSettingsSchema }),
  /** Builders, images and snapshots that bakes left in the account. */
  "bake:left": z.strictObject({ connectionId: id }),
  "plan:sweep": z.strictObject({
    connectionId: id,
    serverIds: z.array(id).max(200),
    imageIds: z.array(id).max(200),
    snapshotIds: z.array(id).max(500),
  }),
  "schedule:list": z.strictObject({}),
  /** `id` null: a new one. Turned on again, it has failed no times. */
  "schedule:save": z.strictObject({ id: id.nullable(), schedule: scheduleSchema }),
  "schedule:remove": z.strictObject({ id }),
} as const;

export interface StartedTogether {
  readonly release: string;
  readonly outcomes: readonly {
    readonly planId: PlanId;
    readonly operationId: OperationId | null;
    readonly problem: string | null;
  }[];
}

export interface BakeReplies {
  readonly "plan:bake": Planned;
  readonly "plan:bake-matrix": {
    readonly lanes: readonly { readonly instanceType: string; readonly planned: Planned }[];
  };
  readonly "plan:copy": {
    readonly targets: readonly { readonly connectionId: string; readonly planned: Planned }[];
  };
  readonly "bake:start-together": StartedTogether;
  readonly "bake:queue": BakeQueue;
  readonly "bake:settings": BakeSettings;
  readonly "bake:save-settings": null;
  readonly "bake:left": Leftovers;
  readonly "plan:sweep": Planned;
  readonly "schedule:list": { readonly schedules: readonly ScheduleView[] };
  readonly "schedule:save": ScheduleView;
  readonly "schedule:remove": null;
}
