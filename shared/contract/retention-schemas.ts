/** Requests about the end of an image's life: looking into it, what needs it, what the rules say, carrying them out. */
import { z } from "zod";
import type { Planned } from "../model/plan.ts";
import type {
  GoneImage,
  RetentionReport,
  RetentionRules,
  SafetyReport,
} from "../model/retention.ts";
import { id } from "./replace-schema.ts";

const days = z.number().int().min(0).max(3650);

export const retentionRulesSchema = z.strictObject({
  keepNewest: z.number().int().min(0).max(1000),
  keepDays: days,
  failedDays: days.nullable(),
  templateDepth: z.number().int().min(1).max(10_000).nullable(),
  launchedDays: days,
  keepShared: z.boolean(),
  others: z.enum(["stay", "as-bennus"]),
  first: z.enum(["disable", "deprecate", "nothing"]),
  graceDays: days,
});

const watched = z
  .string()
  .max(400)
  .regex(/^\/[^\0\n]*$/);

export const retentionRequestSchemas = {
  "plan:inspect": z.strictObject({
    connectionId: id,
    imageId: id,
    instanceType: z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/),
    subnetId: id.nullable(),
    watch: z.array(watched).max(100),
  }),
  /** Everything that may need this image, looked at now. */
  "image:safety": z.strictObject({ connectionId: id, imageId: id }),
  /** Servers whose image can't be started any more. */
  "image:gone": z.strictObject({ connectionId: id }),
  "retention:read": z.strictObject({ connectionId: id }),
  "retention:save": z.strictObject({ connectionId: id, rules: retentionRulesSchema }),
  /** What these rules would do, without doing it. */
  "retention:dry-run": z.strictObject({ connectionId: id, rules: retentionRulesSchema }),
  "plan:retention": z.strictObject({
    connectionId: id,
    way: z.enum(["carry-out", "give-back", "set"]),
    imageIds: z.array(id).min(1).max(100),
    rules: retentionRulesSchema,
    /** Of `set`. */
    set: z
      .strictObject({
        isProtected: z.boolean().optional(),
        isDisabled: z.boolean().optional(),
        deprecateAtMs: z.number().int().nonnegative().nullable().optional(),
      })
      .optional(),
  }),
} as const;

export interface RetentionReplies {
  readonly "plan:inspect": Planned;
  readonly "image:safety": SafetyReport;
  readonly "image:gone": { readonly images: readonly GoneImage[]; readonly readAtMs: number };
  readonly "retention:read": RetentionRules;
  readonly "retention:save": null;
  readonly "retention:dry-run": RetentionReport;
  readonly "plan:retention": Planned;
}
