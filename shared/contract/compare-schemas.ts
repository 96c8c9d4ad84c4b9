/** Requests that hold things against each other. Reads only. */
import { z } from "zod";
import { id } from "./replace-schema.ts";

const subject = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("image"), connectionId: id, imageId: id }),
  z.strictObject({ kind: z.literal("generation"), fleetId: id, generationId: id }),
  z.strictObject({ kind: z.literal("server"), connectionId: id, serverId: id }),
]);

export const compareRequestSchemas = {
  "compare:sides": z.strictObject({ sides: z.array(subject).min(2).max(3) }),
  /** Runs a script on the server over Systems Manager that tells what is on it now; then it can be compared. */
  "server:look-inside": z.strictObject({ connectionId: id, serverId: id }),
  /** The lines that AWS keeps of these images. */
  "image:ancestries": z.strictObject({ connectionId: id, imageIds: z.array(id).max(200) }),
  "image:record": z.strictObject({ connectionId: id, imageId: id }),
} as const;
