/** The lines that AWS keeps of images, read once each and kept: an image's ancestors never change. */
import { BennuError } from "../../shared/errors.ts";
import type { Ancestries } from "../../shared/lineage/ancestry.ts";
import type { AncestorFact } from "../../shared/model/facts/image-use-facts.ts";
import { imageId } from "../../shared/model/ids.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { Cloud } from "../ports.ts";

export interface AncestryAnswer {
  readonly found: Ancestries;
  /** Why not all were read; null: all were. */
  readonly problem: string | null;
}
export type ReadAncestries = (
  connection: ConnectionId,
  images: readonly string[],
) => Promise<AncestryAnswer>;

/** Side by side: a screen waits for them, and the request budget is shared with everything else. */
const atOnce = 4;

export function ancestryReader(cloudOf: (id: ConnectionId) => Cloud): ReadAncestries {
  const kept = new Map<string, readonly AncestorFact[]>();
  return async (connection, images) => {
    const { reader } = cloudOf(connection);
    const keyOf = (id: string) => `${connection}/${id}`;
    const missing = images.filter((id) => !kept.has(keyOf(id)));
    let problem: string | null = null;
    const read = async () => {
      for (let id = missing.pop(); id !== undefined && problem === null; id = missing.pop()) {
        try {
          kept.set(keyOf(id), await reader.imageAncestry(imageId(id)));
        } catch (error) {
          if (!(error instanceof BennuError)) throw error;
          // An image that is gone has no line; whatever else stops one read stops them all.
          if (error.code === "not-found") kept.set(keyOf(id), []);
          else problem = error.message;
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, read));
    const found = images.flatMap((id) => {
      const line = kept.get(keyOf(id));
      return line === undefined || line.length === 0 ? [] : [[id, line] as const];
    });
    return { found: Object.fromEntries(found), problem };
  };
}
