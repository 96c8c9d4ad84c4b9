/**
 * What is known of an image: what the journal has, else what a colleague's bake put into the bucket, else what a server
 * that runs it printed at its first boot. That is kept in the journal, for consoles are forgotten. An image of which nothing can be read stays unknown.
 */
import { BennuError } from "../../shared/errors.ts";
import type { Facts } from "../../shared/model/facts.ts";
import { imageId, serverId } from "../../shared/model/ids.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { ImageRecord } from "../../shared/model/manifest.ts";
import type { Cloud } from "../ports.ts";
import { keptRecord } from "./kept-records.ts";
import { readManifest } from "./manifest-reader.ts";

export interface ImageRecordParts {
  readonly memory: {
    image(id: string): ImageRecord | null;
    saveImage(record: ImageRecord): void;
  };
  readonly cloudOf: (id: ConnectionId) => Cloud;
  readonly facts: (id: ConnectionId) => Facts;
  /** Where colleagues' bakes keep what they know; left out, or null: nowhere. */
  readonly bucketOf?: (id: ConnectionId) => string | null;
}
export type FindImageRecord = (
  connection: ConnectionId,
  image: string,
) => Promise<ImageRecord | null>;

export function imageRecords(parts: ImageRecordParts): FindImageRecord {
  const { memory, cloudOf, facts } = parts;
  return async (connection, image) => {
    const kept = memory.image(image);
    if (kept?.manifest) return kept;
    const cloud = cloudOf(connection);
    const bucket = parts.bucketOf?.(connection) ?? null;
    const shared = bucket === null ? null : await orNone(keptRecord(cloud.reader, bucket, image));
    const read = shared?.manifest ? shared : await readFrom(cloud, facts(connection), image);
    if (read) memory.saveImage(read);
    return read ?? kept;
  };
}

async function readFrom(cloud: Cloud, facts: Facts, image: string): Promise<ImageRecord | null> {
  const servers = [...facts.servers.values()]
    .filter((server) => server.imageId === image && server.state === "running")
    .toSorted((a, b) => b.launchedAtMs - a.launchedAtMs);
  return orNone(
    readManifest(
      cloud,
      imageId(image),
      servers.map((server) => serverId(server.id)),
    ),
  );
}

/** What may not be read, or not now: the image is unknown, which is no reason not to compare the rest. */
async function orNone<T>(read: Promise<T | null>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof BennuError) return null;
    throw error;
  }
}
