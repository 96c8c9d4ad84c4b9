/**
 * What is known of an image: what the journal has, else what a server that runs it printed at its first boot. The
 * latter is kept in the journal, for consoles are forgotten. An image of which nothing can be read stays unknown.
 */
import { BennuError } from "../../shared/errors.ts";
import type { Facts } from "../../shared/model/facts.ts";
import { imageId, serverId } from "../../shared/model/ids.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { ImageRecord } from "../../shared/model/manifest.ts";
import type { Cloud } from "../ports.ts";
import { readManifest } from "./manifest-reader.ts";

export interface ImageRecordParts {
  readonly memory: {
    image(id: string): ImageRecord | null;
    saveImage(record: ImageRecord): void;
  };
  readonly cloudOf: (id: ConnectionId) => Cloud;
  readonly facts: (id: ConnectionId) => Facts;
}
export type FindImageRecord = (
  connection: ConnectionId,
  image: string,
) => Promise<ImageRecord | null>;

export function imageRecords({ memory, cloudOf, facts }: ImageRecordParts): FindImageRecord {
  return async (connection, image) => {
    const kept = memory.image(image);
    if (kept?.manifest) return kept;
    const read = await readFrom(cloudOf(connection), facts(connection), image);
    if (read) memory.saveImage(read);
    return read ?? kept;
  };
}

async function readFrom(cloud: Cloud, facts: Facts, image: string): Promise<ImageRecord | null> {
  const servers = [...facts.servers.values()]
    .filter((server) => server.imageId === image && server.state === "running")
    .toSorted((a, b) => b.launchedAtMs - a.launchedAtMs);
  try {
    return await readManifest(
      cloud,
      imageId(image),
      servers.map((server) => serverId(server.id)),
    );
  } catch (error) {
    // A console that may not be read, or not now: the image is unknown, which is no reason not to compare the rest.
    if (error instanceof BennuError) return null;
    throw error;
  }
}
