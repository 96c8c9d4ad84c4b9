/**
 * What one server says of itself: what it was last asked for over Systems Manager, if it was, else what it printed on
 * its console at its first boot. The latter is of then: what was changed on it since can't be seen there, and that is said.
 */
import { BennuError } from "../../shared/errors.ts";
import type { ServerFact } from "../../shared/model/facts.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { ImageRecord } from "../../shared/model/manifest.ts";
import type { Cloud } from "../ports.ts";
import type { ServerLooks } from "./look-inside.ts";
import { readManifest } from "./manifest-reader.ts";

export interface ServerRecord {
  readonly of: ImageRecord | null;
  /** How it was learnt, in words. */
  readonly from: string;
  readonly notes: readonly string[];
}
export type ReadServer = (connection: ConnectionId, server: ServerFact) => Promise<ServerRecord>;

export function serverRecords(
  cloudOf: (id: ConnectionId) => Cloud,
  looks: Pick<ServerLooks, "last">,
): ReadServer {
  return async (connection, server) => {
    const looked = looks.last(connection, server.id);
    if (looked !== null) return { of: looked, from: "read from it by Systems Manager", notes: [] };
    try {
      const read = await readManifest(cloudOf(connection), server.imageId, [server.id]);
      return read === null ? unknown("Its console holds no manifest.") : ofFirstBoot(read);
    } catch (error) {
      if (error instanceof BennuError)
        return unknown(`Its console could not be read: ${error.message}`);
      throw error;
    }
  };
}

const ofFirstBoot = (of: ImageRecord): ServerRecord => ({
  of,
  from: "printed on its console at its first boot",
  notes: ["What was changed on the server after its first boot can't be seen on its console."],
});

const unknown = (why: string): ServerRecord => ({
  of: null,
  from: "",
  notes: [`${why} What is on this server now is not known.`],
});
