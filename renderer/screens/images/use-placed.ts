/** The images, with those placed by AWS's own lines that nothing else places. */
import { useMemo } from "react";
import { placedByAncestry, unplacedImages } from "../../../shared/lineage/ancestry.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { useRequest } from "../../client/requests.ts";

/** One call an image: the newest are asked for. */
const most = 200;
const dayMs = 86_400_000;

export function usePlaced(images: readonly ImageView[], connectionId: string) {
  const wanted = useMemo(
    () =>
      unplacedImages(images, most)
        .map(({ id }) => id)
        .sort(),
    [images],
  );
  const answer = useRequest(
    "image:ancestries",
    { connectionId, imageIds: wanted },
    { enabled: wanted.length > 0, staleTimeMs: dayMs },
  );
  const found = answer.data?.found;
  const placed = useMemo(
    () => (found === undefined ? images : placedByAncestry(images, found)),
    [images, found],
  );
  return { images: placed, problem: answer.data?.problem ?? null };
}
