/** Servers whose image can't be started any more: nobody can replace one of them by its like. */
import type { Facts, ImageFact, ServerFact } from "../../shared/model/facts.ts";
import type { ConnectionId, ImageId } from "../../shared/model/ids.ts";
import type { GoneImage } from "../../shared/model/retention.ts";
import type { RetentionParts } from "./retention.ts";

/** Of the inventory's servers, each image that isn't known there to be well is looked at now. */
export async function goneImages(
  parts: Pick<RetentionParts, "facts" | "cloudOf">,
  connection: ConnectionId,
): Promise<readonly GoneImage[]> {
  const facts = parts.facts(connection);
  const byImage = serversByImage(facts);
  const doubtful = [...byImage.keys()].filter((id) => facts.images.get(id)?.state !== "available");
  if (doubtful.length === 0) return [];
  const { reader, clock } = parts.cloudOf(connection);
  const lookedAtMs = clock.now();
  const fresh = new Map((await reader.images(doubtful, 1)).map((image) => [image.id, image]));
  return doubtful.flatMap((id) => {
    const gone = wordsOf(fresh.get(id));
    if (gone === null) return [];
    const servers = (byImage.get(id) ?? []).map((server) => ({
      id: server.id,
      groupName: server.groupName,
    }));
    const name = fresh.get(id)?.name ?? facts.images.get(id)?.name ?? null;
    return [{ imageId: id, name, ...gone, servers, lookedAtMs }];
  });
}

function serversByImage({ servers }: Facts): ReadonlyMap<ImageId, readonly ServerFact[]> {
  const byImage = new Map<ImageId, ServerFact[]>();
  for (const server of servers.values()) {
    if (server.state === "terminated" || server.state === "shutting-down") continue;
    const known = byImage.get(server.imageId);
    if (known) known.push(server);
    else byImage.set(server.imageId, [server]);
  }
  return byImage;
}

function wordsOf(image: ImageFact | undefined): Pick<GoneImage, "how" | "words"> | null {
  if (!image)
    return {
      how: "not-there",
      words:
        "AWS lists it no more: it was deregistered, or is shared with this account no longer. Its servers run on; none like them can be started, and one that fails is not replaced.",
    };
  if (image.state === "disabled")
    return {
      how: "disabled",
      words:
        "It is disabled: its servers run on, and none like them can be started until it is enabled again.",
    };
  if (image.state === "available" || image.state === "pending") return null;
  return { how: "failed", words: `AWS calls it ${image.state}: no server can be started from it.` };
}
