/** Writes tags on an image, and reads them back. */
import type { ImageFact } from "../../model/facts.ts";
import { listLags } from "../lagging.ts";
import { failedIfItStays, type Decision, type Memory, type WorkOf } from "../decision.ts";

export interface ImageSeen {
  readonly image: ImageFact | null;
}

export function decideTagImage(
  work: WorkOf<"tag-image">,
  { image }: ImageSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (!image) return imageIsGone(work.imageId);
  const missing = Object.entries(work.tags).filter(([key, value]) => image.tags[key] !== value);
  if (missing.length === 0) return { kind: "done", note: `Written on ${image.name}` };
  return (
    listLags(memory, "CreateTags", nowMs) ?? {
      kind: "act",
      note: `Writing on ${image.name}`,
      calls: [{ call: "CreateTags", resourceId: image.id, tags: work.tags }],
    }
  );
}

export const imageIsGone = (id: string) =>
  failedIfItStays(
    `The image ${id} isn't there any more, or isn't shared with this account. Nothing was changed on it.`,
  );
