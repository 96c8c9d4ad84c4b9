/** Reads what bakes could have left in an account, afresh. What can't be read is said, and the rest still shown. */
import { leftovers, type LeftInput } from "../../../shared/bake/left/leftovers.ts";
import { BennuError } from "../../../shared/errors.ts";
import type { Leftovers } from "../../../shared/model/bake.ts";
import type { ImageFact, ServerFact } from "../../../shared/model/facts.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { Cloud } from "../../ports.ts";

export interface LeftReading {
  readonly cloud: Cloud;
  /** As the inventory has them: their snapshots are needed. */
  readonly knownImages: ReadonlyMap<string, ImageFact>;
  readonly operation: LeftInput["operation"];
}

export async function readLeft({ cloud, knownImages, operation }: LeftReading): Promise<Leftovers> {
  const { reader, clock, connection } = cloud;
  const unread: string[] = [];
  const orNone = async <T>(what: string, read: Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await read;
    } catch (error) {
      if (!(error instanceof BennuError)) throw error;
      unread.push(`${what}: ${error.message}`);
      return [];
    }
  };
  const [servers, images, snapshots] = await Promise.all([
    orNone("Builders", reader.serversByTag(TAG.builderUntil, null)),
    orNone("Images", reader.imagesByTag(TAG.operation, null)),
    orNone("Snapshots", reader.snapshotsByTag(TAG.operation, null)),
  ]);
  const imagesUnread = unread.some((one) => one.startsWith("Images"));
  const needed = new Set(
    [...knownImages.values(), ...images].flatMap(({ snapshotIds }) => snapshotIds),
  );
  const left = leftovers({
    connectionId: connection.id,
    servers,
    images,
    // Without the images nobody knows which of them are needed.
    snapshots: imagesUnread ? [] : snapshots,
    needed,
    operation,
    unread,
    nowMs: clock.now(),
  });
  const ids = left.images.map(({ id }) => id);
  const from = ids.length === 0 ? [] : await orNone("Their servers", reader.serversFrom(ids));
  const used = new Set(from.filter(isNoBuilder).map((server) => server.imageId));
  return { ...left, images: left.images.filter(({ id }) => !used.has(id)) };
}

/** Somebody uses the image all the same, though it never passed. */
const isNoBuilder = ({ tags }: ServerFact) => tags[TAG.builderUntil] === undefined;
