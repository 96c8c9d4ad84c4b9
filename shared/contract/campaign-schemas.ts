/** Requests about whole lineages: revoking an image, campaigns and their way back. */
import { z } from "zod";
import { id } from "./replace-schema.ts";

const reason = z.string().trim().min(3).max(180);

const revoke = z.strictObject({
  connectionId: id,
  imageId: id,
  isRevoked: z.boolean(),
  /** On the connection's clock; null: at once. */
  fromMs: z.number().int().nonnegative().nullable(),
  /** AWS's own switch as well; null: it stays as it is. */
  atAws: z.enum(["disable", "enable"]).nullable(),
});

export const campaignRequestSchemas = {
  /** What revoking it, or taking that back, means. */
  "plan:revoke": revoke,
  /** Planned once more and started. `confirmation`: the image's name, asked for where AWS's switch is used in production. */
  "image:revoke": revoke.extend({ reason, confirmation: z.string().max(200).nullable() }),
  "plan:campaign": z.strictObject({
    connectionId: id,
    fromImageId: id,
    toImageId: id,
    /** Null: the usual order. */
    stages: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(60),
          fleetIds: z.array(id).min(1).max(500),
          asks: z.boolean(),
        }),
      )
      .max(50)
      .nullable(),
    bakesAtOnce: z.number().int().min(1).max(20),
    onFailure: z.enum(["hold", "roll-back"]),
    leftOut: z.array(z.strictObject({ id, reason: z.string().trim().min(1).max(180) })).max(500),
    /** Recipes, by name, that are baked although no server needs them. */
    alsoBake: z.array(id).max(500).optional(),
  }),
  "plan:campaign-back": z.strictObject({ operationId: id }),
  /** A person's word on a part of a running campaign that is held. `attempt`: the one that failed; 0: it was refused. */
  "campaign:choose": z.strictObject({
    operationId: id,
    stepId: id,
    key: id,
    choice: z.enum(["again", "skip"]),
    attempt: z.number().int().min(0),
    reason: z.string().trim().max(180),
  }),
  /** Ends the campaign if it runs, and returns the fleets that it replaced. `confirmation`: as at its start. */
  "campaign:roll-back": z.strictObject({
    operationId: id,
    reason: z.string().max(4000),
    confirmation: z.string().max(200).nullable(),
  }),
} as const;
