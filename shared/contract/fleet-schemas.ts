/** Requests about what a fleet is left with: promises, what is to be put back. */
import { z } from "zod";
import type { FindingKind } from "../model/fleet.ts";
import { id } from "./replace-schema.ts";

const findingKinds = [
  "other-image",
  "other-template-version",
  "other-security-groups",
  "other-instance-profile",
  "too-old",
  "left-suspended",
  "left-protected",
  "two-live-generations",
  "stale-claim",
  "past-warm",
  "left-rising",
  "left-sizes",
  "not-rolled-out",
  "image-gone",
  "image-revoked",
  "promise-broken",
  "promise-open",
] as const satisfies readonly FindingKind[];

export const fleetRequestSchemas = {
  "plan:put-back": z.strictObject({ fleetId: id, finding: z.enum(findingKinds), subject: id }),
  /**
   * Rolls several fleets back, each by its own plan made now; one that can't be started stops none of the others.
   * `confirmation`: the names of the production fleets among them, apart by spaces.
   */
  "operation:rollback-together": z.strictObject({
    fleets: z
      .array(z.strictObject({ fleetId: id, generationId: id }))
      .min(1)
      .max(50),
    reason: z.string().max(4000),
    confirmation: z.string().max(4000).nullable(),
  }),
  /** Protects the images that promised generations need, and lets go of those that none does. */
  "plan:promise": z.strictObject({ fleetId: id }),
  /** How many earlier generations of each fleet of the connection are kept returnable; 0: none. */
  "connection:promise": z.strictObject({
    connectionId: id,
    generations: z.number().int().min(0).max(20),
  }),
} as const;
