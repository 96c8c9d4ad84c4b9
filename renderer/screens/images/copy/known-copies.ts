/** An image's copies as the open connections know them, by the tag that each copy has from its beginning. */
import type { ConnectionState } from "../../../../shared/model/connection.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { TAG } from "../../../../shared/model/tags.ts";

export interface KnownCopy {
  readonly image: ImageView;
  readonly place: string;
}

type States = ReadonlyMap<string, ConnectionState>;

export function knownCopies(
  { connectionId, id }: Pick<ImageView, "connectionId" | "id">,
  images: Iterable<ImageView>,
  connections: States,
): readonly KnownCopy[] {
  const region = connections.get(connectionId)?.connection.region;
  if (region === undefined) return [];
  const mark = `${region}/${id}`;
  const found: KnownCopy[] = [];
  for (const image of images) {
    const connection = connections.get(image.connectionId)?.connection;
    if (connection === undefined || image.tags[TAG.copyOf] !== mark) continue;
    found.push({ image, place: `${connection.name}, ${connection.region}` });
  }
  return found;
}

/** Where a copy was made from, `region/id`; null: it is no copy, as far as its tags say. */
export const copiedFrom = ({ tags }: Pick<ImageView, "tags">): string | null =>
  tags[TAG.copyOf] ?? null;
